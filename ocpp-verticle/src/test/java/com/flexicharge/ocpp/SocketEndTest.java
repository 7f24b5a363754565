package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestChargers;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why a charger's socket ended, whichever way it did. */
@ExtendWith(TestDatabaseExtension.class)
class SocketEndTest {
    private static final int ID = 100_001;
    private static final String HEARTBEAT = "[2,\"h\",\"Heartbeat\",{}]";
    private static final String HEARTBEAT_CONF = "[3,\"h\",{\"currentTime\":\"" + TestNode.NOW + "\"}]";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database;
    private TestNode node;

    SocketEndTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        database.execute("truncate ocpp.connections");
        node.others.charger(ID, "CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void ended(String... rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(database.rows(
                                "select cause, close_code, close_reason from ocpp.connections where closed_at is not null"
                                        + " and cause <> 'lost' order by epoch"))
                        .containsExactly(rows));
    }

    private RawSocket raw() {
        var socket = new RawSocket(node.port(), "/ocpp/CP1", "Sec-WebSocket-Protocol: ocpp1.6");
        assertThat(socket.status()).isEqualTo(101);
        return socket;
    }

    @Test
    void aHalfOpenSocketIsReplacedAtOnceAndKnownToHaveBeenHalfOpen() {
        try (var proxy = FaultyProxy.before("127.0.0.1", node.port())) {
            var old = new TestChargers(node.vertx, proxy.port()).connect("/ocpp/CP1", "ocpp1.6");
            old.send(HEARTBEAT).gets(HEARTBEAT_CONF);
            proxy.forget();

            var young = node.strict("CP1").send(HEARTBEAT).gets(HEARTBEAT_CONF);

            ended("replacedHalfOpen|4001|");
            assertThat(young.isOpen()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(node.heldFor(ID).held()).containsEntry("connections", 1));
        }
    }

    @Test
    void aSecondDeviceWithTheSameIdentityIsSeenByItsAnswerToThePing() {
        var one = node.strict("CP1").send(HEARTBEAT).gets(HEARTBEAT_CONF);
        node.strict("CP1").send(HEARTBEAT).gets(HEARTBEAT_CONF);

        one.isClosedWith(4001);
        ended("replacedAlive|4001|");
        assertThat(node.others.onlyAsked(Disconnected.class).cause()).isEqualTo("replacedAlive");
        assertThat(node.counted("ocpp.sockets.closed", "cause", "replacedAlive"))
                .isEqualTo(1);
        assertThat(node.counted("ocpp.sockets.opened", "protocol", "ocpp1.6")).isEqualTo(2);
    }

    @Test
    void aChargerThatBreaksWhenItIsPingedIsNotAskedBeforeItIsReplaced() {
        node.others.charger(ID, "CP1").mayDo("noPing");
        try (var old = raw()) {
            node.strict("CP1").send(HEARTBEAT).gets(HEARTBEAT_CONF);

            var goodbye = old.next();

            assertThat(goodbye.opcode()).isEqualTo(RawSocket.CLOSE);
            assertThat(goodbye.closeCode()).isEqualTo(4001);
            ended("replaced|4001|");
        }
    }

    @Test
    void whatAReplacedSocketSaysWhileItIsAskedIsNotHeard() {
        try (var old = raw()) {
            var young = node.booted("CP1");
            old.send(
                    "[2,\"1\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Faulted\"}]");
            old.send("[2,\"2\",\"BootNotification\",{\"chargePointVendor\":\"Ghost\",\"chargePointModel\":\"Ghost\"}]");

            ended("replacedHalfOpen|4001|");

            young.send(HEARTBEAT).gets(HEARTBEAT_CONF);
            assertThat(node.others.asked(StatusReport.class)).isEmpty();
            assertThat(node.others.asked(Boot.class)).hasSize(1);
        }
    }

    @Test
    void ourCallsStartCleanOnTheNewSocketOneAtATime() {
        var old = node.booted("CP1");
        node.bus.ask(OcppEndpoints.REMOTE_START, new OcppEndpoints.RemoteStart(ID, 1, "TAG1", 60_000));
        var interrupted = old.getsCall("\"RemoteStartTransaction\",{\"connectorId\":1,\"idTag\":\"TAG1\"}");

        var young = node.booted("CP1");
        old.isClosedWith(4001);
        var first = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 7, 10_000));
        var second = node.bus.ask(OcppEndpoints.REMOTE_STOP, new OcppEndpoints.RemoteStop(ID, 8, 10_000));
        var onWire = young.getsCall("\"RemoteStopTransaction\",{\"transactionId\":7}");
        // the answer to the CALL of before is nobody's here
        young.send("[3,\"" + interrupted + "\",{\"status\":\"Rejected\"}]");
        young.send(HEARTBEAT).gets(HEARTBEAT_CONF);
        assertThat(first.isComplete()).isFalse();

        young.send("[3,\"" + onWire + "\",{\"status\":\"Accepted\"}]");
        var next = young.getsCall("\"RemoteStopTransaction\",{\"transactionId\":8}");
        young.send("[3,\"" + next + "\",{\"status\":\"Rejected\"}]");

        assertThat(TestNode.get(first).word()).isEqualTo("Accepted");
        assertThat(TestNode.get(second).word()).isEqualTo("Rejected");
    }

    @Test
    void whatTheChargerSaysWhenItClosesIsKept() {
        try (var charger = raw()) {
            var text = "reboot \u0000 pending".getBytes(StandardCharsets.UTF_8);
            charger.send(
                    true,
                    RawSocket.CLOSE,
                    ByteBuffer.allocate(2 + text.length)
                            .putShort((short) 3001)
                            .put(text)
                            .array());

            ended("closedByCharger|3001|reboot  pending");
        }
    }

    @Test
    void aResetAndALineThatJustEndsAreToldApart() {
        try (var charger = raw()) {
            charger.send(HEARTBEAT).next();
            charger.vanish();
            ended("connectionReset|1006|");
        }
        raw().close();
        ended("connectionReset|1006|", "connectionLost|1006|");
    }

    @Test
    void eachBreachOfTheProtocolHasItsOwnCause() {
        try (var binary = raw()) {
            binary.send(true, 2, new byte[] {1});
            ended("binaryFrame|1003|");
        }
        try (var garbled = raw()) {
            garbled.send(true, RawSocket.TEXT, new byte[] {(byte) 0xC3, 0x28});
            ended("binaryFrame|1003|", "notUtf8|1007|");
        }
        try (var reserved = raw()) {
            reserved.send(true, 3, new byte[] {1});
            ended("binaryFrame|1003|", "notUtf8|1007|", "protocolError|1002|");
        }
    }
}
