package com.flexicharge.shared.config;

import io.vertx.config.spi.ConfigProcessor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Teaches vertx-config the format {@code dotenv}. Its own {@code properties} format keeps quotes, knows no {@code export} and
 * turns 00123 into 123.
 */
public final class DotenvProcessor implements ConfigProcessor {
    static final String FORMAT = "dotenv";
    /** How messages name the file; in the store's configuration. */
    static final String FILE = "file";
    /** Carries the warnings beside the values: a blank cannot occur in a variable's name. */
    static final String WARNINGS = "warnings of the file";

    @Override
    public String name() {
        return FORMAT;
    }

    /** Fails with a {@link ConfigurationException} that names the file and its faulty lines. */
    @Override
    public Future<JsonObject> process(Vertx vertx, JsonObject configuration, Buffer input) {
        try {
            var file = configuration.getString(FILE, ".env");
            var dotenv = Dotenv.parse(file, text(file, input));
            var json = new JsonObject();
            dotenv.values().forEach(json::put);
            return Future.succeededFuture(json.put(WARNINGS, new JsonArray(dotenv.warnings())));
        } catch (ConfigurationException fault) {
            return Future.failedFuture(fault);
        }
    }

    private static String text(String file, Buffer input) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(input.getBytes()))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new ConfigurationException("The file " + file + " cannot be read: it is not text in UTF-8");
        }
    }
}
