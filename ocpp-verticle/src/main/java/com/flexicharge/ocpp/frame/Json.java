package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** How JSON is read from and written to chargers. */
public final class Json {
    /** Levels of arrays and objects; OCPP 1.6 needs nine (SendLocalList, charging profiles), an attacker sends 100,000. */
    private static final int MAX_DEPTH = 64;

    /**
     * Of two members of one name the last counts. Fractions are kept exact, so that 11.4 A does not become 11.399999; numbers are at
     * most 1,000 digits long, so that none takes seconds to convert.
     */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(1_000)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /** What writes one JSON value. */
    @FunctionalInterface
    public interface Part {
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** The value a text inside a message says; absent when it is not JSON, or too deep or too long. */
    public static Optional<JsonNode> tree(String text) {
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Compact JSON: no blanks, characters beyond ASCII as they are. */
    public static String text(Part part) {
        var text = new StringWriter(256);
        try (var out = MAPPER.getFactory().createGenerator(text)) {
            part.writeTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return text.toString();
    }
}
