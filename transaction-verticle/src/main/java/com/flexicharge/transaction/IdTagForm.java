package com.flexicharge.transaction;

/** What may be a tag (OCPP 1.6 §7.28), also as a key: a few letters are longer in lower case. */
public final class IdTagForm {
    public static final int MAX_CHARACTERS = 20;
    public static final String RULE = "must have 1 to 20 characters";

    private IdTagForm() {}

    public static boolean isTag(String text) {
        return hasLength(text) && hasLength(Tag.keyOf(text)) && text.indexOf('\0') < 0;
    }

    /** Whether they name one tag: letter case does not count. */
    public static boolean areSame(String idTag, String other) {
        return Tag.keyOf(idTag).equals(Tag.keyOf(other));
    }

    /** Counted as PostgreSQL counts. */
    private static boolean hasLength(String text) {
        var length = text.codePointCount(0, text.length());
        return length >= 1 && length <= MAX_CHARACTERS;
    }
}
