package com.flexicharge.ocpp.kit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.testing.ocpp.PublishedSchemas;
import com.flexicharge.testing.ocpp.SchemaCase;
import com.flexicharge.testing.ocpp.SchemaCases;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Frames of chargers with something changed, one after another and the same ones again for the same seed. */
public final class MutatedFrames {
    /** Reads what a standard JSON parser reads, however long its numbers are. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNestingDepth(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Beyond so many digits we read no number, not even to see that it is no message type. */
    private static final int MOST_DIGITS = 1_000;

    private static final String[] PIECES = {
        "null",
        "-1",
        "1e400",
        "9223372036854775808",
        "0.1",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"\\u0000\"",
        "\"💥\"",
        "[[[[[[[[",
        "{\"a\":",
        "\\",
        "\"",
        ",",
        "]",
        "}",
        "[2,",
        "[3,\"",
        "[4,",
        "\u0000",
        "  ",
        "1".repeat(500),
        "x".repeat(3000)
    };

    private final Random random;
    private final List<String> frames;

    public MutatedFrames(long seed) {
        this.random = new Random(seed);
        this.frames =
                Arrays.stream(Action.values()).flatMap(MutatedFrames::frames).toList();
    }

    private static Stream<String> frames(Action action) {
        return SchemaCases.of(PublishedSchemas.request(action.wire())).stream()
                .map(SchemaCase::payload)
                .map(payload -> "[2,\"id\",\"" + action.wire() + "\"," + payload + "]");
    }

    public String next() {
        var frame = new StringBuilder(frames.get(random.nextInt(frames.size())));
        for (var changes = random.nextInt(4); changes > 0; changes--) {
            mutate(frame);
        }
        return frame.toString();
    }

    private void mutate(StringBuilder frame) {
        var at = random.nextInt(frame.length() + 1);
        var end = Math.min(frame.length(), at + 1 + random.nextInt(8));
        switch (random.nextInt(6)) {
            case 0 -> frame.delete(at, end);
            case 1 -> frame.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 2 -> frame.replace(at, end, PIECES[random.nextInt(PIECES.length)]);
            case 3 -> frame.insert(at, (char) (32 + random.nextInt(95)));
            case 4 -> frame.insert(at, frame.substring(at, end));
            default -> frame.setLength(at);
        }
        if (frame.isEmpty()) {
            frame.append(' ');
        }
    }

    /** Whether OCPP-J wants an answer to this text: to CALLs and to what is no message, not to answers nor to types unknown. */
    public static boolean isAnswered(String text) {
        try {
            var message = MAPPER.readTree(text);
            return !message.isArray()
                    || message.isEmpty()
                    || !message.get(0).isIntegralNumber()
                    || isCall(message.get(0));
        } catch (JsonProcessingException | NumberFormatException noJson) {
            return true;
        }
    }

    /** The second element of a message, as text; {@code -1} when it has none that can be read. */
    public static String id(String text) {
        try (var parser = MAPPER.getFactory().createParser(text)) {
            parser.nextToken();
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() != null && parser.currentToken().isScalarValue() ? parser.getText() : "-1";
        } catch (IOException noJson) {
            return "-1";
        }
    }

    private static boolean isCall(JsonNode type) {
        return type.bigIntegerValue().equals(BigInteger.TWO) || type.asText().length() > MOST_DIGITS;
    }

    /** @return as many of the next frames */
    public List<String> next(int count) {
        var next = new ArrayList<String>(count);
        for (var i = 0; i < count; i++) {
            next.add(next());
        }
        return next;
    }
}
