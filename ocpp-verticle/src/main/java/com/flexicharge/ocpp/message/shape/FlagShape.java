package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** True or false. */
record FlagShape() implements Shape {
    @Override
    public @Nullable Boolean read(JsonNode node, Check check) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be true or false");
        return null;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeBoolean((Boolean) value);
    }
}
