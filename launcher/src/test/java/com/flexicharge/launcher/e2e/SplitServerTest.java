package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Chargers' sockets in one process, sessions in another, readings in two. */
@Tag("slow")
@ExtendWith(TestDatabaseExtension.class)
class SplitServerTest {
    private static final List<String> MODULES =
            List.of("ocpp", "charger,transaction,account", "livemetrics", "livemetrics");

    private static final int CHARGERS = 8;
    private static final int READINGS = 31;

    /** A second between two readings, and one stored in ten: the first, and three more. */
    private static final String STORED = "4";

    @TempDir
    Path folder = Path.of("");

    @Test
    void readingsAreStoredAtTheirIntervalAndShownAtOnceHoweverManyProcessesTakeThem(TestDatabase database) {
        var servers = start(database);
        List<StrictCharger> chargers = new ArrayList<>();
        try {
            var doors = servers.get(0);
            var rest = servers.get(1);
            rest.put("/id-tags/SPLIT", rest.adminToken(), "{\"status\":\"Accepted\",\"userID\":\"sam\"}");
            var phone = TestSocket.connect(servers.get(3).sockets("/user/sam?access_token=" + rest.token("sam")));

            var begin = Instant.now().minusSeconds(READINGS + 1);
            List<Integer> sessions = new ArrayList<>();
            for (int i = 0; i < CHARGERS; i++) {
                var charger = new StrictCharger(doors, "abc11" + (i + 1));
                chargers.add(charger);
                charger.boot();
                sessions.add(charger.start("{\"connectorId\":1,\"idTag\":\"SPLIT\",\"meterStart\":0,\"timestamp\":\""
                        + StrictCharger.secondsBefore(begin, 0) + "\"}"));
            }
            for (int n = 0; n < READINGS; n++) {
                for (int i = 0; i < CHARGERS; i++) {
                    chargers.get(i).call("MeterValues", reading(sessions.get(i), begin.plusSeconds(n), n));
                }
            }

            assertThat(IntStream.range(0, CHARGERS * READINGS).mapToObj(n -> phone.next()))
                    .allMatch(frame -> frame.contains("MeterValues"));
            for (int id : sessions) {
                // Asked in turn, both processes of livemetrics have to know it: one from its memory, one from hearsay.
                for (int asked = 0; asked < 4; asked++) {
                    await().atMost(Duration.ofSeconds(5))
                            .untilAsserted(() -> assertThat(rest.get("/transactions/" + id, rest.token("sam"))
                                            .body()
                                            .path("kwhTransferred")
                                            .asDouble())
                                    .isEqualTo((READINGS - 1) / 10.0));
                }
            }
            assertThat(database.rows("select count(*) from livemetrics.readings group by transaction_id"))
                    .hasSize(CHARGERS)
                    .containsOnly(STORED);
            phone.close();
        } finally {
            chargers.forEach(StrictCharger::close);
            servers.forEach(RunningServer::close);
        }
    }

    private static String reading(int transactionID, Instant at, int n) {
        return "{\"connectorId\":1,\"transactionId\":%d,\"meterValue\":[{\"timestamp\":\"%s\",\"sampledValue\":[{\"value\":\"%d\"}]}]}"
                .formatted(transactionID, StrictCharger.secondsBefore(at, 0), n * 100);
    }

    /** All at once: each waits for the modules that the others run. */
    private List<RunningServer> start(TestDatabase database) {
        var ports = MODULES.stream().map(modules -> RunningServer.freePort()).toList();
        var members =
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
        return IntStream.range(0, MODULES.size())
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> RunningServer.on(
                        database,
                        folder,
                        Map.of(
                                "VERTICLES",
                                MODULES.get(i),
                                "CLUSTER",
                                "1",
                                "CLUSTER_HOST",
                                "127.0.0.1",
                                "CLUSTER_MEMBERS",
                                members,
                                "CLUSTER_PORT",
                                ports.get(i).toString(),
                                "CLUSTER_BUS_PORT",
                                Integer.toString(RunningServer.freePort()),
                                "PUBLIC_URL",
                                "http://localhost:8080"))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
