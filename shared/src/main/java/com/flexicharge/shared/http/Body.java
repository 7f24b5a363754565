package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.shared.contract.charger.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a JSON object member by member and gathers the faults: read everything, then {@link #check()}, then use what was
 * read. A member with a fault reads as a harmless stand-in (0, {@code ""}, empty), which {@code check()} keeps from being used.
 *
 * <p>Codes: a member of the wrong JSON type is {@code invalidDataType}; one that is needed and missing, or whose value does not
 * fit, has the code the route names. A {@code null} reads as absent; {@link #isNull} tells the two apart. Unknown members
 * are ignored.
 */
public final class Body {
    static final String WRONG_TYPE = "invalidDataType";
    private static final Location NOWHERE = new Location(0, 0);

    private final ObjectNode object;
    private final String pointer;
    private final Faults faults;

    /** @param pointer of the object itself: empty, or {@code /0} for the first item of a list */
    Body(ObjectNode object, String pointer, Faults faults) {
        this.object = object;
        this.pointer = pointer;
        this.faults = faults;
    }

    /** Whether the member is there at all, be it {@code null}. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** Whether the member is there and says {@code null}: "take the value away", where a route knows that. */
    public boolean isNull(String name) {
        return object.path(name).isNull();
    }

    public int requiredInt(String name, String code) {
        return requiredInt(name, Integer.MIN_VALUE, Integer.MAX_VALUE, code);
    }

    public int requiredInt(String name, int min, int max, String code) {
        return required(name, code, optionalInt(name, min, max, code), 0);
    }

    /** A public number: 1…2147483647. */
    public int requiredID(String name, String code) {
        return requiredInt(name, 1, Integer.MAX_VALUE, code);
    }

    public Optional<Integer> optionalInt(String name, int min, int max, String code) {
        return optionalLong(name, min, max, code).map(Math::toIntExact);
    }

    /** A number without a fraction; {@code 5.0} is 5, because some clients know only one kind of number. */
    public Optional<Long> optionalLong(String name, long min, long max, String code) {
        return member(name).flatMap(value -> {
            if (!Numbers.isWhole(value)) {
                return fault(name, WRONG_TYPE, "must be a whole number");
            }
            return Numbers.within(value, min, max)
                    .or(() -> fault(name, code, "must be between " + min + " and " + max));
        });
    }

    /** @param min characters; a text never holds the character 0, which the database cannot store */
    public String requiredText(String name, int min, int max, String code) {
        return required(name, code, optionalText(name, min, max, code), "");
    }

    public Optional<String> optionalText(String name, int min, int max, String code) {
        return member(name).flatMap(value -> {
            if (!value.isTextual()) {
                return fault(name, WRONG_TYPE, "must be a text");
            }
            return Texts.within(value.textValue(), min, max).or(() -> fault(name, code, Texts.rule(min, max)));
        });
    }

    public Optional<Boolean> optionalBool(String name) {
        return member(name)
                .flatMap(value -> value.isBoolean()
                        ? Optional.of(value.booleanValue())
                        : fault(name, WRONG_TYPE, "must be true or false"));
    }

    /** Epoch seconds as a number, or a text in ISO 8601; the past and the future up to year 9999. */
    public Optional<Instant> optionalInstant(String name, String code) {
        return member(name).flatMap(value -> {
            if (!value.isNumber() && !value.isTextual()) {
                return fault(name, WRONG_TYPE, Moments.RULE);
            }
            return Moments.read(value).or(() -> fault(name, code, Moments.RULE));
        });
    }

    /**
     * One of the words somebody knows.
     *
     * @param known reads the word, like {@code ConnectorStatus::ofWord}; empty for words it does not know
     * @param rule  which words there are, for the client: {@code "klarna or invoice"}
     */
    public <T> Optional<T> optionalWord(String name, Function<String, Optional<T>> known, String code, String rule) {
        return optionalText(name, 0, 255, code)
                .flatMap(word -> known.apply(word).or(() -> fault(name, code, "must be " + rule)));
    }

    /** {@code location} as {@code [latitude, longitude]}; {@code coordinates} is read where there is no {@code location}. */
    public Location requiredLocation() {
        return required(locationName(), "invalidCoordinates", optionalLocation(), NOWHERE);
    }

    /** As {@link #requiredLocation}. */
    public Optional<Location> optionalLocation() {
        var name = locationName();
        return member(name).flatMap(value -> {
            if (!value.isArray()) {
                return fault(name, WRONG_TYPE, "must be a list of two numbers");
            }
            if (value.size() != 2 || !value.path(0).isNumber() || !value.path(1).isNumber()) {
                return fault(name, "invalidCoordinates", "must be exactly two numbers, latitude and longitude");
            }
            return place(name, value.path(0).doubleValue(), value.path(1).doubleValue());
        });
    }

    /** An object as it stands, for those whose content belongs to another standard. */
    public Optional<JsonNode> optionalObject(String name) {
        return member(name)
                .flatMap(value -> value.isObject() ? Optional.of(value) : fault(name, WRONG_TYPE, "must be an object"));
    }

    /** A list of texts, each of 1 to 255 characters. */
    public Optional<List<String>> optionalTexts(String name, int maxItems, String code) {
        return member(name).flatMap(value -> {
            if (!value.isArray()) {
                return fault(name, WRONG_TYPE, "must be a list of texts");
            }
            var texts = new ArrayList<String>();
            value.forEach(item -> Texts.within(item.asText(""), 1, 255)
                    .filter(text -> item.isTextual())
                    .ifPresent(texts::add));
            return texts.size() == value.size() && texts.size() <= maxItems
                    ? Optional.of(List.copyOf(texts))
                    : fault(name, code, "must be a list of at most " + maxItems + " texts");
        });
    }

    /**
     * Adds a fault the route found itself.
     *
     * @param rule what the member must be, without its name: {@code "must be in the future"}
     * @return nothing, so that a reading can end with it
     */
    public <T> Optional<T> fault(String name, String code, String rule) {
        faults.add(pointer + "/" + name, code, name + " " + rule + ".");
        return Optional.empty();
    }

    /**
     * Ends the reading.
     *
     * @throws com.flexicharge.shared.contract.Refusal INVALID, with all the faults, if there are any
     */
    public void check() {
        faults.check();
    }

    private Optional<JsonNode> member(String name) {
        return Optional.of(object.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    private <T> T required(String name, String code, Optional<T> read, T standIn) {
        if (member(name).isEmpty()) {
            fault(name, code, "is missing");
        }
        return read.orElse(standIn);
    }

    private String locationName() {
        return member("location").isEmpty() && member("coordinates").isPresent() ? "coordinates" : "location";
    }

    private Optional<Location> place(String name, double latitude, double longitude) {
        if (!(Math.abs(latitude) <= 90)) {
            fault(name, "invalidLatitude", "must begin with a latitude between -90 and 90");
        }
        if (!(Math.abs(longitude) <= 180)) {
            fault(name, "invalidLongitude", "must end with a longitude between -180 and 180");
        }
        return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
                ? Optional.of(new Location(latitude, longitude))
                : Optional.empty();
    }
}
