package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configuration keys, the local authorization list, triggered messages, data transfer. */
@ExtendWith(TestDatabaseExtension.class)
class ConfigurationCasesTest {
    @SuppressWarnings("NullAway.Init")
    static Bench bench;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path folder) {
        bench = Bench.start(database, folder, Map.of());
        bench.tag("LIST1", "{'expiryDate':'2030-01-01T00:00:00Z'}");
        bench.tag("LIST2", "{}");
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'key':[]}"})
    @Tag("TC_019_1")
    void allKeys(String asked) {
        try (var station = bench.booted()) {
            var command = bench.operate(station, "GetConfiguration", asked);
            var request = station.gets("GetConfiguration");
            assertThat(request.path("key")).isEmpty();
            station.answers("{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'300'},"
                    + "{'key':'NumberOfConnectors','readonly':true,'value':'2'}]}");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            var keys = bench.until("/chargers/" + station.connectorID() + "/configuration", known -> known.size() == 2);
            assertThat(keys.get(0).path("key").asText()).isEqualTo("HeartbeatInterval");
            assertThat(keys.get(0).path("value").asText()).isEqualTo("300");
            assertThat(keys.get(1).path("readonly").asBoolean()).isTrue();
        }
    }

    @Test
    @Tag("TC_019_2")
    void oneKey() {
        try (var station = bench.booted()) {
            var command = bench.operate(station, "GetConfiguration", "{'key':['HeartbeatInterval']}");
            station.gets("GetConfiguration", "{'key':['HeartbeatInterval']}")
                    .answers("{'configurationKey':[{'key':'HeartbeatInterval','readonly':false,'value':'300'}]}");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
        }
    }

    @Test
    @Tag("TC_021")
    void changeConfiguration() {
        try (var station = bench.booted()) {
            changes(station, "MeterValueSampleInterval", "60", "Accepted", "accepted");
            var keys = bench.until("/chargers/" + station.connectorID() + "/configuration", known -> known.size() == 1);
            assertThat(keys.get(0).path("value").asText()).isEqualTo("60");
        }
    }

    @Test
    @Tag("TC_040_1")
    void keyNotSupported() {
        try (var station = bench.booted()) {
            changes(station, "NoSuchKey", "any value", "NotSupported", "rejected");
        }
    }

    @Test
    @Tag("TC_040_2")
    void invalidValue() {
        try (var station = bench.booted()) {
            changes(station, "MeterValueSampleInterval", "-1", "Rejected", "rejected");
            assertThat(bench.get("/chargers/" + station.connectorID() + "/configuration"))
                    .isEmpty();
        }
    }

    private static void changes(Station station, String key, String value, String status, String state) {
        var payload = "{'key':'" + key + "','value':'" + value + "'}";
        var command = bench.operate(station, "ChangeConfiguration", payload);
        station.gets("ChangeConfiguration", payload).answersStatus(status);
        assertThat(command.join().path("state").asText()).isEqualTo(state);
        assertThat(command.join().at("/response/status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"TC_042_1 not supported,-1", "TC_042_2 empty,0"})
    @Tag("TC_042_1")
    @Tag("TC_042_2")
    void localListVersion(String name, int version) {
        try (var station = bench.booted()) {
            var command = bench.operate(station, "GetLocalListVersion", "{}");
            station.gets("GetLocalListVersion", "{}").answers("{'listVersion':" + version + "}");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            bench.until(listOf(station), list -> list.path("listVersion").asInt(99) == version);
        }
    }

    @ParameterizedTest
    @CsvSource({"TC_043_1 not supported,NotSupported", "TC_043_3 failed,Failed"})
    @Tag("TC_043_1")
    @Tag("TC_043_3")
    void aListThatIsNotTakenLeavesTheStoredVersion(String name, String status) {
        try (var station = bench.booted()) {
            sendsFullList(station, "Accepted");
            bench.until(listOf(station), list -> list.path("listVersion").asInt() == 1);
            var asked = "{'listVersion':2,'localAuthorizationList':[{'idTag':'LIST2'}],'updateType':'Full'}";
            var command = bench.operate(station, "SendLocalList", asked);
            station.gets("SendLocalList");
            station.answersStatus(status);
            assertThat(command.join().path("state").asText()).isEqualTo("rejected");
            assertThat(bench.get(listOf(station)).path("listVersion").asInt()).isEqualTo(1);
        }
    }

    @Test
    @Tag("TC_043_4")
    void aFullListMayBeSentAgainAtAnyTime() {
        try (var station = bench.booted()) {
            sendsFullList(station, "Accepted");
            sendsFullList(station, "Accepted");
            var list =
                    bench.until(listOf(station), known -> known.path("entries").size() == 1);
            assertThat(list.at("/entries/0/idTag").asText()).isEqualTo("LIST1");
            assertThat(list.path("listVersion").asInt()).isEqualTo(1);
        }
    }

    private static void sendsFullList(Station station, String status) {
        var command = bench.operate(
                station,
                "SendLocalList",
                "{'updateType':'Full','listVersion':1,'localAuthorizationList':[{'idTag':'LIST1'}]}");
        station.gets(
                        "SendLocalList",
                        "{'listVersion':1,'localAuthorizationList':[{'idTag':'LIST1','idTagInfo':"
                                + "{'expiryDate':'2030-01-01T00:00:00.000Z','status':'Accepted'}}],'updateType':'Full'}")
                .answersStatus(status);
        assertThat(command.join().path("state").asText()).isEqualTo("accepted");
    }

    @Test
    @Tag("TC_043_5")
    void aDifferentialListCarriesOnlyTheEntryAskedFor() {
        try (var station = bench.booted()) {
            sendsFullList(station, "Accepted");
            var command = bench.operate(
                    station,
                    "SendLocalList",
                    "{'listVersion':2,'localAuthorizationList':[{'idTag':'LIST2'}],'updateType':'Differential'}");
            station.gets(
                            "SendLocalList",
                            "{'listVersion':2,'localAuthorizationList':[{'idTag':'LIST2','idTagInfo':{'status':'Accepted'}}],"
                                    + "'updateType':'Differential'}")
                    .answersStatus("Accepted");
            assertThat(command.join().path("state").asText()).isEqualTo("accepted");
            bench.until(listOf(station), known -> known.path("entries").size() == 2);
        }
    }

    private static String listOf(Station station) {
        return "/chargers/" + station.connectorID() + "/local-list";
    }

    @Test
    @Tag("TC_054")
    void triggerMessage() {
        try (var station = bench.booted()) {
            triggers(station, "MeterValues", "'connectorId':1");
            station.calls(
                    "MeterValues",
                    "{'connectorId':1,'meterValue':[{'timestamp':'" + Bench.now()
                            + "','sampledValue':[{'value':'10','context':'Trigger'}]}]}",
                    "{}");
            triggers(station, "Heartbeat", "");
            station.calls("Heartbeat", "{}");
            triggers(station, "StatusNotification", "'connectorId':1");
            station.reports(1, "Available");
            triggers(station, "DiagnosticsStatusNotification", "");
            station.calls("DiagnosticsStatusNotification", "{'status':'Idle'}", "{}");
            triggers(station, "FirmwareStatusNotification", "");
            station.calls("FirmwareStatusNotification", "{'status':'Idle'}", "{}");
        }
    }

    private static void triggers(Station station, String message, String connector) {
        var payload = "{'requestedMessage':'" + message + "'" + (connector.isEmpty() ? "" : "," + connector) + "}";
        var command = bench.operate(station, "TriggerMessage", payload);
        station.gets("TriggerMessage", payload).answersStatus("Accepted");
        assertThat(command.join().path("state").asText()).isEqualTo("accepted");
    }

    @Test
    @Tag("TC_055")
    void triggerMessageRejected() {
        try (var station = bench.booted()) {
            var payload = "{'requestedMessage':'MeterValues'}";
            var command = bench.operate(station, "TriggerMessage", payload);
            station.gets("TriggerMessage", payload).answersStatus("Rejected");
            assertThat(command.join().path("state").asText()).isEqualTo("rejected");
            station.reports(1, "Available");
            assertThat(station.socket().unread()).as("nothing is tried again").isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accepted", "Rejected", "UnknownVendorId"})
    @Tag("TC_064")
    void dataTransferToTheChargePoint(String status) {
        try (var station = bench.booted()) {
            var payload = "{'vendorId':'org.example','messageId':'m','data':'d'}";
            var command = bench.operate(station, "DataTransfer", payload);
            station.gets("DataTransfer", payload).answersStatus(status);
            assertThat(command.join().at("/response/status").asText()).isEqualTo(status);
        }
    }

    @Test
    @Tag("TC_064")
    void dataTransferOfAnUnknownVendor() {
        try (var station = bench.booted()) {
            station.calls("DataTransfer", "{'vendorId':'org.example'}", "{'status':'UnknownVendorId'}");
        }
    }
}
