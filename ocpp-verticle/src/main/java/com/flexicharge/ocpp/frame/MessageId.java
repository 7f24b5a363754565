package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A message's unique id as it came, so that the answer can repeat it character for character.
 *
 * @param text   the characters of the string, or the digits of the number as written ({@code 1e3} stays {@code 1e3})
 * @param number sent as a JSON number, which only tolerated chargers do
 */
public record MessageId(String text, boolean number) {
    /** Answered to what carries no id that could be repeated. */
    public static final MessageId UNREADABLE = of("-1");

    public static MessageId of(String text) {
        return new MessageId(text, false);
    }

    public void writeTo(JsonGenerator out) throws IOException {
        if (number) {
            out.writeRawValue(text);
        } else {
            out.writeString(text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
