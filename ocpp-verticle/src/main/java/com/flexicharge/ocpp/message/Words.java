package com.flexicharge.ocpp.message;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The spelling of OCPP's words. {@code CONCURRENT_TX} is written {@code ConcurrentTx} unless {@link Spelled} says otherwise. */
public final class Words {
    /** Grows with the enums of this package, no further. */
    private static final ClassValue<Map<String, Enum<?>>> BY_WIRE = new ClassValue<>() {
        @Override
        protected Map<String, Enum<?>> computeValue(Class<?> type) {
            var words = new HashMap<String, Enum<?>>();
            for (var constant : type.getEnumConstants()) {
                spellings((Enum<?>) constant).forEach(spelling -> words.put(spelling, (Enum<?>) constant));
            }
            return Map.copyOf(words);
        }
    };

    private static final Map<Enum<?>, String> WIRE = new ConcurrentHashMap<>();

    private Words() {}

    /** The constant spelled so, letter case included. */
    public static <E extends Enum<E> & Word> Optional<E> of(Class<E> type, String wire) {
        return Optional.ofNullable(BY_WIRE.get(type).get(wire)).map(type::cast);
    }

    static String wire(Enum<?> word) {
        return WIRE.computeIfAbsent(word, constant -> spellings(constant).get(0));
    }

    private static List<String> spellings(Enum<?> constant) {
        try {
            var spelled = constant.getDeclaringClass().getField(constant.name()).getAnnotation(Spelled.class);
            return spelled == null ? List.of(camelCase(constant.name())) : List.of(spelled.value());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException("An enum lacks the field of its constant " + constant, impossible);
        }
    }

    private static String camelCase(String constant) {
        return Arrays.stream(constant.split("_", -1))
                .map(part -> part.charAt(0) + part.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
