package com.flexicharge.transaction;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells a repeated message from a new one, as a key that any database index takes. */
final class Fingerprint {
    private Fingerprint() {}

    /**
     * 64 characters, the same for the same text. Chargers' words go into keys, and they may be longer than an index row (2,704
     * bytes) and hold what PostgreSQL's text cannot: half a surrogate pair, the character 0.
     */
    static String of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
