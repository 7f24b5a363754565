package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether a remote start was followed by a session, and a remote stop by its end. */
@ExtendWith(TestDatabaseExtension.class)
class CommandOutcomeTest {
    private static final String START = "{\"connectorId\":1,\"idTag\":\"ABC\"}";

    private final int id = FreshNumbers.next();
    private final TestNode node;

    CommandOutcomeTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
        node.others.charger(id, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private Command answered(TestCharger charger, String action, String payload, String status) {
        var asked = node.bus.ask(CommandEndpoints.OPERATE, new Operate(id, action, payload, 5_000, 0, "boss", null));
        var call = charger.getsCall("\"" + action + "\"," + payload);
        charger.send("[3,\"" + call + "\",{\"status\":\"" + status + "\"}]");
        return get(asked);
    }

    private Command now(Command command) {
        return get(node.bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(command.id(), 0)));
    }

    private void comesTo(Command command, String outcome, @Nullable Integer transactionID) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(now(command).outcome()).isEqualTo(outcome);
            assertThat(now(command).transactionID()).isEqualTo(transactionID);
        });
    }

    private static void starts(TestCharger charger, String messageID, int connector, String idTag) {
        charger.send("[2,\"" + messageID + "\",\"StartTransaction\",{\"connectorId\":" + connector + ",\"idTag\":\""
                + idTag + "\",\"meterStart\":0,\"timestamp\":\"" + TestNode.NOW + "\"}]");
        assertThat(charger.next()).startsWith("[3,\"" + messageID + "\"");
    }

    private static void stops(TestCharger charger, int transactionID) {
        charger.send("[2,\"stop\",\"StopTransaction\",{\"transactionId\":" + transactionID
                + ",\"meterStop\":9,\"timestamp\":\"" + TestNode.NOW + "\"}]");
        assertThat(charger.next()).startsWith("[3,\"stop\"");
    }

    private static Transaction session(int id, int transactionID, TransactionState state) {
        return new Transaction(
                transactionID,
                state,
                id,
                1,
                "CP1",
                1,
                "Somewhere",
                "",
                null,
                "abc",
                Instant.parse(TestNode.NOW),
                null,
                0L,
                null,
                0,
                0,
                null,
                333,
                0,
                null,
                false,
                null,
                false,
                null,
                false,
                null);
    }

    @Test
    void aRemoteStartIsStartedByTheSessionThatFollows() {
        var charger = node.booted("CP1");
        var command = answered(charger, "RemoteStartTransaction", START, "Accepted");
        assertThat(command.outcome()).isEqualTo("pending");

        starts(charger, "s1", 2, "abc");
        starts(charger, "s2", 1, "other");
        assertThat(now(command).outcome()).isEqualTo("pending");
        starts(charger, "s3", 1, "abc");

        comesTo(command, "started", 4713);
    }

    @Test
    void aSessionThatBeginsBeforeTheAnswerCountsToo() {
        var charger = node.booted("CP1");
        var asked = node.bus.ask(
                CommandEndpoints.OPERATE, new Operate(id, "RemoteStartTransaction", START, 5_000, 0, "boss", null));
        var call = charger.getsCall("\"RemoteStartTransaction\"," + START);
        starts(charger, "s1", 1, "ABC");
        charger.send("[3,\"" + call + "\",{\"status\":\"Accepted\"}]");

        comesTo(get(asked), "started", 4711);
    }

    @Test
    void oneSessionIsTheOutcomeOfOneRemoteStart() {
        var charger = node.booted("CP1");
        var first = answered(charger, "RemoteStartTransaction", START, "Accepted");
        var second = answered(charger, "RemoteStartTransaction", START, "Accepted");

        starts(charger, "s1", 1, "ABC");

        comesTo(first, "started", 4711);
        assertThat(now(second).outcome()).isEqualTo("pending");
    }

    @Test
    void aRejectedRemoteStartHasNoOutcome() {
        var charger = node.booted("CP1");

        assertThat(answered(charger, "RemoteStartTransaction", START, "Rejected")
                        .outcome())
                .isNull();
    }

    @Test
    void aRemoteStartWithoutASessionIsNotStarted() {
        var command = answered(node.booted("CP1"), "RemoteStartTransaction", START, "Accepted");

        node.clock.advance(Duration.ofMinutes(2));

        comesTo(command, "notStarted", null);
    }

    @Test
    void aSessionThatNobodyHereSawIsAskedForBeforeARemoteStartIsGivenUp() {
        var command = answered(node.booted("CP1"), "RemoteStartTransaction", START, "Accepted");
        node.others.session(session(id, 5001, TransactionState.ACTIVE));

        node.clock.advance(Duration.ofMinutes(2));

        comesTo(command, "started", 5001);
    }

    @Test
    void aRemoteStopIsStoppedByTheEndOfItsSession() {
        var charger = node.booted("CP1");
        starts(charger, "s1", 1, "ABC");
        var command = answered(charger, "RemoteStopTransaction", "{\"transactionId\":4711}", "Accepted");
        assertThat(command.outcome()).isEqualTo("pending");
        assertThat(command.transactionID()).isEqualTo(4711);

        stops(charger, 4711);

        comesTo(command, "stopped", 4711);
    }

    @Test
    void aRemoteStopWithoutAnEndIsNotStoppedUnlessTheOwnerOfSessionsKnowsBetter() {
        var charger = node.booted("CP1");
        var unknown = answered(charger, "RemoteStopTransaction", "{\"transactionId\":77}", "Accepted");
        var ended = answered(charger, "RemoteStopTransaction", "{\"transactionId\":5002}", "Accepted");
        node.others.session(session(id, 5002, TransactionState.ENDED));

        node.clock.advance(Duration.ofMinutes(2));

        comesTo(unknown, "notStopped", 77);
        comesTo(ended, "stopped", 5002);
    }
}
