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
 * A number with a fraction, kept exact; written without one when it has none.
 *
 * @param mostBehindPoint digits, zeros at the end not counted
 */
record DecimalShape(int mostBehindPoint) implements Shape {
    /** Digits before or behind the point: more is no current and no power, and would be written out in full. */
    private static final int MAX_DIGITS = 30;

    @Override
    public @Nullable BigDecimal read(JsonNode node, Check check) {
        var number = number(node, check);
        if (number.isEmpty()) {
            check.note(ErrorCode.TYPE_CONSTRAINT_VIOLATION, "must be a number");
            return null;
        }
        if (number.filter(DecimalShape::isWritable).isEmpty()) {
            check.note(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "has more than " + MAX_DIGITS + " digits");
            return null;
        }
        if (!check.isOfAnswer() && number.get().stripTrailingZeros().scale() > mostBehindPoint) {
            check.note(
                    ErrorCode.PROPERTY_CONSTRAINT_VIOLATION,
                    "has more digits behind the point than " + mostBehindPoint);
            return null;
        }
        return number.get();
    }

    private static Optional<BigDecimal> number(JsonNode node, Check check) {
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        return node.isTextual()
                ? Decimals.parse(node.textValue()).filter(any -> check.tolerates(Deviation.NUMBER_AS_TEXT))
                : Optional.empty();
    }

    private static boolean isWritable(BigDecimal number) {
        return number.scale() <= MAX_DIGITS && (long) number.precision() - number.scale() <= MAX_DIGITS;
    }

    @Override
    public void write(Object value, JsonGenerator out) throws IOException {
        var number = (BigDecimal) value;
        out.writeNumber(Decimals.isWhole(number) ? number.setScale(0) : number);
    }
}
