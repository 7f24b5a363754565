package com.flexicharge.livemetrics.stream;

import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.livemetrics.Readings;
import com.flexicharge.livemetrics.RunningModule;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.Watch;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ManyReadersTest {
    private static final int CHARGER = 100009;

    /** Some of them have more than one tab open. */
    private static final int PEOPLE = 250;

    private final RunningModule module;

    ManyReadersTest(TestDatabase database) {
        module = new RunningModule(database, Map.of());
        database.execute("truncate livemetrics.readings", "truncate livemetrics.sessions");
    }

    @Test
    @Timeout(120)
    void tenThousandWatchOneSessionAndTheNextIsAskedToComeAgain() throws IOException, InterruptedException {
        assumeThat(filesThatMayBeOpen())
                .as("files a process may have open: see ulimit -n")
                .isGreaterThan(Readers.MOST + 1_000);
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        var crowd = crowd(Readers.MOST);
        try (var says = crowd.inputReader(StandardCharsets.US_ASCII)) {
            assertThat(says.readLine()).isEqualTo("event: snapshot");
            try (var oneMore = watch()) {
                assertThat(oneMore.status()).isEqualTo(429);
                assertThat(oneMore.header("retry-after")).isNotEmpty();
                assertThat(oneMore.next("body").data()).contains("\"code\":\"tooManyStreams\"");
            }
            module.ask(
                    LivemetricsEndpoints.RECORD_READINGS,
                    Readings.strict(CHARGER, 4711L, START.plusMillis(1), at(1, 100)));
            assertThat(says.readLine()).isEqualTo("event: reading");
            module.transactions.end(4711, 500, 500, "Local", START.plusSeconds(9));
            assertThat(says.readLine()).isEqualTo("event: end");
            assertThat(crowd.waitFor()).isZero();
            try (var now = watch()) {
                assertThat(now.status()).isEqualTo(200);
            }
        } finally {
            crowd.destroyForcibly();
            module.close();
        }
    }

    @Test
    void onePersonHasRoomForFiftyStreams() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        var watches = new ArrayList<Watch>();
        try {
            for (int i = 0; i < 50; i++) {
                var watch = watch();
                watches.add(watch);
                watch.next("snapshot");
            }
            try (var oneMore = watch()) {
                assertThat(oneMore.status()).isEqualTo(429);
            }
            watches.remove(0).close();
            await().untilAsserted(() -> {
                try (var next = watch()) {
                    assertThat(next.status()).isEqualTo(200);
                }
            });
        } finally {
            watches.forEach(Watch::close);
            module.close();
        }
    }

    private Watch watch() {
        var token = module.token("alice");
        return Watch.open(module.httpPort(), "/transactions/4711/live", "authorization", "Bearer " + token);
    }

    private Process crowd(int count) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Crowd.class.getName(),
                Integer.toString(module.httpPort()),
                "/transactions/4711/live",
                Integer.toString(count)));
        IntStream.range(0, PEOPLE)
                .mapToObj(i -> module.token("operator" + i, Role.ADMIN, Duration.ofHours(1)))
                .forEach(command::add);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long filesThatMayBeOpen() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getMaxFileDescriptorCount()
                : 0;
    }
}
