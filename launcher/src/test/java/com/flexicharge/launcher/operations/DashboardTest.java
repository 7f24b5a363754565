package com.flexicharge.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.RunningServerExtension;
import com.flexicharge.launcher.e2e.TestSocket;
import com.flexicharge.launcher.operations.WatchedFiles.Asked;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every panel and every alert that is shipped asks for what the running server has. */
@ExtendWith(RunningServerExtension.class)
class DashboardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @SuppressWarnings("NullAway.Init")
    static Scrape scrape;

    /** Some figures are there only once what they count has happened. */
    @BeforeAll
    static void letThingsHappen(RunningServer running) throws Exception {
        server = running;
        try (var withoutProtocol = TestSocket.connect(server.sockets("/ocpp/abc111"))) {
            assertThat(withoutProtocol.closeCode()).isEqualTo(1002);
        }
        try (var charger = TestSocket.connect(server.sockets("/ocpp/abc111"), "ocpp1.6")) {
            charger.send(
                    "[2,\"1\",\"BootNotification\",{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Wall 7\"}]");
            assertThat(charger.next()).startsWith("[3,\"1\",");
            charger.send("[2,\"2\",\"MakeCoffee\",{}]");
            assertThat(charger.next()).startsWith("[4,\"2\",\"NotImplemented\"");
            charger.send(
                    "[2,\"3\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}]");
            assertThat(charger.next()).isEqualTo("[3,\"3\",{}]");
            var reserved = CompletableFuture.supplyAsync(
                    () -> server.post("/transactions", server.token("erin"), "{\"connectorID\":100001}"));
            var asked = Pattern.compile("\\[2,\"([^\"]+)\",\"ReserveNow\",.*").matcher(charger.next());
            assertThat(asked.matches()).isTrue();
            charger.send("[3,\"" + asked.group(1) + "\",{\"status\":\"Accepted\"}]");
            assertThat(reserved.join().status()).isEqualTo(201);
        }
        await().atMost(PATIENCE).until(() -> scraped().contains("ocpp_sockets_closed_total{"));
        scrape = Scrape.of(scraped());
    }

    @Test
    void everyPanelAsksForWhatThereIs() throws IOException {
        assertThat(WatchedFiles.ofDashboard()).hasSizeGreaterThan(30);
        assertThat(faults(WatchedFiles.ofDashboard())).isEmpty();
    }

    @Test
    void everyAlertAsksForWhatThereIs() throws IOException {
        assertThat(WatchedFiles.ofAlerts()).hasSizeGreaterThan(10);
        assertThat(faults(WatchedFiles.ofAlerts())).isEmpty();
    }

    @Test
    void everyAlertSaysWhatHappenedAndWhatToDo() throws IOException {
        for (var group : WatchedFiles.alerts().path("groups")) {
            for (var rule : group.path("rules")) {
                assertThat(rule.path("annotations").path("summary").asText())
                        .as(rule.path("alert").asText())
                        .endsWith(".");
                assertThat(rule.path("annotations").path("description").asText())
                        .as(rule.path("alert").asText())
                        .hasSizeGreaterThan(40);
                assertThat(rule.path("labels").path("severity").asText()).isIn("warning", "critical");
            }
        }
    }

    @Test
    void thePanelsDoNotOverlap() throws IOException {
        var taken = new HashSet<String>();
        for (var panel : WatchedFiles.dashboard().path("panels")) {
            var place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    assertThat(taken.add((place.path("x").asInt() + x) + ","
                                    + (place.path("y").asInt() + y)))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void whatAChargerInventsIsCountedAsOther() throws Exception {
        assertThat(scraped())
                .contains("ocpp_messages_total{action=\"other\",direction=\"fromCharger\",result=\"call\"} 1.0")
                .doesNotContain("MakeCoffee")
                .contains("ocpp_calls_duration_seconds_count{action=\"ReserveNow\",result=\"answered\"} 1");
    }

    private static List<String> faults(List<Asked> all) {
        var faults = new ArrayList<String>();
        for (var asked : all) {
            var query = PromQl.read(asked.expression());
            if (query.metrics().isEmpty()) {
                faults.add(asked.where() + ": asks for nothing");
            }
            query.faults(scrape).forEach(fault -> faults.add(asked.where() + ": " + fault));
            asked.labels().stream()
                    .filter(label -> !query.shown(scrape).contains(label))
                    .forEach(label ->
                            faults.add(asked.where() + ": its words name " + label + ", which it does not have"));
        }
        return faults;
    }

    private static String scraped() throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.http("/metrics")).build(), BodyHandlers.ofString())
                .body();
    }
}
