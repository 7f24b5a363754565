package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object and the record it becomes: the record's components are the object's members, in the order in which they are
 * written; their types and annotations are the limits.
 */
public final class RecordShape<T> implements Shape {
    private final Class<T> type;
    private final Constructor<T> constructor;
    private final Map<String, Member> members = new LinkedHashMap<>();

    RecordShape(Class<T> type, Constructor<T> constructor, List<Member> members) {
        this.type = type;
        this.constructor = constructor;
        members.forEach(member -> this.members.put(member.name(), member));
    }

    /** @param type a record of this room */
    public static <T> RecordShape<T> of(Class<T> type) {
        return Shapes.record(type);
    }

    /**
     * Reads a payload; never throws.
     *
     * @param tolerated what this charger may do that OCPP does not allow
     */
    public static <T> Parsed<T> parse(RecordShape<? extends T> shape, JsonNode payload, Set<Deviation> tolerated) {
        var check = new Check(tolerated, OcppResponse.class.isAssignableFrom(shape.type));
        T value = shape.read(payload, check);
        if (value == null) {
            return new Parsed.Refused<>(check.fault().orElseThrow(), check.met());
        }
        return new Parsed.Valid<>(value, check.met());
    }

    @Override
    public @Nullable T read(JsonNode node, Check check) {
        if (!node.isObject()) {
            check.noteNoObject();
            return null;
        }
        refuseUnknown(node, check);
        var values = new Object[members.size()];
        var index = 0;
        for (var member : members.values()) {
            values[index++] = member.read(node.get(member.name()), check);
        }
        return check.failed() ? null : construct(values);
    }

    private void refuseUnknown(JsonNode node, Check check) {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            var name = names.next();
            if (!members.containsKey(name) && !check.tolerates(Deviation.EXTRA_MEMBERS)) {
                check.enter(name);
                check.note(ErrorCode.FORMATION_VIOLATION, "is not a member of this message");
                check.leave();
            }
        }
    }

    private T construct(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("A checked " + type.getName() + " cannot be made", impossible);
        }
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        var owner = (Record) type.cast(value);
        out.writeStartObject();
        for (var member : members.values()) {
            member.write(owner, out);
        }
        out.writeEndObject();
    }
}
