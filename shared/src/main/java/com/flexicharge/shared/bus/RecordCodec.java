package com.flexicharge.shared.bus;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/**
 * Records on the bus: the same object inside one process (they are immutable), JSON with the record's name between processes.
 * Only records of this project are read back from the wire.
 */
final class RecordCodec implements MessageCodec<Object, Object> {
    static final String NAME = "record";
    private static final String OURS = "com.flexicharge.shared.";

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModules(new JavaTimeModule(), new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            // A record is its components, whatever else it can tell of itself.
            .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .visibility(PropertyAccessor.CREATOR, JsonAutoDetect.Visibility.ANY)
            .addMixIn(Answer.Given.class, GivenByName.class)
            .build();

    /** The answer's own type is not in its declaration. */
    private record GivenByName(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Record value) {}

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        try {
            byte[] name = message.getClass().getName().getBytes(StandardCharsets.US_ASCII);
            byte[] json = mapper.writeValueAsBytes(message);
            buffer.appendInt(name.length)
                    .appendBytes(name)
                    .appendInt(json.length)
                    .appendBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Cannot encode a " + message.getClass().getName(), e);
        }
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        int nameStart = position + Integer.BYTES;
        int nameEnd = nameStart + buffer.getInt(position);
        int jsonStart = nameEnd + Integer.BYTES;
        int jsonEnd = jsonStart + buffer.getInt(nameEnd);
        String name = buffer.getString(nameStart, nameEnd, "US-ASCII");
        if (!name.startsWith(OURS)) {
            throw new IllegalArgumentException("Not a record of the contract: " + name);
        }
        try {
            return mapper.readValue(buffer.getBytes(jsonStart, jsonEnd), Class.forName(name));
        } catch (java.io.IOException | ClassNotFoundException e) {
            throw new IllegalArgumentException("Cannot decode a " + name, e);
        }
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
