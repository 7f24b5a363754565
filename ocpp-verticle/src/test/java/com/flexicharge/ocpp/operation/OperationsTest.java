package com.flexicharge.ocpp.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import io.vertx.core.Vertx;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which actions are more than their payload. */
class OperationsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);

    @AfterEach
    void close() {
        OperationBench.get(vertx.close());
    }

    @Test
    void eachActionHasOneAtMostAndNineAreOnlyTheirPayload() {
        var actions = Operations.of(bus).stream().map(Operation::action).toList();
        assertThat(actions).doesNotHaveDuplicates().allMatch(Action::goesToCharger);
        assertThat(Arrays.stream(Action.values())
                        .filter(action -> action.goesToCharger() && !actions.contains(action))
                        .map(Action::wire))
                .containsExactly(
                        "DataTransfer",
                        "ChangeAvailability",
                        "ClearCache",
                        "GetCompositeSchedule",
                        "RemoteStopTransaction",
                        "Reset",
                        "TriggerMessage",
                        "UnlockConnector",
                        "ExtendedTriggerMessage");
    }

    @Test
    void allButARemoteStartTellSomebodyHowTheyEnded() {
        assertThat(Operations.of(bus).stream()
                        .filter(operation -> !operation.hasConsequences())
                        .map(Operation::action))
                .containsExactly(Action.REMOTE_START_TRANSACTION);
    }
}
