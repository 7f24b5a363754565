package com.flexicharge.ocpp.dialect;

/** Texts of chargers that keep no limits, made storable. */
final class Texts {
    private Texts() {}

    /** Without NUL, which PostgreSQL cannot keep. */
    static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    /** Storable, and at most so many characters. */
    static String cut(String text, int most) {
        var storable = storable(text);
        if (storable.codePointCount(0, storable.length()) <= most) {
            return storable;
        }
        return storable.substring(0, storable.offsetByCodePoints(0, most));
    }
}
