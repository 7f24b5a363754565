package com.flexicharge.ocpp.frame;

/**
 * What is wrong with a message, as a CALLERROR says it.
 *
 * @param description names the member; cut to 255 characters, the limit of OCPP-J 1.6 §4.2.3
 * @param pointer     JSON pointer into the payload, like {@code /meterValue/0/timestamp}; empty: no single member is to blame
 */
public record Fault(ErrorCode code, String description, String pointer) {
    private static final int MAX_CHARACTERS = 255;

    public Fault {
        description = cut(description);
        pointer = cut(pointer);
    }

    public static Fault of(ErrorCode code, String description) {
        return new Fault(code, description, "");
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARACTERS) {
            return text;
        }
        // never through the middle of a surrogate pair: half a character is not UTF-8
        var end = Character.isHighSurrogate(text.charAt(MAX_CHARACTERS - 1)) ? MAX_CHARACTERS - 1 : MAX_CHARACTERS;
        return text.substring(0, end);
    }
}
