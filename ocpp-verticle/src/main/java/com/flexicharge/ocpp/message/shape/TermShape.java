package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.Term;
import com.flexicharge.ocpp.message.Word;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A word of a set that a charger may be allowed to leave. */
record TermShape<E extends Enum<E> & Word>(Class<E> type) implements Shape {
    /** An unknown word is stored: longer than any OCPP has, shorter than a flood. */
    private static final int MAX_CHARACTERS = 50;

    /** OCPP 1.6 §7.45 wrote {@code Celcius} until its errata; no other term is spelled so. */
    private static final String ERRATA_CELSIUS = "Celsius";

    @Override
    public @Nullable Term<E> read(JsonNode node, Check check) {
        if (!node.isTextual()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be a string");
            return null;
        }
        var term = Term.of(type, node.textValue());
        if (term.text().equals(ERRATA_CELSIUS)) {
            check.notice(Deviation.CELSIUS);
        }
        if (term.known().isPresent() || (isKeepable(term.text()) && check.tolerates(Deviation.UNKNOWN_ENUMS))) {
            return term;
        }
        WordShape.noteUnknown(term.text(), check);
        return null;
    }

    private static boolean isKeepable(String text) {
        return text.length() <= MAX_CHARACTERS && text.indexOf('\0') < 0;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        out.writeString(((Term<?>) value).text());
    }
}
