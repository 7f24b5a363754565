package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.ocpp.message.Words;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A word of a closed set. */
record WordShape<E extends Enum<E> & Word>(Class<E> type) implements Shape {
    private static final int SHOWN_CHARACTERS = 40;

    @Override
    public @Nullable E read(JsonNode node, Check check) {
        if (!node.isTextual()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be a string");
            return null;
        }
        Optional<E> word = Words.of(type, node.textValue());
        if (word.isEmpty()) {
            noteUnknown(node.textValue(), check);
        }
        return word.orElse(null);
    }

    static void noteUnknown(String text, Check check) {
        var shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
        check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "cannot be \"" + shown + "\"");
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeString(((Word) value).wire());
    }
}
