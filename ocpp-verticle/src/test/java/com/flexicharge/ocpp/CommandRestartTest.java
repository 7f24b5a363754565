package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands outlive sockets and processes, and none is sent twice. */
@ExtendWith(TestDatabaseExtension.class)
class CommandRestartTest {
    private static final String CLEAR = "\"ClearCache\",{}";

    private final TestDatabase database;
    private final int id = FreshNumbers.next();
    private TestNode node;

    CommandRestartTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
        node.others.charger(id, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    /** The process is gone without a word, and another begins. */
    private void killedAndStarted() {
        node.close();
        node = new TestNode(database, TestConfig.standard());
        node.others.charger(id, "CP1");
    }

    private Future<Command> asked(String action, String payload, int waitMillis, int ttlSeconds) {
        return node.bus.ask(
                CommandEndpoints.OPERATE, new Operate(id, action, payload, waitMillis, ttlSeconds, "boss", null));
    }

    private Command now(String commandID) {
        return get(node.bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(commandID, 0)));
    }

    private void becomes(String commandID, CommandState state) {
        await().untilAsserted(() -> assertThat(now(commandID).state()).isEqualTo(state));
    }

    @Test
    void aQueuedCommandIsSentAfterARestartWhenTheChargerIsBack() {
        var command = get(asked("ClearCache", "{}", 0, 600));
        killedAndStarted();
        assertThat(now(command.id()).state()).isEqualTo(CommandState.QUEUED);

        var charger = node.booted("CP1");
        charger.send("[3,\"" + charger.getsCall(CLEAR) + "\",{\"status\":\"Accepted\"}]");

        becomes(command.id(), CommandState.ACCEPTED);
    }

    @Test
    void aCommandOnTheWireTimesOutWithItsProcessAndIsNotSentTwice() {
        var charger = node.booted("CP1");
        var command = get(asked("ClearCache", "{}", 0, 600));
        charger.getsCall(CLEAR);
        killedAndStarted();

        assertThat(now(command.id()).state()).isEqualTo(CommandState.TIMED_OUT);
        var back = node.booted("CP1");
        back.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertThat(back.unread()).isEmpty();
    }

    @Test
    void aCommandLeftOnTheWireByAnotherProcessTimesOut() {
        var charger = node.booted("CP1");
        var command = get(asked("ClearCache", "{}", 0, 600));
        charger.getsCall(CLEAR);
        await().until(() -> now(command.id()).state() == CommandState.SENT);

        get(node.database.query(client -> client.query(
                        "update ocpp.commands set sent_at = sent_at - interval '2 minutes' where command_id = '"
                                + command.id() + "'")
                .execute()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(now(command.id()).state()).isEqualTo(CommandState.TIMED_OUT));
    }

    @Test
    void commandsGoOutInTheOrderTheyWereGivenOneAtATime() {
        asked("ClearCache", "{}", 0, 600);
        get(asked("GetLocalListVersion", "{}", 0, 600));
        asked("Reset", "{\"type\":\"Soft\"}", 0, 600);
        await().until(() -> get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                        .commands()
                        .size()
                == 3);
        var charger = node.booted("CP1");

        var first = charger.getsCall(CLEAR);
        charger.send("[2,\"h\",\"Heartbeat\",{}]").gets("[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        assertThat(charger.unread()).isEmpty();
        charger.send("[3,\"" + first + "\",{\"status\":\"Accepted\"}]");
        charger.send("[3,\"" + charger.getsCall("\"GetLocalListVersion\",{}") + "\",{\"listVersion\":0}]");
        charger.getsCall("\"Reset\",{\"type\":\"Soft\"}");
    }

    @Test
    void aChargersOwnCallIsAnsweredWhileOursIsOnTheWire() {
        var charger = node.booted("CP1");
        var asked = asked("ClearCache", "{}", 5_000, 0);
        var call = charger.getsCall(CLEAR);

        // the same id both ways: each direction has its own
        charger.send("[2,\"" + call + "\",\"Heartbeat\",{}]")
                .gets("[3,\"" + call + "\",{\"currentTime\":\"" + TestNode.NOW + "\"}]");
        charger.send("[3,\"" + call + "\",{\"status\":\"Rejected\"}]");

        assertThat(get(asked).state()).isEqualTo(CommandState.REJECTED);
    }

    @Test
    void aCommandThatMayNotWaitForAnotherSocketExpiresWithThisOne() {
        var charger = node.strict("CP1");
        var command = get(asked("ClearCache", "{}", 0, 0));
        assertThat(command.state()).isEqualTo(CommandState.QUEUED);

        charger.close();

        becomes(command.id(), CommandState.EXPIRED);
    }

    @Test
    void aCommandWhoseTimeIsOverExpires() {
        var command = get(asked("ClearCache", "{}", 0, 60));

        node.clock.advance(Duration.ofMinutes(1));

        becomes(command.id(), CommandState.EXPIRED);
    }

    @Test
    void whoWaitsIsToldThoughAnotherProcessEndsTheCommand() {
        var waiting = asked("ClearCache", "{}", 10_000, 600);
        await().until(() -> !get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                .commands()
                .isEmpty());

        try (var other = new TestNode(database, TestConfig.standard(), List.of(), "there")) {
            other.others.charger(id, "CP1");
            var charger = other.booted("CP1");
            charger.send("[3,\"" + charger.getsCall(CLEAR) + "\",{\"status\":\"Accepted\"}]");

            assertThat(get(waiting).state()).isEqualTo(CommandState.ACCEPTED);
        }
    }

    @Test
    void aProcessThatIsToldToStopMakesNoCommandsAndKeepsThoseThatWait() {
        var charger = node.booted("CP1");
        var onWire = get(asked("ClearCache", "{}", 0, 600));
        charger.getsCall(CLEAR);
        var waiting = get(asked("Reset", "{\"type\":\"Soft\"}", 0, 600));

        get(node.node.stop().map(true));

        assertThat(now(onWire.id()).state()).isEqualTo(CommandState.TIMED_OUT);
        assertThat(now(waiting.id()).state()).isEqualTo(CommandState.QUEUED);
        assertThat(TestNode.failureOf(asked("ClearCache", "{}", 0, 600))).hasMessageContaining("about to end");
    }
}
