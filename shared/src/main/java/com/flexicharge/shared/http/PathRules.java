package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Refusal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a path is read: empty segments do not count, so a trailing slash does not either; each segment is decoded once. */
final class PathRules {
    private static final char REPLACEMENT = '\ufffd';
    private static final Pattern ENCODED_REPLACEMENT = Pattern.compile("(?i)%ef%bf%bd|\ufffd");

    private PathRules() {}

    /**
     * The decoded segments. A decoded slash stays inside its segment, and {@code ..} is a name like any other: nothing of a
     * path ever reaches a file system.
     *
     * @throws Refusal INVALID if the percent-encoding is broken or hides control characters
     */
    static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(PathRules::decode)
                .toList();
    }

    static String path(List<String> segments) {
        return segments.stream().map(PathRules::encode).collect(Collectors.joining("/", "/", ""));
    }

    private static String decode(String segment) {
        try {
            // URLDecoder reads forms, where a plus is a blank; in a path a plus is a plus.
            var decoded = URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.chars().noneMatch(Character::isISOControl) && !isMadeUp(decoded, segment)) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like what decodes to something no path may hold.
        }
        throw Refusal.invalid(
                "The path is not correctly percent-encoded.", List.of(new Refusal.Fault("/path", "invalidRequest")));
    }

    /** The decoder puts U+FFFD in the place of bytes that are no UTF-8; two that differ would lead to the same thing. */
    private static boolean isMadeUp(String decoded, String segment) {
        return decoded.indexOf(REPLACEMENT) >= 0
                && !ENCODED_REPLACEMENT.matcher(segment).find();
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
