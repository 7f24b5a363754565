package com.flexicharge.shared.http;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One method of one path.
 *
 * @param template its segments: literal, or an id in braces
 */
record Route(HttpMethod method, List<String> template, Access access, RouteOptions options, RouteHandler handler) {
    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final Pattern ID = Pattern.compile("\\{[A-Za-z][A-Za-z0-9]*}");

    Route {
        template = List.copyOf(template);
    }

    /** @throws IllegalArgumentException if it is not literal segments and ids in braces */
    static List<String> template(String path) {
        var segments = PathRules.segments(path);
        for (var segment : segments) {
            if (!LITERAL.matcher(segment).matches() && !isId(segment)) {
                throw new IllegalArgumentException(
                        "The path " + path + " has a segment that is neither a name nor {an id}");
            }
        }
        return segments;
    }

    static boolean isId(String templateSegment) {
        return ID.matcher(templateSegment).matches();
    }

    /** As it was registered, for messages and metrics: one value for all ids. */
    String path() {
        return "/" + String.join("/", template);
    }

    Map<String, String> values(List<String> segments) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var name = template.get(i);
            if (isId(name)) {
                values.put(name.substring(1, name.length() - 1), segments.get(i));
            }
        }
        return values;
    }
}
