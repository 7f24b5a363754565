package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class SelfTestTest {
    private static final String ALL_SEVEN =
            "{\"failedTests\":[],\"successfulTests\":[\"BootNotification\",\"ReserveNow\","
                    + "\"RemoteStartTransaction\",\"MeterValues\",\"RemoteStopTransaction\",\"ChargerMemoryLeak\",\"UserMemoryLeak\"]}";

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        // Slow machines get slow limits: how fast the server is, is not what this test asks.
        server = RunningServer.on(database, folder, Map.of("OCPP_TEST_INTERVAL_MULTIPLIER", "4"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void allSevenTestsPassAndLeaveNothingBehind() {
        var answer = server.get("/tests/ocpp", server.adminToken());

        assertThat(answer.response().body()).isEqualTo(ALL_SEVEN);
        assertThat(server.database().rows("select 1 from transaction.transactions"))
                .isEmpty();
        assertThat(server.database().rows("select 1 from charger.reservations")).isEmpty();
        assertThat(server.database().rows("select 1 from livemetrics.readings")).isEmpty();
        assertThat(server.console()).last().asString().isEqualTo("Self-test: 7 passed, 0 failed");
        assertThat(server.get("/chargers/99", null).status()).isEqualTo(404);
    }

    @Test
    void twoWhoAskAtOnceShareOneRun() {
        int before = server.console().size();
        var first = server.process().selfTest().toCompletionStage().toCompletableFuture();
        var second = server.process().selfTest().toCompletionStage().toCompletableFuture();

        assertThat(first.join()).isSameAs(second.join());
        assertThat(first.join().failedTests()).isEmpty();
        assertThat(server.console().size() - before).as("lines of one run").isEqualTo(8);
    }

    @Test
    void onlyAdminsMayRunIt() {
        assertThat(server.get("/tests/ocpp", server.token("alice")).status()).isEqualTo(403);
        assertThat(server.get("/tests/ocpp", null).status()).isEqualTo(401);
    }
}
