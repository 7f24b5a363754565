package com.flexicharge.livemetrics.http;

import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.livemetrics.Readings;
import com.flexicharge.livemetrics.RunningModule;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeterValueRoutesTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final RunningModule module;

    MeterValueRoutesTest(TestDatabase database) {
        module = new RunningModule(database, Map.of());
    }

    @BeforeAll
    void charge() {
        module.transactions.begin(Protocol.OCPP_16, 4711, 100009, "alice", 0);
        for (int i = 0; i < 3; i++) {
            module.ask(
                    LivemetricsEndpoints.RECORD_READINGS,
                    Readings.strict(100009, 4711L, START.plusSeconds(i * 10L + 1), Readings.at(i * 10_000L, i * 100L)));
        }
        module.transactions.begin(Protocol.OCPP_16, 4712, 100001, "alice", 0);
    }

    @AfterAll
    void stop() {
        module.close();
    }

    @Test
    void theOwnerGetsTheStoredReadings() throws Exception {
        var answer = get("/transactions/4711/meter-values?limit=1", "alice");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("[{\"readingAt\":\"2026-11-22T10:00:00.000Z\",\"receivedAt\":\"2026-11-22T10:00:01.000Z\","
                        + "\"energyWh\":0,\"percent\":12,\"powerW\":7200}]");

        var link = answer.headers().firstValue("link").orElseThrow();
        var next = get(link.substring(1, link.indexOf('>')), "alice");
        assertThat(next.body()).contains("\"energyWh\":100").doesNotContain("\"energyWh\":200");
    }

    @Test
    void aSessionWithoutReadingsHasAnEmptyList() throws Exception {
        assertThat(get("/transaction/4712/meter-values/", "alice").body()).isEqualTo("[]");
    }

    @Test
    void fromIsInclusiveAndToExclusive() throws Exception {
        var from = START.plusSeconds(10).getEpochSecond();
        assertThat(get("/transactions/4711/meter-values?from=" + from, "alice").body())
                .contains("\"energyWh\":100", "\"energyWh\":200")
                .doesNotContain("\"energyWh\":0");
        assertThat(get("/transactions/4711/meter-values?order=desc&to=2026-11-22T10:00:10Z", "alice")
                        .body())
                .contains("\"energyWh\":0")
                .doesNotContain("\"energyWh\":100");
    }

    @Test
    void othersAndBadRequestsAreRefused() throws Exception {
        assertThat(get("/transactions/4711/meter-values", "bob").statusCode()).isEqualTo(403);
        assertThat(get("/transactions/1/meter-values", "alice").statusCode()).isEqualTo(404);
        assertThat(get("/transactions/0/meter-values", "alice").body()).contains("invalidTransactionId");
        var badFilters = get("/transactions/4711/meter-values?from=yesterday&limit=501", "alice");
        assertThat(badFilters.statusCode()).isEqualTo(400);
        assertThat(badFilters.body()).contains("/query/from", "/query/limit");
        var anonymous =
                HttpRequest.newBuilder(uri("/transactions/4711/meter-values")).build();
        assertThat(client.send(anonymous, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    private HttpResponse<String> get(String path, String userID) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + module.token(userID))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + module.httpPort() + path);
    }
}
