package com.flexicharge.charger.quirk;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text in which {@code *} stands for any characters, also for none. Letter case does not matter. Matching takes at most
 * (characters of the pattern × of the text) steps, whatever an operator wrote; a regular expression would not promise that.
 */
final class Wildcards {
    private static final char ANY = '*';

    private final String pattern;

    Wildcards(String pattern) {
        this.pattern = pattern.toLowerCase(Locale.ROOT);
    }

    /** @param text absent: empty */
    boolean match(@Nullable String text) {
        return text == null ? matchLowerCase("") : matchLowerCase(text.toLowerCase(Locale.ROOT));
    }

    /** Each star takes as little as it can; what follows not fitting, only the latest one has to take more. */
    private boolean matchLowerCase(String text) {
        var at = 0;
        var read = 0;
        var star = -1;
        var starTook = 0;
        while (read < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == ANY) {
                star = at++;
                starTook = read;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(read)) {
                at++;
                read++;
            } else if (star >= 0) {
                at = star + 1;
                read = ++starTook;
            } else {
                return false;
            }
        }
        return pattern.chars().skip(at).allMatch(left -> left == ANY);
    }
}
