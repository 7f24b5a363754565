package com.flexicharge.launcher;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds SQL that reaches into another module's schema. */
final class SchemaWalls {
    private static final List<String> SCHEMAS = List.of("ocpp", "charger", "transaction", "livemetrics", "account");
    private static final Pattern SQL_COMMENT = Pattern.compile("--.*");
    private static final Pattern JAVA_TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);

    /** Only where a table, a function or a sequence is named: an alias may be called like a schema. */
    private static final String RELATION_FOLLOWS =
            "(?:\\b(?:from|join|into|update|using|references|table|function|sequence|nextval\\('|exists|only)\\s*)";

    private SchemaWalls() {}

    /** Whether a file of a module's sources holds SQL. */
    static boolean holdsSql(String file) {
        return file.endsWith(".sql") || file.matches(".*/src/main/java/.*(Sql|Repository)\\.java");
    }

    /** What a file of the module names in the schemas of others, like {@code charger.chargers}. */
    static List<String> foreignNames(String module, String file, String text) {
        var sql =
                SQL_COMMENT.matcher(file.endsWith(".java") ? texts(text) : text).replaceAll("");
        var others = SCHEMAS.stream().filter(schema -> !schema.equals(module)).collect(Collectors.joining("|"));
        return Pattern.compile(RELATION_FOLLOWS + "((?:" + others + ")\\.\\w+)", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Only what is between quotation marks: packages are called like schemas. */
    private static String texts(String java) {
        return JAVA_TEXT
                .matcher(java)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .filter(text -> text != null)
                .collect(Collectors.joining("\n"));
    }
}
