package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A text.
 *
 * @param most     characters (code points) it may have
 * @param optional only then an over-long one may be cut: a cut id tag would be another tag
 */
record TextShape(int most, boolean optional) implements Shape {
    @Override
    public @Nullable String read(JsonNode node, Check check) {
        if (node.isTextual()) {
            return limited(node.textValue(), check);
        }
        if (node.isNumber() && check.tolerates(Deviation.TEXT_AS_NUMBER)) {
            return limited(node.numberValue().toString(), check);
        }
        check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be a string");
        return null;
    }

    private @Nullable String limited(String text, Check check) {
        if (text.indexOf('\0') >= 0) {
            // the one character PostgreSQL cannot keep
            check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "contains the character NUL");
            return null;
        }
        if (fits(text)) {
            return text;
        }
        if (optional && check.tolerates(Deviation.LONG_STRINGS)) {
            return text.substring(0, text.offsetByCodePoints(0, most));
        }
        check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "is longer than " + most + " characters");
        return null;
    }

    private boolean fits(String text) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        var text = (String) value;
        if (!fits(text)) {
            throw new IllegalArgumentException("is longer than " + most + " characters");
        }
        out.writeString(text);
    }
}
