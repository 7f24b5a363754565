package com.flexicharge.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.launcher.Plan;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Environment;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer sees who starts the server with DEMO_CHARGERS. */
@ExtendWith(TestDatabaseExtension.class)
class DemoTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Map<String, String> SIX = Map.of("DEMO_CHARGERS", "6", "DEMO_CHARGERS_ANYWHERE", "1");

    @TempDir
    Path folder = Path.of("");

    @Test
    void itLivesWithinAMinuteDoesWhatAPersonSaysAndIsTheSameAfterARestart(TestDatabase database) {
        try (var server = RunningServer.on(database, folder, SIX)) {
            await().atMost(SOON).until(() -> connected(server).size() == 6);
            assertThat(connected(server))
                    .extracting(charger -> charger.get("protocol").asText())
                    .containsOnly("flexicharge", "ocpp1.6");
            assertThat(connected(server))
                    .extracting(charger -> charger.get("serialNumber").asText())
                    .contains("testchargeralwaysconnected", "DEMO-0001", "DEMO-0005");
            await().atMost(SOON).until(() -> !charging(server).isEmpty());

            aPersonChargesAtADemoCharger(server);

            var before = server.get("/chargers", null).body().size();
            server.restart();
            await().atMost(SOON).until(() -> connected(server).size() == 6);
            assertThat(server.get("/chargers", null).body()).hasSize(before);
            assertThat(server.get("/transactions/unmatched", server.adminToken())
                            .body())
                    .isEmpty();
        }
    }

    private static void aPersonChargesAtADemoCharger(RunningServer server) {
        int connectorID = server.get("/chargers/serial/DEMO-0005", null)
                .body()
                .get("connectorID")
                .asInt();
        await().atMost(SOON)
                .until(() -> server.get("/chargers/" + connectorID, null)
                        .body()
                        .get("status")
                        .asText()
                        .equals("Available"));
        var anna = server.token("anna");
        var reserved =
                server.post("/transactions", anna, "{\"connectorID\":" + connectorID + ",\"paymentType\":\"invoice\"}");
        assertThat(reserved.status()).isEqualTo(201);
        int id = reserved.body().get("transactionID").asInt();
        assertThat(server.put("/transactions/start/" + id, anna, "").status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> server.get("/transactions/" + id, anna)
                                .body()
                                .get("energyWh")
                                .asInt()
                        > 0);
        assertThat(server.put("/transactions/stop/" + id, anna, "").status()).isEqualTo(200);
        await().atMost(SOON)
                .until(() -> session(server, id, anna).get("state").asText().equals("ended"));
        assertThat(session(server, id, anna).get("suspect").asBoolean()).isFalse();
        assertThat(session(server, id, anna).get("stopReason").asText()).isEqualTo("Remote");
    }

    @Test
    void inventedSessionsGetIntoNoForeignDatabaseByAccident(TestDatabase database) {
        var settings = new HashMap<>(RunningServer.settings(database, folder));
        settings.put("DEMO_CHARGERS", "6");
        assertThatThrownBy(() -> Plan.read(new Environment(settings, List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The configuration is not complete:\n"
                        + "  DEMO_CHARGERS  fills the database with invented sessions, and this is not the local one:"
                        + " leave it empty, or set DEMO_CHARGERS_ANYWHERE=1 if that is what you want");
    }

    @Test
    void itNeedsTheModulesThatChargersComeTo(TestDatabase database) {
        var settings = new HashMap<>(RunningServer.settings(database, folder));
        settings.putAll(SIX);
        settings.put("VERTICLES", "charger,livemetrics");
        assertThatThrownBy(() -> Plan.read(new Environment(settings, List.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DEMO_CHARGERS  needs the modules ocpp, charger and transaction");
    }

    @Test
    void aThousandHaveNamesAndPlacesOfTheirOwn() {
        var stands = DemoStands.of(1_000);
        assertThat(stands).extracting(stand -> stand.serial()).doesNotHaveDuplicates();
        assertThat(stands).filteredOn(stand -> stand.flexiCharge()).hasSize(200);
        assertThat(DemoStands.PLACES).extracting(DemoStands.Place::name).allMatch(name -> name.length() <= 30);
    }

    private static List<JsonNode> connected(RunningServer server) {
        return items(server.get("/chargers?connected=true", null).body());
    }

    private static List<JsonNode> charging(RunningServer server) {
        return items(
                server.get("/transactions?active=true", server.adminToken()).body());
    }

    private static JsonNode session(RunningServer server, int id, String token) {
        return server.get("/transactions/" + id, token).body();
    }

    private static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
