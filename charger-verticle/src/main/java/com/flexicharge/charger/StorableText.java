package com.flexicharge.charger;

import org.jspecify.annotations.Nullable;

/** Texts of chargers as the database is to keep them: FlexiCharge chargers are not held to the lengths of OCPP. */
public final class StorableText {
    /** Twice the longest text of OCPP 1.6 that may end here (configuration values, 500). */
    private static final int MAX_CHARACTERS = 1000;

    private StorableText() {}

    static String of(String text) {
        return cut(text, MAX_CHARACTERS);
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** At most its first {@code max} characters. */
    public static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) : text;
    }

    public static @Nullable String cutNullable(@Nullable String text, int max) {
        return text == null ? null : cut(text, max);
    }
}
