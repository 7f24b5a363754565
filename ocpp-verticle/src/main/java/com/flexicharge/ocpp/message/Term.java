package com.flexicharge.ocpp.message;

import java.util.Optional;

/**
 * A word that some chargers spell in ways OCPP does not know; such a one is kept as text where the charger is allowed it.
 *
 * @param text  as sent
 * @param known the constant it spells, if any
 */
public record Term<E extends Enum<E> & Word>(String text, Optional<E> known) {
    public static <E extends Enum<E> & Word> Term<E> of(E word) {
        return new Term<>(word.wire(), Optional.of(word));
    }

    public static <E extends Enum<E> & Word> Term<E> of(Class<E> type, String text) {
        return new Term<>(text, Words.of(type, text));
    }

    public boolean is(E word) {
        return known.filter(word::equals).isPresent();
    }
}
