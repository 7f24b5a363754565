package com.flexicharge.charger;

/** A charger's identity: the last segment of its socket URL, compared exactly. */
public final class SerialNumber {
    public static final int MAX_CHARACTERS = 36;
    public static final String RULE = "must have 1 to 36 printable characters, without a slash";

    private SerialNumber() {}

    public static boolean isValid(String text) {
        var characters = text.codePointCount(0, text.length());
        return characters >= 1
                && characters <= MAX_CHARACTERS
                && text.codePoints().allMatch(SerialNumber::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return character != '/'
                && switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> false;
                    default -> true;
                };
    }
}
