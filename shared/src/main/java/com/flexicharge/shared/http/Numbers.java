package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers as clients write them, however large the exponent they were written with. */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

    private Numbers() {}

    /** {@code 1e999999999} counts as whole without being written out: it fails the bounds that follow. */
    static boolean isWhole(JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        var number = value.decimalValue();
        var digitsBeforePoint = (long) number.precision() - number.scale();
        return number.signum() == 0
                || digitsBeforePoint > 19
                || (digitsBeforePoint > 0 && number.stripTrailingZeros().scale() <= 0);
    }

    /** Empty for what is not whole or not within. */
    static Optional<Long> within(JsonNode value, long min, long max) {
        return Optional.of(value)
                .filter(Numbers::isWhole)
                .map(JsonNode::decimalValue)
                .filter(number -> number.compareTo(BigDecimal.valueOf(min)) >= 0)
                .filter(number -> number.compareTo(BigDecimal.valueOf(max)) <= 0)
                .map(BigDecimal::longValueExact);
    }

    /** Empty for what is not decimal digits or not within. */
    static Optional<Long> parse(String text, long min, long max) {
        return Optional.of(text)
                .filter(digits -> DIGITS.matcher(digits).matches())
                .map(Long::parseLong)
                .filter(number -> number >= min && number <= max);
    }
}
