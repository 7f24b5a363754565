package com.flexicharge.ocpp.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers from chargers, which may be of any size: {@code 1e999999999} is eleven characters, its digits are a gigabyte. */
public final class Decimals {
    /** Digits before the point a long always holds. */
    private static final int MAX_DIGITS = 18;

    /** Of a number written as text, exponent included. */
    private static final int MAX_CHARACTERS = 64;

    private Decimals() {}

    /** The whole number at or below; absent when it has more than 18 digits. */
    public static Optional<Long> floor(BigDecimal value) {
        var digits = (long) value.precision() - value.scale();
        if (value.signum() != 0 && digits > MAX_DIGITS) {
            return Optional.empty();
        }
        if (value.signum() == 0 || digits <= 0) {
            return Optional.of(value.signum() < 0 ? -1L : 0L);
        }
        return Optional.of(value.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    /** Whether it has no fraction: {@code 1.0} is whole. */
    public static boolean isWhole(BigDecimal value) {
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    /**
     * The number a text says; absent when it is none, or longer than any meter's, be it by an exponent: the sum of 1 and
     * {@code 1e-999999999} would have a billion digits.
     */
    public static Optional<BigDecimal> parse(String text) {
        var number = text.strip();
        if (number.isEmpty() || number.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(number))
                    .filter(value -> Math.abs((long) value.scale()) <= MAX_CHARACTERS);
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
