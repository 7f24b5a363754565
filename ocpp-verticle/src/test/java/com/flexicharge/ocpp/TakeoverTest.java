package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two sockets of one charger: one of them owns it. */
@ExtendWith(TestDatabaseExtension.class)
class TakeoverTest {
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int ID = 100_001;
    private static final String HEARTBEAT = "[2,\"h\",\"Heartbeat\",{}]";
    private static final String FLEXI_HEARTBEAT_CONF = "[3,\"h\",\"Heartbeat\",{\"currentTime\":1767323045}]";

    private final TestDatabase database;
    private TestNode node;

    TakeoverTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void theNewSocketOwnsTheChargerAndTheOldOneIsClosed() {
        var old = node.flexiCharge("CP1");
        var young = node.flexiCharge("CP1");

        old.isClosedWith(4001);
        young.send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
        node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "t", 1_000));
        young.getsCall("\"RemoteStartTransaction\",{\"connectorID\":1,\"idTag\":1}");
        await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                .extracting(Disconnected::epoch, Disconnected::cause, Disconnected::closeCode)
                .containsExactly(tuple(1L, "replacedAlive", 4001)));
    }

    @Test
    void aSocketThatNobodyAnswersOnIsReplacedWithinTwoSeconds() {
        try (var silent = new RawSocket(node.port(), "/charger/CP1")) {
            assertThat(silent.status()).isEqualTo(101);

            var young = node.flexiCharge("CP1");
            young.send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);

            // it never answers the close; the server ends the connection all the same
            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("connections", 1));
            assertThat(young.isOpen()).isTrue();
        }
    }

    @Test
    void whatTheOldSocketStillSendsTouchesNothing() {
        try (var old = new RawSocket(node.port(), "/charger/CP1")) {
            var young = node.flexiCharge("CP1");
            assertThat(old.next().text())
                    .as("the ping that asks whether anybody is there")
                    .isEqualTo("replaced");
            assertThat(old.next().closeCode()).isEqualTo(4001);
            old.send("[2,\"1\",\"StatusNotification\",{\"status\":\"Faulted\"}]");

            young.send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
            await().untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("connections", 1));
            assertThat(node.others.asked(StatusReport.class)).isEmpty();
        }
    }

    @Test
    void whatTheOldSocketHadSentBeforeIsStored() {
        var gate = Promise.<Void>promise();
        node.others.holdUp(TransactionEndpoints.START_SESSION, gate.future());
        var old = node.flexiCharge("CP1");
        old.send("[2,\"1\",\"StartTransaction\",{\"meterStart\":1}]");
        old.send("[2,\"2\",\"StartTransaction\",{\"meterStart\":2}]");
        await().until(() -> node.heldFor(ID).held().getOrDefault("queuedFrames", 0) == 2);

        node.flexiCharge("CP1");
        old.isClosedWith(4001);
        gate.complete();

        await().untilAsserted(() -> assertThat(node.others.asked(StartSession.class))
                .extracting(StartSession::meterStart)
                .containsExactly(1L, 2L));
    }

    @Test
    void theCallOnTheOldSocketEndsAtOnce() {
        var old = node.flexiCharge("CP1");
        var asked = node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "t", 60_000));
        old.getsCall("\"RemoteStartTransaction\",{\"connectorID\":1,\"idTag\":1}");

        node.flexiCharge("CP1");

        assertThat(((Refusal) TestNode.failureOf(asked)).code()).isEqualTo("chargerTimeout");
    }

    @Test
    void aSocketAdmittedByAnotherNodeEndsOurs() {
        var charger = node.flexiCharge("CP1");

        node.others.admitElsewhere("CP1", "there");

        charger.isClosedWith(4001);
    }

    @Test
    void commandsGoToTheNodeThatHoldsTheSocket() {
        node.others.admitElsewhere("CP1", "there");
        var there = OcppEndpoints.REMOTE_STOP.at("there");
        node.bus.answer(there, asked -> {
            assertThat(asked.transactionID()).isEqualTo(7);
            return Future.succeededFuture(
                    new OcppEndpoints.ChargerAnswer(OcppEndpoints.Verdict.REJECTED, "Rejected", null));
        });

        var answer = TestNode.get(node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 7, 1_000)));

        assertThat(answer.word()).isEqualTo("Rejected");
    }

    @Test
    void aChargerWhoseNodeIsGoneIsOffline() {
        node.others.admitElsewhere("CP1", "gone");

        var refusal =
                TestNode.failureOf(node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 7, 1_000)));

        assertThat(((Refusal) refusal).reason()).isEqualTo(Reason.OFFLINE);
        assertThat(((Refusal) refusal).code()).isEqualTo("chargerOffline");
    }

    @Test
    void aSocketAdmittedElsewhereWhileItWasUpgradedHereIsClosed() {
        // the admission of this socket says epoch 1, but everybody was told of epoch 5 already
        node.bus.tell(
                ChargerEndpoints.CONNECTION_CHANGED,
                new ChargerEndpoints.ConnectionChanged(ID, "there", 5, true, null));

        // a raw one: Vert.x's client finds no socket when the close comes along with the upgrade
        try (var charger = new RawSocket(node.port(), "/charger/CP1")) {
            assertThat(charger.end().closeCode()).isEqualTo(4001);
        }
    }

    @Test
    void aRemovedChargerIsCutOff() {
        var charger = node.flexiCharge("CP1");

        node.others.remove("CP1");

        charger.isClosedWith(1008);
    }

    @Test
    void moreThanFiveTakeoversAMinuteWait() {
        node.close();
        node = new TestNode(database, TestConfig.waits(Duration.ofSeconds(5), Duration.ofMillis(300)));
        node.others.charger(ID, "CP1");
        for (var i = 0; i < 6; i++) {
            node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
        }
        assertThat(node.others.asked(Admit.class)).hasSize(6);

        var before = System.nanoTime();
        var seventh = node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(250));
        assertThat(seventh.isOpen()).isTrue();
        node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
        await().untilAsserted(() -> assertThat(node.others.asked(SecurityEvent.class))
                .containsExactly(SecurityEvent.seen(
                        ID,
                        "FrequentTakeovers",
                        "More than 5 new sockets within a minute, the last from 127.0.0.1",
                        node.clock.instant())));
    }

    @Test
    void twoDevicesOnTwoNodesThatTakeTheChargerFromEachOtherForEverAreSlowedDown() {
        node.close();
        node = new TestNode(database, TestConfig.waits(Duration.ofSeconds(5), Duration.ofMillis(300)));
        node.others.charger(ID, "CP1");
        for (var i = 0; i < 5; i++) {
            var ours = node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
            node.others.admitElsewhere("CP1", "there");
            ours.isClosedWith(4001);
        }

        node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);

        await().untilAsserted(() -> assertThat(node.others.asked(SecurityEvent.class))
                .extracting(SecurityEvent::type)
                .containsExactly("FrequentTakeovers"));
    }

    @Test
    void whoLeftWhileItWaitedTakesNothingOver() {
        node.close();
        node = new TestNode(database, TestConfig.waits(Duration.ofSeconds(5), Duration.ofMillis(300)));
        node.others.charger(ID, "CP1");
        for (var i = 0; i < 6; i++) {
            node.flexiCharge("CP1").send(HEARTBEAT).gets(FLEXI_HEARTBEAT_CONF);
        }
        var impatient = RawSocket.asking(node.port(), "/charger/CP1");
        await().until(() -> status() == TOO_MANY_REQUESTS);
        impatient.vanish();

        await().until(() -> status() == SWITCHING_PROTOCOLS);

        assertThat(node.others.asked(Admit.class)).as("six, and the last").hasSize(7);
    }

    private int status() {
        try (var knock = new RawSocket(node.port(), "/charger/CP1")) {
            return knock.status();
        }
    }
}
