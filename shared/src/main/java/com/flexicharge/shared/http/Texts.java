package com.flexicharge.shared.http;

import java.util.Optional;

/** Texts as clients write them. */
final class Texts {
    private Texts() {}

    /**
     * Empty for what is shorter, longer, or holds the character 0, which PostgreSQL cannot store. Length is counted in code
     * points, as PostgreSQL counts it: a letter outside the first plane is one character.
     */
    static Optional<String> within(String text, int min, int max) {
        var length = text.codePointCount(0, text.length());
        return length >= min && length <= max && text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    }

    static String rule(int min, int max) {
        return "must have " + min + " to " + max + " characters";
    }

    /** Whether no half of a surrogate pair stands alone: written down it becomes a question mark. */
    static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
