package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of an operator's command. */
@ExtendWith(TestDatabaseExtension.class)
class CommandLifeTest {
    private static final String RESET = "{\"type\":\"Soft\"}";

    private final TestDatabase database;
    private TestNode node;
    private int id;

    CommandLifeTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** A charger that no other test has used. */
    private TestCharger booted() {
        register();
        return node.booted("CP1");
    }

    private void register() {
        id = FreshNumbers.next();
        node.others.charger(id, "CP1");
    }

    private void restarted(OcppConfig config) {
        node.close();
        node = new TestNode(database, config);
        node.others.charger(id, "CP1");
    }

    private Future<Command> asked(String action, String payload, int waitMillis, int ttlSeconds) {
        return node.bus.ask(
                CommandEndpoints.OPERATE, new Operate(id, action, payload, waitMillis, ttlSeconds, "boss", null));
    }

    private Command stored(Command command) {
        return get(node.bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(command.id(), 5_000)));
    }

    private static Refusal refusalOf(Future<?> future) {
        return (Refusal) TestNode.failureOf(future);
    }

    @Test
    void anAcceptedCommandIsAccepted() {
        var charger = booted();
        var asked = asked("Reset", RESET, 5_000, 0);

        charger.send("[3,\"" + charger.getsCall("\"Reset\",{\"type\":\"Soft\"}") + "\",{\"status\":\"Accepted\"}]");

        var command = get(asked);
        assertThat(command.state()).isEqualTo(CommandState.ACCEPTED);
        assertThat(command.id()).matches("cmd_[A-Za-z0-9_-]{22}");
        assertThat(command.request()).isEqualTo(RESET);
        assertThat(command.response()).isEqualTo("{\"status\":\"Accepted\"}");
        assertThat(command.serialNumber()).isEqualTo("CP1");
        assertThat(command.sentAt()).isNotNull();
        assertThat(command.answeredAt()).isNotNull();
        assertThat(node.meters
                        .get("ocpp.commands")
                        .tag("action", "Reset")
                        .tag("state", "accepted")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRefusedCommandIsRejectedAndNoError() {
        var charger = booted();
        var asked = asked("UnlockConnector", "{\"connectorId\":7}", 5_000, 0);

        charger.send("[3,\"" + charger.getsCall("\"UnlockConnector\",{\"connectorId\":7}")
                + "\",{\"status\":\"UnlockFailed\"}]");

        assertThat(get(asked).state()).isEqualTo(CommandState.REJECTED);
    }

    @Test
    void anAnswerWithoutAStatusIsAcceptance() {
        var charger = booted();
        var asked = asked("GetLocalListVersion", "{}", 5_000, 0);

        charger.send("[3,\"" + charger.getsCall("\"GetLocalListVersion\",{}") + "\",{\"listVersion\":3}]");

        assertThat(get(asked).state()).isEqualTo(CommandState.ACCEPTED);
    }

    @Test
    void aCallErrorIsAFailureWithItsDetails() {
        var charger = booted();
        var asked = asked("ClearCache", "{}", 5_000, 0);

        charger.send("[4,\"" + charger.getsCall("\"ClearCache\",{}")
                + "\",\"NotSupported\",\"no cache here\",{\"since\":1.50}]");

        var command = get(asked);
        assertThat(command.state()).isEqualTo(CommandState.FAILED);
        assertThat(command.error())
                .isEqualTo(new CommandEndpoints.CommandError("NotSupported", "no cache here", "{\"since\":1.50}"));
        assertThat(command.response()).isNull();
    }

    @Test
    void anAnswerThatBreaksTheSchemaIsAFailureAndKept() {
        var charger = booted();
        var asked = asked("ClearCache", "{}", 5_000, 0);

        charger.send("[3,\"" + charger.getsCall("\"ClearCache\",{}") + "\",{\"status\":7}]");

        var command = get(asked);
        assertThat(command.state()).isEqualTo(CommandState.FAILED);
        assertThat(command.error())
                .extracting(CommandEndpoints.CommandError::code, CommandEndpoints.CommandError::details)
                .containsExactly("TypeConstraintViolation", "{\"pointer\":\"/status\"}");
        assertThat(command.response()).isEqualTo("{\"status\":7}");
    }

    @Test
    void silenceIsATimeoutAndALateAnswerIsAddedToIt() {
        restarted(TestConfig.callTimeout(Duration.ofMillis(200)));
        var charger = booted();
        var asked = asked("Reset", RESET, 5_000, 0);
        var late = charger.getsCall("\"Reset\",{\"type\":\"Soft\"}");

        var command = get(asked);
        assertThat(command.state()).isEqualTo(CommandState.TIMED_OUT);
        assertThat(command.response()).isNull();

        charger.send("[3,\"" + late + "\",{\"status\":\"Accepted\"}]");
        await().untilAsserted(() -> assertThat(stored(command).response()).isEqualTo("{\"status\":\"Accepted\"}"));
        assertThat(stored(command).state()).isEqualTo(CommandState.TIMED_OUT);
    }

    @Test
    void aCommandOnTheWireTimesOutWhenTheSocketCloses() {
        var charger = booted();
        var asked = asked("Reset", RESET, 5_000, 600);
        charger.getsCall("\"Reset\",{\"type\":\"Soft\"}");

        charger.close();

        assertThat(get(asked).state()).isEqualTo(CommandState.TIMED_OUT);
        assertThat(node.booted("CP1").unread()).isEmpty();
    }

    @Test
    void aCommandForAChargerThatIsAwayWaitsForItsBoot() {
        register();
        var command = get(asked("Reset", RESET, 0, 600));
        assertThat(command.state()).isEqualTo(CommandState.QUEUED);

        var charger = node.booted("CP1");
        charger.send("[3,\"" + charger.getsCall("\"Reset\",{\"type\":\"Soft\"}") + "\",{\"status\":\"Accepted\"}]");

        assertThat(stored(command).state()).isEqualTo(CommandState.ACCEPTED);
    }

    @Test
    void aCommandThatMayNotWaitIsRefusedAndNotKeptWhenTheChargerIsAway() {
        register();

        assertThat(refusalOf(asked("Reset", RESET, 0, 0)).code()).isEqualTo("chargerOffline");

        assertThat(get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                        .commands())
                .isEmpty();
    }
}
