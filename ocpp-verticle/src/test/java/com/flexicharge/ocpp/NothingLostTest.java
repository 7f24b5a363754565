package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages about money when a part of the server cannot take them: stored, kept for an operator, or not acknowledged. */
@ExtendWith(TestDatabaseExtension.class)
class NothingLostTest {
    private static final String READINGS =
            "[{\"timestamp\":\"2026-01-02T03:00:00Z\",\"sampledValue\":[{\"value\":\"5\"}]}]";
    private static final String STOP = "[2,\"s\",\"StopTransaction\",{\"idTag\":\"T\",\"meterStop\":5,"
            + "\"timestamp\":\"2026-01-02T03:00:00Z\",\"transactionId\":4711,\"transactionData\":" + READINGS + "}]";
    private static final String START = "[2,\"b\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\","
            + "\"meterStart\":0,\"timestamp\":\"2026-01-02T03:00:00Z\"}]";
    private static final String VALUES =
            "[2,\"m\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":4711,\"meterValue\":" + READINGS + "}]";
    private static final String LATER =
            "\"InternalError\",\"The message could not be handled; please send it again later\",{}]";

    private final TestNode node;

    NothingLostTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(100_001, "CP1");
        node.others.tag("T", IdTagInfo.Status.ACCEPTED);
    }

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"UNAVAILABLE", "BUSY", "TIMED_OUT"})
    void aStopWhoseReadingsCannotBeStoredNowEndsItsSessionAndIsAskedForAgain(Reason passing) {
        var charger = node.booted("CP1");
        node.others.refuse(LivemetricsEndpoints.RECORD_READINGS, passing);

        charger.send(STOP).gets("[4,\"s\"," + LATER);

        assertThat(node.others.onlyAsked(StopSession.class).meterStop()).isEqualTo(5);
        assertThat(node.others.asked(PutAside.class)).isEmpty();

        node.others.holdUp(LivemetricsEndpoints.RECORD_READINGS, Future.succeededFuture());
        charger.send(STOP).gets("[3,\"s\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        assertThat(node.others.asked(RecordReadings.class)).hasSize(2);
    }

    @Test
    void aStopWhoseReadingsWeCannotHandleEndsItsSessionAndIsKeptForAnOperator() {
        var charger = node.booted("CP1");
        node.others.refuse(LivemetricsEndpoints.RECORD_READINGS, Reason.INTERNAL);

        charger.send(STOP).gets("[3,\"s\",{}]");

        assertThat(node.others.onlyAsked(StopSession.class).meterStop()).isEqualTo(5);
        assertThat(node.others.onlyAsked(PutAside.class).payload()).contains("\"transactionData\"");
    }

    @Test
    void stopsAndReadingsThatWeCannotHandleAreKeptForAnOperatorAndConfirmed() {
        var charger = node.booted("CP1");
        node.others.refuse(TransactionEndpoints.STOP_SESSION, Reason.INTERNAL);
        node.others.refuse(LivemetricsEndpoints.RECORD_READINGS, Reason.INTERNAL);

        charger.send(STOP).gets("[3,\"s\",{}]");
        charger.send(VALUES).gets("[3,\"m\",{}]");

        assertThat(node.others.asked(PutAside.class))
                .extracting(PutAside::kind)
                .containsExactly("StopTransaction", "MeterValues");
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"INTERNAL", "NOT_FOUND", "CONFLICT"})
    void aStartThatFindsNoPlaceIsKeptForAnOperatorAndNotAcknowledged(Reason forGood) {
        var charger = node.booted("CP1");
        node.others.refuse(TransactionEndpoints.START_SESSION, forGood);

        charger.send(START).gets("[4,\"b\"," + LATER);

        assertThat(node.others.onlyAsked(PutAside.class).kind()).isEqualTo("StartTransaction");
    }

    @Test
    void whatCannotEvenBeKeptForAnOperatorIsNotAcknowledged() {
        var charger = node.booted("CP1");
        node.others.refuse(TransactionEndpoints.STOP_SESSION, Reason.INTERNAL);
        node.others.refuse(TransactionEndpoints.PUT_ASIDE, Reason.UNAVAILABLE);

        charger.send(STOP).gets("[4,\"s\"," + LATER);
    }

    /** The charger has a new socket while what it sent over the old one is still worked on. */
    @Test
    void aStartThatComesAgainOverANewSocketIsAnsweredThereAndTheOldOnesGoesOn() {
        var old = node.booted("CP1");
        var gate = Promise.<Void>promise();
        node.others.holdUp(TransactionEndpoints.START_SESSION, gate.future());
        old.send(START).send(STOP);
        var renewed = node.strict("CP1");

        renewed.send(START).send(VALUES);
        await().untilAsserted(
                        () -> assertThat(node.others.asked(StartSession.class)).hasSize(2));
        gate.complete();

        assertThat(renewed.next()).startsWith("[3,\"b\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":");
        renewed.gets("[3,\"m\",{}]");
        await().untilAsserted(() -> assertThat(node.others.asked(StopSession.class))
                .as("received in full before the old socket was replaced")
                .hasSize(1));
        assertThat(old.unread()).isEmpty();
    }
}
