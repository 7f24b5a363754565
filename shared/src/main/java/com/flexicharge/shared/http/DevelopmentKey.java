package com.flexicharge.shared.http;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** The key that signs and verifies the development tokens of one installation: those made by a command instead of an account. */
public final class DevelopmentKey {
    static final String ALGORITHM = RsaJwk.ALGORITHM;

    private final JsonObject jwk;

    DevelopmentKey(JsonObject jwk) {
        this.jwk = jwk;
    }

    /**
     * Reads the key, or makes one that only the owner of the process can read. Blocks: for the start of a process only.
     *
     * @throws java.io.UncheckedIOException if the file can be neither read nor made
     * @throws IllegalArgumentException if it holds something else than such a key
     */
    public static DevelopmentKey loadOrCreate(Path file) {
        return new DevelopmentKey(DevelopmentKeyFile.readOrMake(file, () -> generate().jwk));
    }

    /** A key nobody keeps: its tokens end with the process. */
    public static DevelopmentKey generate() {
        return new DevelopmentKey(RsaJwk.generate());
    }

    /** RFC 7517, private parts included. */
    JsonObject jwk() {
        return jwk.copy();
    }

    @Override
    public String toString() {
        return "DevelopmentKey";
    }
}
