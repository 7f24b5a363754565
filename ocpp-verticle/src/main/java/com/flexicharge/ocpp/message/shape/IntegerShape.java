package com.flexicharge.ocpp.message.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.message.Decimals;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole number; {@code 1.0} is one too, as JSON has only one kind of number.
 *
 * @param least what the specification allows
 * @param most  what the Java type holds
 */
record IntegerShape(long least, long most) implements Shape {
    static IntegerShape ofInt(long least) {
        return new IntegerShape(Math.max(least, Integer.MIN_VALUE), Integer.MAX_VALUE);
    }

    static IntegerShape ofLong(long least) {
        return new IntegerShape(least, Long.MAX_VALUE);
    }

    @Override
    public @Nullable Number read(JsonNode node, Check check) {
        var number = number(node, check);
        if (number.isEmpty()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be an integer");
            return null;
        }
        if (!inRange(number.get())) {
            check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "must be " + least + " to " + most);
            return null;
        }
        return boxed(number.get().longValue());
    }

    private static Optional<BigDecimal> number(JsonNode node, Check check) {
        Optional<BigDecimal> number = Optional.empty();
        if (node.isNumber()) {
            number = Optional.of(node.decimalValue());
        } else if (node.isTextual()) {
            number = Decimals.parse(node.textValue()).filter(any -> check.tolerates(Deviation.NUMBER_AS_TEXT));
        }
        return number.filter(Decimals::isWhole);
    }

    private boolean inRange(BigDecimal number) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private Number boxed(long number) {
        if (most == Integer.MAX_VALUE) {
            return (int) number;
        }
        return number;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        var number = ((Number) value).longValue();
        if (number < least) {
            throw new IllegalArgumentException("is less than " + least);
        }
        out.writeNumber(number);
    }
}
