package com.flexicharge.charger;

import org.jspecify.annotations.Nullable;

/**
 * Texts of chargers as the database can keep them. FlexiCharge chargers are not held to the lengths of OCPP, and one text that
 * PostgreSQL cannot store would fail the statement that carries other chargers' reports too.
 */
final class StorableText {
    /** Twice the longest text of OCPP 1.6 that may end here (configuration values, 500). */
    private static final int MAX_CHARACTERS = 1000;

    private StorableText() {}

    static String of(String text) {
        var cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        return cut.indexOf('\0') < 0 ? cut : cut.replace("\0", "");
    }

    static @Nullable String ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }
}
