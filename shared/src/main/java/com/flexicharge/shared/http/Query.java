package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Refusal;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the filters of a list and gathers the faults: read everything, then {@link #check()}, then use what was read. Each
 * reading takes the code for a bad value; its fault points to {@code /query/<name>}. A filter without a value
 * ({@code ?status=}) counts as not given, one given twice is a fault, unknown ones are ignored.
 */
public final class Query {
    /** More parameters than any route knows; the rest is not looked at. */
    private static final int MAX_PARAMETERS = 64;

    private static final int MAX_CHARACTERS = 255;

    private final Map<String, List<String>> parameters;
    private final Faults faults = new Faults();

    /** @throws Refusal INVALID if the percent-encoding is broken */
    Query(String uri) {
        try {
            this.parameters = new QueryStringDecoder(uri, StandardCharsets.UTF_8, true, MAX_PARAMETERS).parameters();
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(
                    "The query of the address is not correctly percent-encoded.",
                    List.of(new Refusal.Fault("/query", "invalidRequest")));
        }
    }

    public Optional<String> text(String name, String code) {
        return text(name, MAX_CHARACTERS, code);
    }

    public Optional<String> text(String name, int max, String code) {
        return value(name, code)
                .flatMap(text -> Texts.within(text, 1, max).or(() -> fault(name, code, Texts.rule(1, max))));
    }

    public Optional<Integer> integer(String name, int min, int max, String code) {
        return value(name, code)
                .flatMap(text -> Numbers.parse(text, min, max)
                        .or(() -> fault(name, code, "must be a whole number between " + min + " and " + max)))
                .map(Math::toIntExact);
    }

    /** A public number: 1…2147483647. */
    public Optional<Integer> id(String name, String code) {
        return integer(name, 1, Integer.MAX_VALUE, code);
    }

    /** {@code true} or {@code 1}, {@code false} or {@code 0}. */
    public Optional<Boolean> bool(String name, String code) {
        return word(name, Query::truth, code, "true or false");
    }

    /** Epoch seconds or ISO 8601; a {@code +} of a zone that was not encoded, and so reads as a blank, is understood. */
    public Optional<Instant> instant(String name, String code) {
        return instant(name, ZoneOffset.UTC, code);
    }

    /** As {@link #instant}; a date alone is its midnight in this zone. */
    public Optional<Instant> instant(String name, ZoneId zone, String code) {
        return value(name, code)
                .flatMap(text -> Moments.parse(text.replace(' ', '+'), zone).or(() -> fault(name, code, Moments.RULE)));
    }

    /** An IANA name, like {@code Europe/Stockholm} or {@code UTC}. */
    public Optional<ZoneId> zone(String name, String code) {
        return word(name, Query::zone, code, "an IANA time zone like Europe/Stockholm");
    }

    /**
     * One of the words somebody knows.
     *
     * @param known reads the word, like {@code ConnectorStatus::ofWord}; empty for words it does not know
     * @param rule  which words there are, for the client: {@code "klarna or invoice"}
     */
    public <T> Optional<T> word(String name, Function<String, Optional<T>> known, String code, String rule) {
        return text(name, code).flatMap(word -> known.apply(word).or(() -> fault(name, code, "must be " + rule)));
    }

    /** {@code limit} (100 if not given), {@code order} and {@code cursor}. */
    public ListRules list(boolean descendingByDefault) {
        var rules = wholeList(descendingByDefault);
        return new ListRules(
                Optional.of(rules.limit().orElse(ListRules.DEFAULT_LIMIT)), rules.descending(), rules.afterID());
    }

    /** As {@link #list}, for the short lists that are given whole when no limit is asked for. */
    public ListRules wholeList(boolean descendingByDefault) {
        return rules(descendingByDefault, ListRules.MAX_LIMIT);
    }

    /** For a list that is taken away as a file: so many rows at most, and when no limit is asked for. */
    public ListRules export(boolean descendingByDefault, int most) {
        var rules = rules(descendingByDefault, most);
        return new ListRules(Optional.of(rules.limit().orElse(most)), rules.descending(), rules.afterID());
    }

    private ListRules rules(boolean descendingByDefault, int most) {
        var limit = integer("limit", 1, most, "invalidLimit");
        var descending = word("order", Query::order, "invalidOrder", "asc or desc");
        var after = word("cursor", ListRules::idIn, "invalidCursor", "one that a link gave");
        return new ListRules(limit, descending.orElse(descendingByDefault), after);
    }

    /** Adds a fault the route found itself; {@code rule} is what the filter must be, without its name. */
    public <T> Optional<T> fault(String name, String code, String rule) {
        faults.add("/query/" + name, code, name + " " + rule + ".");
        return Optional.empty();
    }

    /** @throws Refusal INVALID, with all the faults, if there are any */
    public void check() {
        faults.check();
    }

    private Optional<String> value(String name, String code) {
        var values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            return fault(name, code, "is given more than once");
        }
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    private static Optional<ZoneId> zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? Optional.of(ZoneId.of(name)) : Optional.empty();
    }

    private static Optional<Boolean> truth(String word) {
        return switch (word) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whether descending. */
    private static Optional<Boolean> order(String word) {
        return switch (word) {
            case "asc" -> Optional.of(false);
            case "desc" -> Optional.of(true);
            default -> Optional.empty();
        };
    }
}
