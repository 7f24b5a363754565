package com.flexicharge.livemetrics.stream;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a reader was told last, as it says itself.
 *
 * @param stream whose event it was
 */
public record EventId(String stream, long number) {
    /** 2⁵³ has 16 digits. */
    private static final Pattern FORM = Pattern.compile("(\\w{1,10})-(\\d{1,16})");

    /** Empty for what is none of ours: then the reader starts anew. */
    public static Optional<EventId> parse(String text) {
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EventId(form.group(1), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    static String of(String stream, long number) {
        return stream + "-" + number;
    }
}
