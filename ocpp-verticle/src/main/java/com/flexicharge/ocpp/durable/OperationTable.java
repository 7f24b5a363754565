package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.operation.Operation;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What operators may ask for, by OCPP's name: every action that goes to chargers. */
final class OperationTable {
    private final Map<Action, Operation> operations = new EnumMap<>(Action.class);

    /** @param special the actions that are more than passing a payload on; at most one each */
    OperationTable(List<Operation> special) {
        Arrays.stream(Action.values())
                .filter(Action::goesToCharger)
                .forEach(action -> operations.put(action, () -> action));
        special.forEach(operation -> operations.put(operation.action(), operation));
    }

    /** @throws Refusal NOT_FOUND {@code unknownOperation}; the letter case counts */
    Operation named(String action) {
        return Action.named(action)
                .flatMap(known -> Optional.ofNullable(operations.get(known)))
                .orElseThrow(() -> Refusal.of(
                        Reason.NOT_FOUND,
                        "unknownOperation",
                        "OCPP 1.6 has no message of this name that a charger is sent; names are case-sensitive."));
    }

    /** Names of the actions whose end changes something elsewhere. */
    String[] withConsequences() {
        return operations.values().stream()
                .filter(Operation::hasConsequences)
                .map(operation -> operation.action().wire())
                .toArray(String[]::new);
    }
}
