package com.flexicharge.launcher.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All error codes with what they mean, each where the {@code type} of its errors points to. */
final class ErrorsPage {
    private ErrorsPage() {}

    static String of(ApiDocument document) {
        var codes = new TreeMap<String, JsonNode>(String.CASE_INSENSITIVE_ORDER);
        document.errorCodes().properties().forEach(code -> codes.put(code.getKey(), code.getValue()));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Errors of the FlexiCharge API</title>
                <link rel="stylesheet" href="/docs/docs.css">
                </head>
                <body class="errors">
                <h1>Errors of the FlexiCharge API</h1>
                <p>Every error is a problem object with one of these in <code>code</code>. <a href="/docs">All routes</a></p>
                <table>
                <thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
                <tbody>
                """ + codes.entrySet().stream().map(ErrorsPage::row).collect(Collectors.joining()) + """
                </tbody>
                </table>
                </body>
                </html>
                """;
    }

    private static String row(Map.Entry<String, JsonNode> code) {
        var name = escaped(code.getKey());
        var statuses = String.join(", ", Yaml.texts(code.getValue().path("status")));
        return "<tr id=\"" + name + "\"><td><a href=\"#" + name + "\"><code>" + name + "</code></a></td><td>"
                + escaped(statuses) + "</td><td>"
                + escaped(code.getValue().path("meaning").asText()) + "</td></tr>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
