package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One member of an object, and the record component it becomes.
 *
 * @param required by OCPP
 * @param wrapped  the component is an Optional
 */
record Member(String name, Shape shape, boolean required, boolean wrapped, Method accessor) {
    /** @return the component's value, or null once a fault is noted */
    @Nullable
    Object read(@Nullable JsonNode node, Check check) {
        if (node == null || isToleratedNull(node, check)) {
            return absent(check);
        }
        check.enter(name);
        var value = shape.read(node, check);
        check.leave();
        return wrapped ? Optional.ofNullable(value) : value;
    }

    private boolean isToleratedNull(JsonNode node, Check check) {
        return node.isNull() && !required && check.tolerates(Deviation.NULL_IS_ABSENT);
    }

    private @Nullable Object absent(Check check) {
        if (required) {
            check.enter(name);
            check.note(ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, "is missing");
            check.leave();
        }
        return wrapped ? Optional.empty() : null;
    }

    void write(Record owner, JsonGenerator out) throws IOException {
        var component = value(owner);
        var value = component instanceof Optional<?> optional ? optional.orElse(null) : component;
        if (value == null) {
            refuseMissing();
            return;
        }
        out.writeFieldName(name);
        try {
            shape.write(value, out);
        } catch (IllegalArgumentException fault) {
            throw new IllegalArgumentException(name + " " + fault.getMessage(), fault);
        }
    }

    private void refuseMissing() {
        if (required) {
            throw new IllegalArgumentException(name + " is missing");
        }
    }

    private Object value(Record owner) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("The component " + name + " cannot be read", impossible);
        }
    }
}
