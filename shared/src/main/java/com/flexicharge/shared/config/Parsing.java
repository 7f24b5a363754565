package com.flexicharge.shared.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a variable's text to its value; empty if the text breaks the rule. */
final class Parsing {
    /** 18 digits always fit a long. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private Parsing() {}

    static Optional<Integer> wholeNumber(String text, int min, int max) {
        if (!DIGITS.matcher(text).matches()) {
            return Optional.empty();
        }
        var number = Long.parseLong(text);
        return number >= min && number <= max ? Optional.of((int) number) : Optional.empty();
    }

    static Optional<Double> decimal(String text, double max) {
        return Optional.of(text)
                .filter(number -> DECIMAL.matcher(number).matches())
                .map(Double::valueOf)
                .filter(number -> number > 0 && number <= max);
    }

    static Optional<Boolean> flag(String text) {
        return switch (text) {
            case "0" -> Optional.of(false);
            case "1" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    /** How a choice is written in the environment. */
    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<URI> httpUrl(String text) {
        return uri(text)
                .filter(url -> "http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                .filter(url -> url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null)
                .filter(url -> !text.endsWith("/"));
    }

    static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException noUri) {
            return Optional.empty();
        }
    }

    static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    /** Whether the path is a folder to write in, or nothing yet in such a folder (its parents may be missing too). */
    static boolean canBeFolder(Path path) {
        @Nullable Path existing = path.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }

    static boolean canBeFile(Path path) {
        if (Files.exists(path)) {
            return Files.isRegularFile(path) && Files.isWritable(path);
        }
        return canBeFolder(path);
    }
}
