package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.LastSeen;
import com.flexicharge.shared.contract.charger.Admission.Seen;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is still there, who is not, and how all are sent home. */
@ExtendWith(TestDatabaseExtension.class)
class LifeTest {
    private static final int ID = 100_001;
    private static final Duration OFF = Duration.ZERO;

    private final TestDatabase database;
    private TestNode node;

    LifeTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void restartedWith(OcppConfig config) {
        node.close();
        node = new TestNode(database, config);
    }

    @Test
    void aSilentSocketIsClosedAsIdle() {
        restartedWith(TestConfig.life(Duration.ofMillis(50), Duration.ofMillis(200)));
        node.others.charger(ID, "abc111");
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            assertThat(charger.next().opcode()).as("a ping").isEqualTo(9);
            charger.send(true, RawSocket.PONG, new byte[0]);
            charger.send("[2,\"1\",\"Heartbeat\",{}]");
            while (charger.next().opcode() != RawSocket.TEXT) {}
            node.clock.advance(Duration.ofSeconds(1));

            await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                    .extracting(Disconnected::connectorID, Disconnected::cause)
                    .containsExactly(tuple(ID, "idle")));
        }
    }

    @Test
    void aChargerThatNeverAnswersPingsHasThreeHeartbeatIntervals() {
        restartedWith(TestConfig.life(Duration.ofMillis(50), Duration.ofMillis(200)));
        node.others.charger(ID, "abc111");
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            charger.send("[2,\"1\",\"Heartbeat\",{}]");
            while (charger.next().opcode() != RawSocket.TEXT) {}
            node.clock.advance(Duration.ofSeconds(899));
            IntStream.range(0, 10)
                    .forEach(number -> assertThat(charger.next().opcode()).isEqualTo(9));
            assertThat(node.others.asked(Disconnected.class)).isEmpty();

            node.clock.advance(Duration.ofSeconds(2));
            await().untilAsserted(() ->
                    assertThat(node.others.asked(Disconnected.class)).hasSize(1));
        }
    }

    @Test
    void aChargerThatAnswersPingsStays() {
        restartedWith(TestConfig.life(Duration.ofMillis(20), Duration.ofMillis(200)));
        node.others.charger(ID, "abc111");
        var charger = node.flexiCharge("abc111");

        for (var i = 0; i < 10; i++) {
            node.clock.advance(Duration.ofMillis(150));
            charger.send("[2,\"1\",\"Heartbeat\",{}]").next();
        }

        assertThat(charger.isOpen()).isTrue();
    }

    @Test
    void whoSendsAndNeverReadsIsCutOff() {
        restartedWith(TestConfig.life(Duration.ofMillis(50), Duration.ofMillis(200)));
        node.others.charger(ID, "abc111");
        var charger = node.flexiCharge("abc111");
        neverReads(charger);

        await().untilAsserted(() -> {
            node.clock.advance(Duration.ofHours(1));
            assertThat(node.others.asked(Disconnected.class))
                    .extracting(Disconnected::cause)
                    .containsExactly("sendBufferStuck");
        });
        await().untilAsserted(() -> assertThat(node.heldFor(ID).isNothing()).isTrue());
        charger.readOn();
    }

    @Test
    void whoPingsAndNeverReadsIsNotReadEither() {
        node.others.charger(ID, "abc111");
        var pings = Buffer.buffer();
        IntStream.range(0, 500)
                .forEach(number -> pings.appendBytes(new byte[] {(byte) 0x89, (byte) 0xfd, 0, 0, 0, 0})
                        .appendBytes(new byte[125]));
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            // 64 MB of them, several times what the network holds in either direction
            var flood = CompletableFuture.runAsync(
                    () -> IntStream.range(0, 1_000).forEach(number -> charger.sendRaw(pings.getBytes())));

            assertThatThrownBy(() -> flood.get(3, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void whoNeverReadsKeepsNobodyFromBeingDrained() {
        node.others.charger(ID, "abc111");
        node.others.charger(ID + 1, "abc112");
        var charger = node.flexiCharge("abc111");
        neverReads(charger);
        var neighbour = node.flexiCharge("abc112");

        var drained = node.node.doors().close();

        neighbour.isClosedWith(1001);
        TestNode.get(drained);
        charger.readOn();
    }

    /** Its ids come back in the answers, 75 MB of them, which the network does not hold. */
    private void neverReads(TestCharger charger) {
        charger.stopReading();
        var id = "x".repeat(500_000);
        IntStream.range(0, 150).forEach(number -> charger.send("[2,\"" + id + "\",\"Heartbeat\",{}]"));
        // one whose answer is not taken, and one behind it, which is as long as what may wait
        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("queuedFrames", 2));
    }

    @Test
    void whoWasBeingLetInWhenTheDrainBeganIsSentAwayAndGivenBack() {
        node.others.charger(ID, "CP1");
        var lookUp = Promise.<Void>promise();
        node.others.holdUp(ChargerEndpoints.ADMIT, lookUp.future());
        var knocking = CompletableFuture.supplyAsync(
                () -> new RawSocket(node.port(), "/ocpp/CP1", "Sec-WebSocket-Protocol: ocpp1.6"));
        await().until(() -> !node.others.asked(Admit.class).isEmpty());

        TestNode.get(node.node.doors().close());
        lookUp.complete();

        try (var late = knocking.join()) {
            assertThat(late.status()).isEqualTo(503);
        }
        await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                .extracting(Disconnected::cause)
                .containsExactly("drained"));
    }

    @Test
    void whoWasHeardOfIsToldTogetherAndOnce() {
        restartedWith(TestConfig.life(OFF, OFF));
        node.others.charger(ID, "abc111");
        node.others.charger(ID + 1, "abc112");
        node.others.charger(ID + 2, "abc113");
        var one = node.flexiCharge("abc111");
        var two = node.flexiCharge("abc112");
        node.flexiCharge("abc113");
        node.clock.advance(Duration.ofSeconds(1));
        one.send("[2,\"1\",\"Heartbeat\",{}]").next();
        two.send("[2,\"1\",\"Heartbeat\",{}]").next();
        two.send("[2,\"1\",\"Heartbeat\",{}]").next();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(node.others.asked(Seen.class)).hasSize(1));

        var at = Instant.parse(TestNode.NOW).plusSeconds(1);
        assertThat(node.others.onlyAsked(Seen.class).chargers())
                .containsExactlyInAnyOrder(new LastSeen(ID, 1, at), new LastSeen(ID + 1, 1, at));
    }

    @Test
    void drainingAnswersWhatWasReceivedThenClosesAndLetsNobodyIn() {
        node.others.charger(ID, "CP1");
        var gate = Promise.<Void>promise();
        node.others.holdUp(ChargerEndpoints.REPORT_STATUS, gate.future());
        var charger = node.booted("CP1");
        charger.send(
                "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]");
        await().until(() -> !node.others.asked(StatusReport.class).isEmpty());

        var drained = node.node.doors().close();
        try (var late = new RawSocket(node.port(), "/ocpp/CP1", "Sec-WebSocket-Protocol: ocpp1.6")) {
            assertThat(late.status()).isEqualTo(503);
        }
        assertThat(charger.isOpen()).isTrue();
        gate.complete();

        charger.gets("[3,\"1\",{}]").isClosedWith(1001);
        TestNode.get(drained);
        assertThat(node.others.onlyAsked(Disconnected.class).cause()).isEqualTo("drained");
        assertThat(node.heldFor(ID).isNothing()).isTrue();
    }

    @Test
    void aHundredSocketsAreDrained() {
        IntStream.range(0, 100).forEach(number -> node.others.charger(ID + number, "CP" + number));
        var chargers = IntStream.range(0, 100)
                .mapToObj(number -> node.flexiCharge("CP" + number))
                .toList();

        TestNode.get(node.node.doors().close());

        chargers.forEach(charger -> charger.isClosedWith(1001));
    }

    @Test
    void theRegistryIsToldOfACloseEvenIfItWasAway() {
        node.others.charger(ID, "abc111");
        var charger = node.flexiCharge("abc111");
        node.others.databaseAway(true);
        charger.close();
        await().until(() -> node.others.asked(Disconnected.class).size() == 1);
        node.others.databaseAway(false);

        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(
                        () -> assertThat(node.others.asked(Disconnected.class)).hasSize(2));
    }
}
