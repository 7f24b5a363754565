package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.launcher.Plan;
import com.flexicharge.launcher.ServerProcess;
import com.flexicharge.launcher.StartException;
import com.flexicharge.shared.config.Environment;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What those who watch the server see on a port that the world does not see. */
@ExtendWith(TestDatabaseExtension.class)
class MetricsPortTest {
    @TempDir
    Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database;
    private final int port = RunningServer.freePort();

    MetricsPortTest(TestDatabase database) {
        this.database = database;
    }

    @Test
    void metricsAreOnTheirOwnPortOnlyAndHealthIsOnBoth() throws Exception {
        try (var server = RunningServer.on(database, folder, Map.of("METRICS_PORT", Integer.toString(port)))) {
            var metrics = get(URI.create("http://127.0.0.1:" + port + "/metrics"));
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.body()).contains("# TYPE flexicharge_connections gauge");

            assertThat(get(server.http("/metrics")).statusCode()).isEqualTo(404);
            for (var path : List.of("/health/live", "/health/ready")) {
                assertThat(get(URI.create("http://127.0.0.1:" + port + path)).statusCode())
                        .isEqualTo(200);
                assertThat(get(server.http(path)).statusCode()).isEqualTo(200);
            }
            assertThat(get(URI.create("http://127.0.0.1:" + port + "/chargers")).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void withoutAPortOfTheirOwnMetricsAreWhereTheyWere() throws Exception {
        try (var server = RunningServer.on(database, folder, Map.of())) {
            assertThat(get(server.http("/metrics")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingStarts() throws Exception {
        try (var holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = RunningServer.settings(database, folder);
            settings.put("METRICS_PORT", Integer.toString(holder.getLocalPort()));
            var plan = Plan.read(new Environment(settings, List.of()));

            assertThatThrownBy(() -> ServerProcess.start(plan, Clock.systemUTC(), line -> {}))
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith(
                            "METRICS_PORT " + holder.getLocalPort() + " on 127.0.0.1 cannot be listened on");
        }
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
