package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of values of one shape, in the order sent.
 *
 * @param fewest entries
 */
record ListShape(Shape entry, long fewest) implements Shape {
    @Override
    public @Nullable List<Object> read(JsonNode node, Check check) {
        if (!node.isArray()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be an array");
            return null;
        }
        if (node.size() < fewest) {
            check.note(ErrorCode.OCCURENCE_CONSTRAINT_VIOLATION, "needs at least " + fewest + " entry");
            return null;
        }
        var values = new ArrayList<Object>(node.size());
        for (var index = 0; index < node.size(); index++) {
            check.enter(index);
            var value = entry.read(node.get(index), check);
            check.leave();
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (var each : (List<?>) value) {
            entry.write(each, out);
        }
        out.writeEndArray();
    }
}
