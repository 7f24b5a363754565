package com.flexicharge.shared.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads variables by name and gathers what is wrong with them, so that a start shows every fault at once. A read that finds a
 * fault returns the default (or another value within range) for reading to go on; after all have read, {@link #check} ends
 * the matter. An empty variable is one that is not set, except for the core ones. Used by one thread, during the start.
 */
public final class Settings {
    /** Variables that a present but empty value makes faulty: guessing what was meant would be worse. */
    private static final Set<String> NEVER_EMPTY = Set.of(
            "PORT",
            "RUN_OCPP_TEST",
            "OCPP_TEST_INTERVAL_MULTIPLIER",
            "LIVEMETRICS_DB_UPDATE_INTERVAL",
            "USE_LOCAL_DATABASE",
            "DEVELOPMENT_KEY_FILE");

    /** Known although nobody reads them: names of the first version, and the one read before all others. */
    private static final Set<String> ACCEPTED =
            Set.of(Environment.ENV_FILE, "TEST_URL", "TEST_USER_USERNAME", "TEST_USER_PASSWORD", "OCPP_TEST_INTERVAL");

    /** Two letters from PORT, but set by shells for their own purpose. */
    private static final Set<String> OF_THE_SYSTEM = Set.of("HOST");

    private static final int SHOWN_CHARACTERS = 60;

    private record Fault(String name, String reason) {}

    private final Map<String, String> values;
    private final List<String> warnings = new ArrayList<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private final TreeSet<String> namesRead = new TreeSet<>();

    public Settings(Environment environment) {
        values = environment.values();
        warnings.addAll(environment.warnings());
    }

    /** Settings from these values alone. */
    public static Settings of(Map<String, String> values) {
        return new Settings(new Environment(values, List.of()));
    }

    /**
     * A value of any kind.
     *
     * @param rule  what it must be, to follow "must be": {@code a whole number from 1 to 9}
     * @param parse empty if the text breaks the rule
     */
    public <T> T value(String name, T defaultValue, String rule, Function<String, Optional<T>> parse) {
        return parsed(name, rule, parse, Settings::quoted).orElse(defaultValue);
    }

    /** As {@link #value}, without a default. */
    public <T> Optional<T> optionalValue(String name, String rule, Function<String, Optional<T>> parse) {
        return parsed(name, rule, parse, Settings::quoted);
    }

    /** As {@link #optionalValue}; a fault does not show the value. */
    public <T> Optional<T> secretValue(String name, String rule, Function<String, Optional<T>> parse) {
        return parsed(name, rule, parse, value -> "");
    }

    /**
     * As {@link #value}; a fault if it is not set.
     *
     * @param because     why it is needed, to follow "it is needed because"
     * @param placeholder returned with the fault
     */
    public <T> T neededValue(
            String name, String because, T placeholder, String rule, Function<String, Optional<T>> parse) {
        if (isSet(name)) {
            return value(name, placeholder, rule, parse);
        }
        namesRead.add(name);
        fault(name, "is missing; it is needed because " + because);
        return placeholder;
    }

    /** Decimal digits only, both bounds included; {@link Integer#MAX_VALUE} means that there is no upper bound to speak of. */
    public int wholeNumber(String name, int defaultValue, int min, int max) {
        return optionalWholeNumber(name, min, max).orElse(defaultValue);
    }

    /** As {@link #wholeNumber}, without a default. */
    public OptionalInt optionalWholeNumber(String name, int min, int max) {
        var rule = "a whole number from " + min + (max == Integer.MAX_VALUE ? " up" : " to " + max);
        var number = optionalValue(name, rule, text -> Parsing.wholeNumber(text, min, max));
        return number.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    public int port(String name, int defaultValue) {
        return wholeNumber(name, defaultValue, 1, 65535);
    }

    public OptionalInt optionalPort(String name) {
        return optionalWholeNumber(name, 1, 65535);
    }

    /** A number above 0 and at most {@code max}; decimals are allowed. */
    public double decimal(String name, double defaultValue, double max) {
        return value(
                name,
                defaultValue,
                "a number above 0 and at most "
                        + BigDecimal.valueOf(max).stripTrailingZeros().toPlainString(),
                text -> Parsing.decimal(text, max));
    }

    /** 0 or 1, nothing else. */
    public boolean flag(String name, boolean defaultValue) {
        return value(name, defaultValue, "0 or 1", Parsing::flag);
    }

    /** As {@link #flag}; {@code alias} is a wrong spelling in use: accepted with a warning, and without effect beside the name. */
    public boolean flag(String name, String alias, boolean defaultValue) {
        namesRead.add(alias);
        if (!isSet(alias)) {
            return flag(name, defaultValue);
        }
        if (values.containsKey(name)) {
            warnings.add(alias + " is ignored because " + name + ", its right spelling, is set too");
            return flag(name, defaultValue);
        }
        namesRead.add(name);
        warnings.add(alias + " is read as " + name + "; please use the right spelling");
        return flag(alias, defaultValue);
    }

    /** As {@link #flag}; a fault if it is not there. {@code whatToSet} follows "set" in it. */
    public boolean neededFlag(String name, String whatToSet, boolean placeholder) {
        if (values.containsKey(name)) {
            return flag(name, placeholder);
        }
        namesRead.add(name);
        fault(name, "is missing; set " + whatToSet);
        return placeholder;
    }

    public String text(String name, String defaultValue) {
        return optionalText(name).orElse(defaultValue);
    }

    public Optional<String> optionalText(String name) {
        return optionalValue(name, "a text", Optional::of);
    }

    /** A text that no message ever shows. */
    public Optional<String> secret(String name) {
        return secretValue(name, "a text", Optional::of);
    }

    /** One of an enum's constants, written small and with {@code -} for {@code _}. */
    public <E extends Enum<E>> E choice(String name, E defaultValue) {
        var choices = Arrays.stream(defaultValue.getDeclaringClass().getEnumConstants())
                .collect(Collectors.toMap(Parsing::written, Function.identity()));
        var rule = "one of "
                + Arrays.stream(defaultValue.getDeclaringClass().getEnumConstants())
                        .map(Parsing::written)
                        .collect(Collectors.joining(", "));
        return value(name, defaultValue, rule, text -> Optional.ofNullable(choices.get(text)));
    }

    /** One of these texts. */
    public String choice(String name, String defaultValue, List<String> choices) {
        return value(
                name,
                defaultValue,
                "one of " + String.join(", ", choices),
                text -> Optional.of(text).filter(choices::contains));
    }

    /** An http or https URL with a host, without a trailing slash, query or fragment. */
    public URI url(String name, URI defaultValue) {
        return optionalUrl(name).orElse(defaultValue);
    }

    /** As {@link #url}, without a default. */
    public Optional<URI> optionalUrl(String name) {
        return optionalValue(
                name, "a URL like https://charge.example.org, without a slash at its end", Parsing::httpUrl);
    }

    /** Texts between commas, cut at their blanks; each must keep the rule. */
    public List<String> list(String name, List<String> defaultValue, String rule, Predicate<String> allowed) {
        return value(name, defaultValue, rule, text -> {
            var items = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
            return items.stream().allMatch(allowed) ? Optional.of(items) : Optional.empty();
        });
    }

    /** A file that exists and can be read. */
    public Optional<Path> file(String name) {
        return optionalValue(
                name,
                "a file that can be read",
                text -> Parsing.path(text).filter(Files::isRegularFile).filter(Files::isReadable));
    }

    /** A place that is, or can be made, a folder to write in. */
    public Path writableFolder(String name, String defaultValue) {
        return value(
                name,
                Path.of(defaultValue),
                "a folder to write in",
                text -> Parsing.path(text).filter(Parsing::canBeFolder));
    }

    /** A file that is, or can be made, one to write. */
    public Path writableFile(String name, String defaultValue) {
        return value(
                name,
                Path.of(defaultValue),
                "a file to write",
                text -> Parsing.path(text).filter(Parsing::canBeFile));
    }

    /** Whether the variable has a value; does not count as reading it. */
    public boolean isSet(String name) {
        return !values.getOrDefault(name, "").isBlank();
    }

    /** Counts these as read although another setting makes them unused, so that they are known to be ours. */
    public void declare(String... names) {
        namesRead.addAll(List.of(names));
    }

    /** For a rule between variables, or one that only its reader knows. {@code reason} follows the name and shows no secret. */
    public void fault(String name, String reason) {
        faults.add(new Fault(name, reason));
    }

    /** Every variable that has been asked for. */
    public SortedSet<String> namesRead() {
        return new TreeSet<>(namesRead);
    }

    /** What is worth one line in the log though it keeps nobody from starting; complete when all have read. */
    public List<String> warnings() {
        var all = new ArrayList<>(warnings);
        var known = new TreeSet<>(namesRead);
        known.addAll(ACCEPTED);
        values.keySet().stream()
                .filter(name -> !known.contains(name) && !OF_THE_SYSTEM.contains(name))
                .sorted()
                .forEach(name -> Spelling.nearest(name, known)
                        .ifPresent(meant -> all.add(name + " is no variable of ours; did you mean " + meant + "?")));
        return all;
    }

    /** @throws ConfigurationException with every fault, if there is one */
    public void check() {
        if (faults.isEmpty()) {
            return;
        }
        var width =
                faults.stream().mapToInt(fault -> fault.name().length()).max().orElse(0);
        throw new ConfigurationException(faults.stream()
                .sorted(Comparator.comparing(Fault::name))
                .map(fault ->
                        "  " + fault.name() + " ".repeat(width - fault.name().length() + 2) + fault.reason())
                .collect(Collectors.joining("\n", "The configuration is not complete:\n", "")));
    }

    private <T> Optional<T> parsed(
            String name, String rule, Function<String, Optional<T>> parse, Function<String, String> shown) {
        namesRead.add(name);
        @Nullable String text = values.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (text.isBlank()) {
            if (NEVER_EMPTY.contains(name)) {
                fault(name, "is empty; set " + rule);
            }
            return Optional.empty();
        }
        var value = parse.apply(text);
        if (value.isEmpty()) {
            fault(name, "must be " + rule + shown.apply(text));
        }
        return value;
    }

    private static String quoted(String text) {
        var oneLine = text.replaceAll("\\p{Cntrl}", "?");
        var shown = oneLine.length() > SHOWN_CHARACTERS ? oneLine.substring(0, SHOWN_CHARACTERS) + "…" : oneLine;
        return ", is \"" + shown + "\"";
    }
}
