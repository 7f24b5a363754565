package com.flexicharge.launcher.operations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL asks for, as far as names go.
 *
 * @param metrics by name, the labels that are selected by
 * @param grouped the labels of all its {@code by (…)}
 */
record PromQl(Map<String, Set<String>> metrics, Set<String> grouped) {
    private static final Pattern TOKEN = Pattern.compile("(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<range>\\[[^\\]]*])|(?<number>[0-9][\\w.]*)|(?<word>[a-zA-Z_:][\\w:]*)|(?<sign>\\S)");
    private static final Set<String> GROUPINGS = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    static PromQl read(String expression) {
        var tokens = tokens(expression);
        Map<String, Set<String>> metrics = new HashMap<>();
        Set<String> grouped = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var next = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
            if (!isWord(token) || OPERATORS.contains(token)) {
                continue;
            }
            if (GROUPINGS.contains(token)) {
                i = wordsUntil(")", tokens, i + 1, grouped);
            } else if (!next.equals("(") && !GROUPINGS.contains(next)) {
                var selected = metrics.computeIfAbsent(token, name -> new HashSet<>());
                i = next.equals("{") ? wordsUntil("}", tokens, i + 1, selected) : i;
            }
        }
        return new PromQl(metrics, grouped);
    }

    /** What is not as the scrape has it, a sentence each. */
    List<String> faults(Scrape scrape) {
        var faults = new ArrayList<String>();
        metrics.forEach((metric, selected) -> {
            if (!scrape.has(metric)) {
                faults.add("there is no metric " + metric);
                return;
            }
            var asked = new HashSet<>(selected);
            asked.addAll(grouped);
            asked.removeAll(scrape.labels(metric));
            asked.forEach(label -> faults.add(metric + " has no label " + label));
        });
        return faults;
    }

    /** The labels that what comes out of it has. */
    Set<String> shown(Scrape scrape) {
        if (!grouped.isEmpty()) {
            return grouped;
        }
        var all = new HashSet<String>();
        metrics.keySet().forEach(metric -> all.addAll(scrape.labels(metric)));
        return all;
    }

    private static int wordsUntil(String end, List<String> tokens, int from, Set<String> words) {
        var i = from;
        while (i < tokens.size() && !tokens.get(i).equals(end)) {
            if (isWord(tokens.get(i))) {
                words.add(tokens.get(i));
            }
            i++;
        }
        return i;
    }

    private static boolean isWord(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static List<String> tokens(String expression) {
        return TOKEN.matcher(expression).results().map(found -> found.group()).toList();
    }
}
