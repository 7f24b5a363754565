package com.flexicharge.transaction;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The tag a person's own sessions run under; chargers cache it, so it is theirs for good. */
record AccountTag(String idTag, @Nullable String parentIdTag) {
    /** Base 32 of RFC 4648: no letter that reads like a digit. */
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** With "FC" before them 20 characters, as many as OCPP 1.6 allows; 90 bits, so nobody guesses one. */
    private static final int RANDOM_CHARACTERS = 18;

    private static final SecureRandom RANDOM = new SecureRandom();

    static String random() {
        var tag = new StringBuilder("FC");
        RANDOM.ints(RANDOM_CHARACTERS, 0, ALPHABET.length()).forEach(index -> tag.append(ALPHABET.charAt(index)));
        return tag.toString();
    }
}
