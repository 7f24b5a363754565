package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.ChildServer;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started before its database. */
@ExtendWith(TestDatabaseExtension.class)
class LateDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder = Path.of("");

    @Test
    void itLivesAndIsNotReadyUntilTheDatabaseIsThere(TestDatabase database) throws IOException, InterruptedException {
        try (var proxy = database.proxy()) {
            proxy.refuse();
            var settings = RunningServer.settings(database.through(proxy), folder);
            try (var child = ChildServer.start(folder, settings)) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> get(settings, "/health/live").statusCode() == 200);
                await().atMost(PATIENCE).untilAsserted(() -> {
                    var ready = get(settings, "/health/ready");
                    assertThat(ready.statusCode()).isEqualTo(503);
                    assertThat(ready.body())
                            .contains("\"serving\":\"down\"")
                            .contains("\"database of account\":\"down\"");
                });
                var early = get(settings, "/chargers");
                assertThat(early.statusCode()).isEqualTo(503);
                assertThat(early.headers().firstValue("retry-after")).hasValue("5");

                proxy.heal();

                child.awaitLine("FlexiCharge is up.");
                assertThat(get(settings, "/health/ready").statusCode()).isEqualTo(200);
                assertThat(get(settings, "/chargers").statusCode()).isEqualTo(200);
            }
        }
    }

    private HttpResponse<String> get(Map<String, String> settings, String path)
            throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + settings.get("PORT") + path);
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
    }
}
