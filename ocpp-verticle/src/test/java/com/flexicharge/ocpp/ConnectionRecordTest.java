package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.RawSocket;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is kept of chargers' sockets. */
@ExtendWith(TestDatabaseExtension.class)
class ConnectionRecordTest {
    private static final int ID = 100_001;

    private final TestDatabase database;
    private TestNode node;

    ConnectionRecordTest(TestDatabase database) {
        this.database = database;
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        database.execute("truncate ocpp.connections");
        node.others.charger(ID, "abc");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void recordHolds(String columns, String... rows) {
        await().pollInterval(Duration.ofMillis(20))
                .untilAsserted(
                        () -> assertThat(database.rows("select " + columns + " from ocpp.connections order by epoch"))
                                .containsExactly(rows));
    }

    @Test
    void aSocketIsKeptFromItsBeginningToItsEnd() {
        var charger = node.strict("abc");
        recordHolds(
                "connector_id, serial_number, node, epoch, remote_address, protocol, security_profile, opened_at at time zone"
                        + " 'UTC', closed_at",
                "100001|abc|here|1|127.0.0.1|ocpp1.6|0|2026-01-02 03:04:05.678|");

        node.clock.advance(Duration.ofMinutes(1));
        charger.close();
        recordHolds("closed_at at time zone 'UTC', close_code, cause", "2026-01-02 03:05:05.678|1000|closedByCharger");
    }

    @Test
    void whoCameWithAPasswordHasSecurityProfileOne() {
        node.others.charger(ID, "safe", "secret-of-sixteen");
        var basic = java.util.Base64.getEncoder()
                .encodeToString("safe:secret-of-sixteen".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (var socket = new RawSocket(
                node.port(), "/ocpp/safe", "Sec-WebSocket-Protocol: ocpp1.6", "Authorization: Basic " + basic)) {
            assertThat(socket.status()).isEqualTo(101);
            recordHolds("serial_number, security_profile", "safe|1");
        }
    }

    @Test
    void aSocketThatIsReplacedEndsSo() {
        var first = node.strict("abc");
        node.strict("abc").send("[2,\"h\",\"Heartbeat\",{}]").next();
        first.isClosedWith(4001);

        recordHolds("epoch, close_code, cause", "1|4001|replacedAlive", "2||");
    }

    @Test
    void whatAKilledProcessLeftOpenEndedWhenItWasAliveTheLastTime() {
        database.execute(
                "update ocpp.nodes set alive_at = '2026-01-01 08:15:00Z' where node = 'here'",
                "insert into ocpp.connections (connector_id, serial_number, node, epoch, remote_address, protocol,"
                        + " security_profile, opened_at) values (7, 'x', 'here', 1, '', 'ocpp1.6', 0, '2026-01-01'),"
                        + " (8, 'y', 'there', 1, '', 'ocpp1.6', 0, '2026-01-01')");
        node.close();
        node = new TestNode(database, TestConfig.standard());

        assertThat(database.rows("select connector_id, closed_at at time zone 'UTC', cause from ocpp.connections"
                        + " where closed_at is not null"))
                .containsExactly("7|2026-01-01 08:15:00|restarted");
    }

    @Test
    void whatAnotherProcessLeftOpenIsLostWhenTheChargerComesBack() {
        database.execute(
                "insert into ocpp.connections (connector_id, serial_number, node, epoch, remote_address, protocol,"
                        + " security_profile, opened_at) values (100001, 'abc', 'there', 0, '', 'ocpp1.6', 0, '2026-01-01')");
        node.strict("abc").send("[2,\"h\",\"Heartbeat\",{}]").next();

        recordHolds("epoch, node, cause", "0|there|lost", "1|here|");
    }
}
