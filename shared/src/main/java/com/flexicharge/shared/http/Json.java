package com.flexicharge.shared.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON as HTTP clients get it: an {@link Instant} is ISO 8601 in UTC with exactly three digits of milliseconds
 * ({@code 2026-11-22T10:15:30.000Z}), or {@code null} outside the years 0 to 9999, which chargers may say and few clients can read;
 * an absent value is a member with {@code null} and not left out, and a number keeps its
 * form ({@code 11000} does not become {@code 1.1E4}).
 */
public final class Json {
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Of a year with four digits and no sign. */
    private static final int LENGTH_OF_A_TIME = "2026-11-22T10:15:30.000Z".length();

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module(), ours())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** Where UTF-8 is decoded strictly, only an escape can make half a character. */
    private static final Pattern HALF_ESCAPED = Pattern.compile("\\\\u[dD][89a-fA-F]");

    private Json() {}

    /** @throws IllegalArgumentException if it cannot be written: a defect of the one who made the value */
    public static Buffer write(Object value) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot write a " + value.getClass().getName() + " as JSON", e);
        }
    }

    /**
     * Reads one JSON value; of two members with one name the last counts.
     *
     * @throws IOException if it is not exactly one JSON value in UTF-8, holds half a character ({@code "\\ud800"}), or nests deeper
     *     than Jackson's bound of 1000
     */
    public static JsonNode read(Buffer text) throws IOException {
        return read(text, MAPPER.reader());
    }

    /** As {@link #read}, and fails where two members have one name: what was signed has one meaning. */
    static JsonNode readUnambiguous(Buffer text) throws IOException {
        return read(text, MAPPER.reader(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY));
    }

    private static JsonNode read(Buffer text, ObjectReader reader) throws IOException {
        // Jackson's own decoder takes overlong forms and halves of surrogate pairs.
        var decoded = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(text.getBytes()))
                .toString();
        var json = reader.readTree(decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded);
        if (HALF_ESCAPED.matcher(decoded).find() && !isWholeText(json)) {
            throw new MalformedInputException(1);
        }
        return json;
    }

    /** Of a value as deep as the bound at most. */
    private static boolean isWholeText(JsonNode json) {
        if (json.isTextual()) {
            return Texts.isWhole(json.textValue());
        }
        for (var members = json.fieldNames(); members.hasNext(); ) {
            if (!Texts.isWhole(members.next())) {
                return false;
            }
        }
        for (var item : json) {
            if (!isWholeText(item)) {
                return false;
            }
        }
        return true;
    }

    private static SimpleModule ours() {
        return new SimpleModule("flexicharge-http")
                .addSerializer(Instant.class, as(Json::time))
                .addSerializer(OffsetDateTime.class, as(Json::time))
                .addSerializer(ZonedDateTime.class, as(Json::time))
                .addSerializer(JsonObject.class, as(JsonObject::getMap))
                .addSerializer(JsonArray.class, as(JsonArray::getList));
    }

    private static @Nullable String time(TemporalAccessor time) {
        var text = MILLISECONDS.format(time);
        return text.length() == LENGTH_OF_A_TIME ? text : null;
    }

    private static <T> JsonSerializer<T> as(Function<T, @Nullable Object> form) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider serializers) throws IOException {
                serializers.defaultSerializeValue(form.apply(value), out);
            }
        };
    }
}
