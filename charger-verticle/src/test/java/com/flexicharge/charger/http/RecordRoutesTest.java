package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.KeysRead;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobMade;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.EventSource;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a charger, as an operator reads it over HTTP. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordRoutesTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private RunningRegistry registry;
    private Http http;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
        http = new Http(registry);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration", "jobs", "security-events"})
    void aChargerOfWhichNothingIsKnownHasEmptyLists(String record) {
        var answer = http.asAdmin("GET", "/chargers/100009/" + record, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
    }

    @Test
    void aChargerOfWhichNoLocalListIsKnownHasNone() {
        assertThat(get("/chargers/100009/local-list"))
                .isEqualTo("{\"listVersion\":null,\"entries\":[],\"sentAt\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"configuration", "local-list", "jobs", "security-events"})
    void operatorsOnlyAndOfChargersThatExistOnly(String record) {
        assertThat(http.get("/chargers/100001/" + record).status()).isEqualTo(401);
        assertThat(http.asUser("GET", "/chargers/100001/" + record, null).code())
                .isEqualTo("insufficientScope");
        assertThat(http.asAdmin("GET", "/chargers/999999/" + record, null).code())
                .isEqualTo("chargerNotFound");
        assertThat(http.asAdmin("GET", "/chargers/99/" + record, null).status()).isEqualTo(404);
        assertThat(http.asAdmin("GET", "/chargers/x/" + record, null).code()).isEqualTo("invalidConnectorID");
    }

    @Test
    void theKeysOfACharger() {
        registry.ask(
                ConfigurationEndpoints.KEYS_READ,
                new KeysRead(
                        100_001,
                        List.of(
                                new ConfigurationEndpoints.Key("NumberOfConnectors", "1", true),
                                new ConfigurationEndpoints.Key("HeartbeatInterval", null, false)),
                        List.of(),
                        NOW));

        assertThat(get("/chargers/100001/configuration"))
                .isEqualTo("[{\"key\":\"HeartbeatInterval\",\"value\":null,\"readonly\":false,"
                        + "\"readAt\":\"2026-11-22T10:00:00.000Z\"},"
                        + "{\"key\":\"NumberOfConnectors\",\"value\":\"1\",\"readonly\":true,"
                        + "\"readAt\":\"2026-11-22T10:00:00.000Z\"}]");
    }

    @Test
    void theLocalListOfAChargerInOcppsWords() {
        registry.ask(
                LocalListEndpoints.LIST_ACCEPTED,
                new ListAccepted(
                        100_001,
                        "cmd_list",
                        3,
                        true,
                        List.of(
                                new Entry("CARD1", new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, null)),
                                new Entry(
                                        "CARD2",
                                        new IdTagInfo(
                                                IdTagInfo.Status.CONCURRENT_TX,
                                                Instant.parse("2027-01-01T00:00:00Z"),
                                                "FAMILY"))),
                        NOW));

        assertThat(get("/chargers/100001/local-list"))
                .isEqualTo("{\"listVersion\":3,\"entries\":["
                        + "{\"idTag\":\"CARD1\",\"idTagInfo\":{\"status\":\"Accepted\"}},"
                        + "{\"idTag\":\"CARD2\",\"idTagInfo\":{\"status\":\"ConcurrentTx\","
                        + "\"expiryDate\":\"2027-01-01T00:00:00.000Z\",\"parentIdTag\":\"FAMILY\"}}],"
                        + "\"sentAt\":\"2026-11-22T10:00:00.000Z\"}");
    }

    @Test
    void theJobsOfAChargerByKindAndInPages() {
        var firmware = make(100_001, JobKind.FIRMWARE, "cmd_firmware");
        var log = registry.ask(JobEndpoints.MAKE_JOB, new MakeJob(100_001, JobKind.LOG, "cmd_log", 42, NOW));
        registry.ask(JobEndpoints.JOB_ANSWERED, new JobAnswered(log.jobID(), "Accepted", "log.zip", NOW));
        registry.ask(
                JobEndpoints.JOB_REPORTED, new JobReported(100_001, JobKind.LOG, 42, "Uploaded", NOW.plusMillis(1500)));

        var first = "{\"jobID\":" + firmware.jobID() + ",\"kind\":\"firmware\",\"requestId\":" + firmware.jobID()
                + ",\"commandId\":\"cmd_firmware\",\"fileName\":null,\"status\":\"queued\",\"events\":[]}";
        var second = "{\"jobID\":" + log.jobID() + ",\"kind\":\"log\",\"requestId\":42,\"commandId\":\"cmd_log\","
                + "\"fileName\":\"log.zip\",\"status\":\"Uploaded\","
                + "\"events\":[{\"status\":\"Uploaded\",\"at\":\"2026-11-22T10:00:01.500Z\"}]}";
        assertThat(get("/chargers/100001/jobs")).isEqualTo("[" + first + "," + second + "]");
        assertThat(get("/chargers/100001/jobs?kind=log")).isEqualTo("[" + second + "]");
        assertThat(get("/chargers/100001/jobs?kind=diagnostics")).isEqualTo("[]");

        var page = http.asAdmin("GET", "/chargers/100001/jobs?limit=1&order=desc", null);
        assertThat(page.body()).isEqualTo("[" + second + "]");
        assertThat(page.header("link")).contains("cursor=");
    }

    @Test
    void aKindOfJobThatThereIsNotIsPointedAt() {
        var answer = http.asAdmin("GET", "/chargers/100001/jobs?kind=coffee", null);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalidKind");
        assertThat(answer.body()).contains("/query/kind");
    }

    @Test
    void theSecurityEventsOfAChargerFromEitherEnd() {
        registry.ask(
                SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                new SecurityEvent(
                        100_001,
                        "TamperDetectionActivated",
                        "lid",
                        NOW.minusSeconds(1),
                        "2026-11-22T09:59:59Z",
                        NOW,
                        EventSource.CHARGER));
        registry.ask(
                SecurityEventEndpoints.REPORT_SECURITY_EVENT,
                SecurityEvent.seen(100_001, "FailedLogins", "from 10.0.0.9", NOW));

        var newest = http.asAdmin("GET", "/chargers/100001/security-events?order=desc", null)
                .array();
        assertThat(newest).hasSize(2);
        assertThat(newest.getJsonObject(0).copy().putNull("id").encode())
                .isEqualTo(
                        "{\"id\":null,\"type\":\"FailedLogins\",\"techInfo\":\"from 10.0.0.9\",\"eventAt\":null,\"eventRaw\":null,"
                                + "\"receivedAt\":\"2026-11-22T10:00:00.000Z\",\"source\":\"server\"}");
        assertThat(newest.getJsonObject(1).copy().putNull("id").encode())
                .isEqualTo("{\"id\":null,\"type\":\"TamperDetectionActivated\",\"techInfo\":\"lid\","
                        + "\"eventAt\":\"2026-11-22T09:59:59.000Z\",\"eventRaw\":\"2026-11-22T09:59:59Z\","
                        + "\"receivedAt\":\"2026-11-22T10:00:00.000Z\",\"source\":\"charger\"}");

        var page = http.asAdmin("GET", "/chargers/100001/security-events?limit=1", null);
        assertThat(page.array().getJsonObject(0).getString("type")).isEqualTo("TamperDetectionActivated");
        assertThat(page.header("link")).contains("cursor=");
    }

    private JobMade make(int connectorID, JobKind kind, String commandID) {
        return registry.ask(JobEndpoints.MAKE_JOB, new MakeJob(connectorID, kind, commandID, null, NOW));
    }

    private String get(String path) {
        var answer = http.asAdmin("GET", path, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
