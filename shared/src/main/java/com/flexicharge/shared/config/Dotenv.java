package com.flexicharge.shared.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a {@code .env} file says: one {@code KEY=value} a line.
 *
 * @param values   in the order of the file; a key that occurs twice has its last value
 * @param warnings one for each key that occurs twice
 */
record Dotenv(Map<String, String> values, List<String> warnings) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern EXPORT = Pattern.compile("^export[ \t]+(?!=)");
    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern COMMENT_AFTER_BLANK = Pattern.compile("[ \t]#.*");
    private static final Pattern AFTER_QUOTED = Pattern.compile("[ \t]*|[ \t]+#.*");

    Dotenv {
        values = Map.copyOf(values);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param file how messages name the file
     * @throws ConfigurationException naming every line that cannot be read; never showing what stands there, which may be a
     *     secret
     */
    static Dotenv parse(String file, String text) {
        var values = new LinkedHashMap<String, String>();
        var lineOfKey = new LinkedHashMap<String, Integer>();
        var warnings = new ArrayList<String>();
        var faults = new ArrayList<String>();
        var lines = LINE_END.split(withoutByteOrderMark(text), -1);
        for (int number = 1; number <= lines.length; number++) {
            var line = lines[number - 1].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                var entry = entry(line);
                values.put(entry.getKey(), entry.getValue());
                var earlier = lineOfKey.put(entry.getKey(), number);
                if (earlier != null) {
                    warnings.add("%s sets %s in line %d and again in line %d; the last one counts"
                            .formatted(file, entry.getKey(), earlier, number));
                }
            } catch (MalformedLine fault) {
                faults.add("  line %d  %s".formatted(number, fault.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new ConfigurationException("The file " + file + " cannot be read:\n" + String.join("\n", faults));
        }
        return new Dotenv(values, warnings);
    }

    private static String withoutByteOrderMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Map.Entry<String, String> entry(String line) throws MalformedLine {
        var assignment = EXPORT.matcher(line).replaceFirst("");
        var equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new MalformedLine("has no =; write KEY=value");
        }
        var key = assignment.substring(0, equals).strip();
        if (!KEY.matcher(key).matches()) {
            throw new MalformedLine("has no valid name before its =; a name is made of letters, digits and _");
        }
        return Map.entry(key, value(assignment.substring(equals + 1)));
    }

    private static String value(String afterEquals) throws MalformedLine {
        var stripped = afterEquals.strip();
        if (stripped.startsWith("\"") || stripped.startsWith("'")) {
            return quoted(stripped);
        }
        // searched before the blanks are cut: in "KEY= # note" the note follows a blank, in "KEY=#1" it does not
        return COMMENT_AFTER_BLANK.matcher(afterEquals).replaceFirst("").strip();
    }

    private static String quoted(String text) throws MalformedLine {
        var quote = text.charAt(0);
        var end = text.indexOf(quote, 1);
        if (end < 0) {
            throw new MalformedLine("opens a " + quote + " and does not close it");
        }
        if (!AFTER_QUOTED.matcher(text.substring(end + 1)).matches()) {
            throw new MalformedLine("goes on after its closing " + quote + "; only a comment may follow");
        }
        return text.substring(1, end);
    }

    private static final class MalformedLine extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedLine(String message) {
            super(message, null, false, false);
        }
    }
}
