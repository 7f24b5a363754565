package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Decimals;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an operator may write beside OCPP's own members: taken out of a payload, so that whatever is left over and strange is
 * refused by the check against OCPP. Gathers what is wrong with them.
 */
final class Extras {
    private static final String INVALID_PAYLOAD = "invalidPayload";

    /** A list of 60,000 entries may be wrong in each of them; nobody reads more than these. */
    private static final int MAX_FAULTS = 20;

    private final List<Refusal.Fault> faults = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /** A whole number of 32 bits; {@code 5.0} is one too, as in OCPP's own members. */
    Optional<Integer> takeInt(ObjectNode owner, String name) {
        return take(owner, name, Integer.MIN_VALUE, Integer.MAX_VALUE).map(BigDecimal::intValueExact);
    }

    Optional<Long> takeLong(ObjectNode owner, String name) {
        return take(owner, name, Long.MIN_VALUE, Long.MAX_VALUE).map(BigDecimal::longValueExact);
    }

    private Optional<BigDecimal> take(ObjectNode owner, String name, long least, long most) {
        var node = owner.remove(name);
        if (node == null) {
            return Optional.empty();
        }
        var number = Optional.of(node)
                .filter(any -> any.isNumber() && Decimals.isWhole(any.decimalValue()))
                .map(any -> any.decimalValue())
                .filter(any -> any.compareTo(BigDecimal.valueOf(least)) >= 0)
                .filter(any -> any.compareTo(BigDecimal.valueOf(most)) <= 0);
        if (number.isEmpty()) {
            fault("/" + name, name + " must be an integer from " + least + " to " + most + ".");
        }
        return number;
    }

    /** @param at JSON pointer of the owner */
    Optional<Boolean> takeFlag(ObjectNode owner, String at, String name) {
        var node = owner.remove(name);
        if (node != null && !node.isBoolean()) {
            fault(at + "/" + name, name + " must be true or false.");
        }
        return Optional.ofNullable(node).map(any -> any.booleanValue());
    }

    void fault(String pointer, String sentence) {
        if (faults.size() < MAX_FAULTS) {
            faults.add(new Refusal.Fault(pointer, INVALID_PAYLOAD));
            sentences.add(sentence);
        }
    }

    /** Fails with {@code INVALID invalidPayload} when anything was wrong. */
    Future<Void> checked() {
        return faults.isEmpty()
                ? Future.succeededFuture()
                : Future.failedFuture(Refusal.invalid(
                        String.join(" ", sentences.stream().distinct().toList()), faults));
    }
}
