package com.flexicharge.launcher;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files and folders that a Markdown text names: in back-ticks, or in a fenced block such as a tree or a list of steps. */
final class NamedFiles {
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TICKED = Pattern.compile("`([^`\n]+)`");
    /** What begins with a slash is an address, not a file. */
    private static final Pattern FILE =
            Pattern.compile("[\\w.@…-][\\w./@…-]*\\.(java|md|yml|yaml|xml|sql|conf|json|example|properties)");

    private static final Pattern FOLDER = Pattern.compile("[\\w.@…-]+(/[\\w.@…-]+)*/?");

    /** Named, but made by a person or by the running server. */
    private static final Set<String> NOT_IN_THE_REPOSITORY = Set.of("settings.xml", ".data/");

    private NamedFiles() {}

    /** The names in the text that are in no such tree. A path may be shortened: from its left, or with an ellipsis within. */
    static List<String> missing(String markdown, List<String> tree) {
        return names(markdown, tree)
                .filter(name -> !NOT_IN_THE_REPOSITORY.contains(name))
                .filter(name -> !isThere(name, tree))
                .distinct()
                .toList();
    }

    private static boolean isThere(String name, List<String> tree) {
        var path = Arrays.stream(name.replaceFirst("/$", "").split("…/", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("(.*/)?"));
        var whole = Pattern.compile("(.*/)?" + path + (isFile(name) ? "" : "/.*"));
        return tree.stream().anyMatch(file -> whole.matcher(file).matches());
    }

    private static Stream<String> names(String markdown, List<String> tree) {
        var fenced = FENCED.matcher(markdown).results().map(MatchResult::group);
        var ticked = TICKED.matcher(FENCED.matcher(markdown).replaceAll(""))
                .results()
                .map(found -> found.group(1));
        return Stream.concat(fenced, ticked)
                .flatMap(code -> Arrays.stream(code.split("[\\s,;()]+")))
                .map(word -> word.replaceFirst("[.:]$", ""))
                .filter(word -> isFile(word) || isFolder(word, tree));
    }

    private static boolean isFile(String word) {
        return FILE.matcher(word).matches();
    }

    /** Slashes are used for much: a folder ends with one, or begins with a folder of the root. */
    private static boolean isFolder(String word, List<String> tree) {
        int slash = word.indexOf('/');
        return FOLDER.matcher(word).matches()
                && slash > 0
                && (word.endsWith("/")
                        || tree.stream().anyMatch(file -> file.startsWith(word.substring(0, slash + 1))));
    }
}
