package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CALLs of chargers: in order, none lost, none handled twice at a time, however they come. */
@ExtendWith(TestDatabaseExtension.class)
class InLaneTest {
    private static final int ID = 100_001;

    private final TestDatabase database;
    private TestNode node;

    InLaneTest(TestDatabase database) {
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

    private static String status(int number) {
        return "[2,\"" + number + "\",\"StatusNotification\",{\"connectorId\":" + number
                + ",\"errorCode\":\"NoError\",\"status\":\"Available\"}]";
    }

    @Test
    void aThousandCallsAtOnceAreAnsweredInOrder() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");

        IntStream.range(0, 1_000).forEach(number -> charger.send(status(number)));

        IntStream.range(0, 1_000).forEach(number -> charger.gets("[3,\"" + number + "\",{}]"));
        assertThat(node.others.asked(StatusReport.class))
                .extracting(StatusReport::connector)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void whenThirtyTwoWaitTheSocketIsNotReadAndNothingIsDropped() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(ID, "CP1");
        var gate = Promise.<Void>promise();
        node.others.holdUp(ChargerEndpoints.REPORT_STATUS, gate.future());
        var charger = node.booted("CP1");

        IntStream.range(0, 500).forEach(number -> charger.send(status(number)));
        await().untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("queuedFrames", 33));
        gate.complete();

