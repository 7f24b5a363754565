package com.flexicharge.charger;

import org.jspecify.annotations.Nullable;

/** Texts of chargers as the database is to keep them: FlexiCharge chargers are not held to the lengths of OCPP. */
final class StorableText {
    /** Twice the longest text of OCPP 1.6 that may end here (configuration values, 500). */
    private static final int MAX_CHARACTERS = 1000;

    private StorableText() {}

    static String of(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
