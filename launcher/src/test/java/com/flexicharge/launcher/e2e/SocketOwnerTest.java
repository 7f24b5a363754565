package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each charger has one owner, on whatever process, and each socket ends with a cause. */
@ExtendWith(TestDatabaseExtension.class)
class SocketOwnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOOT =
            "[2,\"b\",\"BootNotification\",{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Wall 7\"}]";

    @TempDir
    Path folder = Path.of("");

    private static String status(String id, String status) {
        return "[2,\"" + id + "\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\""
                + status + "\"}]";
    }

    private static int port(RunningServer server) {
        return URI.create(server.sockets("/")).getPort();
    }

    /** The two share the database and no bus: the word of a takeover is lost, as it may be in any cluster. */
    @Test
    void aChargerThatComesBackOnAnotherNodeIsThatNodesAndTheOldSocketOnlyStoresWhatMayBeMoney(TestDatabase database) {
        try (var here = RunningServer.on(database, folder.resolve("here"), Map.of());
                var there = RunningServer.on(database, folder.resolve("there"), Map.of());
                var proxy = FaultyProxy.before("127.0.0.1", port(here))) {
            var old = TestSocket.connect("ws://127.0.0.1:" + proxy.port() + "/ocpp/abc111", "ocpp1.6");
            old.send(BOOT);
            assertThat(old.next()).contains("\"status\":\"Accepted\"");
            old.call(status("1", "Available"), "[3,\"1\",{}]");
            proxy.hold();
            old.send(status("2", "Faulted"));
            old.send(
                    "[2,\"3\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"TAG\",\"meterStart\":77,\"timestamp\":\""
                            + Instant.now() + "\"}]");

            var young = TestSocket.connect(there.sockets("/ocpp/abc111"), "ocpp1.6");
            young.send(BOOT);
            assertThat(young.next()).contains("\"status\":\"Accepted\"");
            young.call(status("1", "Charging"), "[3,\"1\",{}]");
            proxy.heal();

            assertThat(old.next()).isEqualTo("[3,\"2\",{}]");
            assertThat(old.next()).startsWith("[3,\"3\",{\"idTagInfo\":");
            assertThat(database.rows("select status from charger.connectors where connector_id = 100001"))
                    .containsExactly("Charging");
            assertThat(database.rows(
                            "select status from charger.status_history where connector_id = 100001 order by id"))
                    .containsExactly("Available", "Charging", "Faulted");
            assertThat(database.rows("select meter_start from transaction.transactions where connector_id = 100001"))
                    .containsExactly("77");
            // its node hears of the owner when it tells that it has heard of the charger
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(database.rows(
                                    "select epoch, cause, close_code from ocpp.connections where connector_id = 100001"
                                            + " order by epoch"))
                            .containsExactly("1|replacedAlive|4001", "2||"));
            assertThat(old.closeCode()).isEqualTo(4001);
            young.call(status("2", "Finishing"), "[3,\"2\",{}]");
            assertThat(database.rows("select connected, epoch, disconnect_cause from charger.chargers"
                            + " where connector_id = 100001"))
                    .containsExactly("t|2|");
            young.abort();
        }
    }

    @Test
    void theSocketsOfAKilledServerEndWithACauseAndAnHonestTime(TestDatabase database) {
        var settings = RunningServer.settings(database, folder);
        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            var socket =
                    TestSocket.connect("ws://127.0.0.1:" + settings.get("SOCKET_PORT") + "/ocpp/abc112", "ocpp1.6");
            socket.send(BOOT);
            socket.next();
            await().atMost(PATIENCE)
                    .until(() -> !database.rows("select 1 from ocpp.connections where connector_id = 100002")
                            .isEmpty());
        }
        var killed = Instant.now();

        try (var server = RunningServer.on(database, folder, settings)) {
            var past = server.get("/chargers/100002/connections", server.adminToken())
                    .body()
                    .get(0);

            assertThat(past.get("cause").asText()).isEqualTo("restarted");
            assertThat(past.get("closeCode").isNull()).isTrue();
            var openedAt = OffsetDateTime.parse(past.get("openedAt").asText()).toInstant();
            var closedAt = OffsetDateTime.parse(past.get("closedAt").asText()).toInstant();
            assertThat(closedAt).isBetween(openedAt, killed);
            assertThat(database.rows("select connected, disconnect_cause, disconnected_at >= connected_at"
                            + " from charger.chargers where connector_id = 100002"))
                    .containsExactly("f|restarted|t");
            assertThat(server.get("/chargers/100002/connections/summary", server.adminToken())
                            .body()
                            .get("ends")
                            .toString())
                    .isEqualTo("{\"restarted\":1}");
        }
    }

    @Test
    void aChargerThatConnectsAgainAndAgainIsSeen(TestDatabase database) {
        try (var server = RunningServer.on(database, folder, Map.of())) {
            for (var i = 0; i < 6; i++) {
                var socket = TestSocket.connect(server.sockets("/charger/abc113"));
                socket.call("[2,\"1\",\"Authorize\",{}]", "[3,\"1\",\"Authorize\",{\"idTagInfo\":1}]");
                socket.close();
            }

            var flapping =
                    server.get("/chargers?flapping=true", server.adminToken()).body();
            assertThat(flapping).hasSize(1);
            assertThat(flapping.get(0).get("connectorID").asInt()).isEqualTo(100003);
            assertThat(flapping.get(0).get("flapping").asBoolean()).isTrue();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(server.get("/chargers/100003/connections/summary", server.adminToken())
                                            .body()
                                            .toString())
                                    .endsWith("\"flapping\":true,\"connects\":6,\"ends\":{\"closedByCharger\":6}}"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.get("/chargers/100003/security-events", server.adminToken())
                                    .body())
                            .hasSize(1));
        }
    }
}