        IntStream.range(0, 500).forEach(number -> charger.gets("[3,\"" + number + "\",{}]"));
        assertThat(node.others.asked(StatusReport.class)).hasSize(500);
    }

    @Test
    void longMessagesAreNotReadWhenAFewWaitAndNothingIsDropped() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(ID, "CP1");
        var gate = Promise.<Void>promise();
        node.others.holdUp(ChargerEndpoints.REPORT_STATUS, gate.future());
        var charger = node.booted("CP1");
        var data = "x".repeat(60_000);

        charger.send(status(0));
        IntStream.range(1, 300)
                .forEach(number -> charger.send("[2,\"" + number
                        + "\",\"DataTransfer\",{\"vendorId\":\"Acme\",\"messageId\":\"Trace\",\"data\":\"" + data
                        + "\"}]"));
        await().atMost(Duration.ofSeconds(30))
                .during(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("queuedFrames", 3));
        assertThat(charger.isHeldBack()).isTrue();
        gate.complete();

        charger.gets("[3,\"0\",{}]");
        IntStream.range(1, 300)
                .forEach(
                        number -> assertThat(charger.next()).startsWith("[3,\"" + number + "\",{\"status\":\"Unknown"));
    }

    @Test
    void aFloodIsReadSlowlyAndItsNeighbourNoticesNothing() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "20")));
        node.others.charger(ID, "CP1");
        node.others.charger(ID + 1, "CP2");
        var flood = node.booted("CP1");
        var neighbour = node.booted("CP2");
        var begun = System.nanoTime();

        IntStream.range(0, 50).forEach(number -> flood.send(status(number)));
        neighbour.send(status(1)).gets("[3,\"1\",{}]");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));

        IntStream.range(0, 50).forEach(number -> flood.gets("[3,\"" + number + "\",{}]"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void aStopIsStoredAlthoughTheSocketClosesRightBehindIt() {
        node.others.charger(ID, "CP1");
        try (var charger = new RawSocket(node.port(), "/ocpp/CP1", "Sec-WebSocket-Protocol: ocpp1.6")) {
            charger.send(status(1));
            charger.send("[2,\"s\",\"StopTransaction\",{\"meterStop\":5,\"timestamp\":\"2026-01-02T03:00:00Z\","
                    + "\"transactionId\":1,\"reason\":\"HardReset\"}]");
        }

        await().untilAsserted(
                        () -> assertThat(node.others.asked(StopSession.class)).hasSize(1));
        await().untilAsserted(() -> assertThat(node.heldFor(ID).isNothing()).isTrue());
        assertThat(node.others.onlyAsked(Disconnected.class).cause()).isEqualTo("connectionLost");
    }

    @Test
    void allThatWasReceivedIsStoredAlthoughTheSocketClosesWhileItIsNotRead() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(ID, "CP1");
        var gate = Promise.<Void>promise();
        node.others.holdUp(TransactionEndpoints.STOP_SESSION, gate.future());
        var charger = node.booted("CP1");
        IntStream.range(0, 200)
                .forEach(number -> charger.send("[2,\"" + number + "\",\"StopTransaction\",{\"meterStop\":" + number
                        + ",\"timestamp\":\"2026-01-02T03:00:00Z\",\"transactionId\":1}]"));
        await().untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("queuedFrames", 33));
        charger.leave();
        gate.complete();

        await().untilAsserted(() -> assertThat(node.others.asked(StopSession.class))
                .extracting(StopSession::meterStop)
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(Long::valueOf).toList()));
        await().untilAsserted(() -> assertThat(node.heldFor(ID).isNothing()).isTrue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON | [4,\"-1\",\"FormationViolation\",\"A message is a JSON array that begins with its type\",{}]",
                "{} | [4,\"-1\",\"FormationViolation\",\"A message is a JSON array that begins with its type\",{}]",
                "[2] | [4,\"-1\",\"FormationViolation\",\"The message id must be a string of 1 to 36 characters\",{}]",
                "[2,\"1\",\"Heartbeat\"] | [4,\"1\",\"ProtocolError\",\"The payload is missing\",{}]",
                "[2,\"1\",\"Unheard\",{}] | [4,\"1\",\"NotImplemented\",\"Unheard is no action of OCPP 1.6\",{}]",
            })
    void aMalformedFrameIsAnsweredInItsTurnAndTheNextOneAsUsual(String frame, String answer) {
        node.others.charger(ID, "CP1");

        node.booted("CP1")
                .send(status(1))
                .send(frame)
                .send("[9,\"1\",{}]")
                .send(status(2))
                .gets("[3,\"1\",{}]")
                .gets(answer)
                .gets("[3,\"2\",{}]");

        assertThat(node.counted("ocpp.ignored", "cause", "unknownMessageType")).isEqualTo(1);
    }

    @Test
    void aFlexiChargeFrameThatCannotBeReadIsToldSo() {
        node.others.charger(ID, "abc111");

        node.flexiCharge("abc111")
                .send("not JSON")
                .gets("[4,\"-1\",\"GenericError\",\"The message could not be read.\",{}]")
                .send("[5,\"1\"]")
                .gets("[4,\"1\",\"GenericError\",\"MessageTypeID is invalid\",{}]")
                .send("[2,\"1\",\"StatusNotification\",{\"status\":\"Dancing\"}]")
                .gets("[4,\"1\",\"GenericError\",\"invalidStatus\",{}]");
    }

    @Test
    void aBinaryFrameClosesTheSocket() {
        node.others.charger(ID, "abc111");

        node.flexiCharge("abc111").sendBinary("[2,\"1\",\"Heartbeat\",{}]").isClosedWith(1003);
    }

    @Test
    void brokenUtf8ClosesTheSocket() {
        node.others.charger(ID, "abc111");
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            charger.send(true, RawSocket.TEXT, new byte[] {'[', '2', (byte) 0xc3, (byte) 0x28, ']'});

            assertThat(charger.next().closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void aMessageInManyFramesIsOneMessage() {
        node.others.charger(ID, "abc111");
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            var bytes = "[2,\"å\",\"Heartbeat\",{}]".getBytes(StandardCharsets.UTF_8);
            charger.send(false, RawSocket.TEXT, Arrays.copyOfRange(bytes, 0, 5));
            charger.send(true, 9, new byte[0]);
            charger.send(false, RawSocket.CONTINUATION, new byte[0]);
            charger.send(true, RawSocket.CONTINUATION, Arrays.copyOfRange(bytes, 5, bytes.length));

            assertThat(charger.next().opcode()).isEqualTo(RawSocket.PONG);
            assertThat(charger.next().text()).isEqualTo("[3,\"å\",\"Heartbeat\",{\"currentTime\":1767323045}]");
        }
    }

    @Test
    void aMessageOverTheLimitClosesTheSocketWhetherInOneFrameOrInMany() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAME_BYTES", "4096")));
        node.others.charger(ID, "abc111");
        node.others.charger(ID + 1, "abc112");
        try (var one = new RawSocket(node.port(), "/charger/abc111");
                var many = new RawSocket(node.port(), "/charger/abc112")) {
            one.sendHeadOf(true, RawSocket.TEXT, 1L << 30);
            many.send(false, RawSocket.TEXT, new byte[4_096]);
            many.send(false, RawSocket.CONTINUATION, new byte[1]);

            assertThat(one.next().closeCode()).isEqualTo(1009);
            assertThat(many.next().closeCode()).isEqualTo(1009);
        }
        await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                .extracting(Disconnected::cause)
                .containsExactly("frameTooBig", "frameTooBig"));
    }

    @Test
    void aCompressedMessageIsReadAndABombOfThemClosesTheSocketBeforeItIsInflated() {
        node.others.charger(ID, "abc111");
        try (var charger =
                new RawSocket(node.port(), "/charger/abc111", "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(charger.header("Sec-WebSocket-Extensions")).contains("permessage-deflate");
            charger.sendDeflated(
                    "[2,\"1\",\"StatusNotification\",{\"status\":\"Available\"}]".getBytes(StandardCharsets.UTF_8));
            await().untilAsserted(() ->
                    assertThat(node.others.asked(StatusReport.class)).hasSize(1));

            charger.sendDeflated(new byte[64 << 20]);

            await().untilAsserted(() -> assertThat(node.others.asked(Disconnected.class))
                    .extracting(Disconnected::cause, Disconnected::closeCode)
                    .containsExactly(tuple("frameTooBig", 1009)));
        }
    }

    @Test
    void whatIsNoWebSocketFrameClosesTheSocket() {
        node.others.charger(ID, "abc111");
        try (var charger = new RawSocket(node.port(), "/charger/abc111")) {
            charger.send(true, 5, new byte[0]);

            assertThat(charger.next().closeCode()).isEqualTo(1002);
        }
    }

    @Test
    void whoDoesNotReadAnswersIsNotReadEither() {
        restartedWith(TestConfig.with(Map.of("OCPP_MAX_FRAMES_PER_S", "10000")));
        node.others.charger(ID, "CP1");
        var charger = node.booted("CP1");
        charger.stopReading();

        IntStream.range(0, 2_000).forEach(number -> charger.send(status(number)));
        charger.readOn();

        IntStream.range(0, 2_000).forEach(number -> charger.gets("[3,\"" + number + "\",{}]"));
    }
}
