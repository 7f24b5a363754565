package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program from its first line to its last, as a service manager runs it. */
@ExtendWith(TestDatabaseExtension.class)
class ProcessLifeTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void itTriesItselfAtItsStartAndTellsOnTheConsole(TestDatabase database) {
        var settings = RunningServer.settings(database, folder);
        settings.put("RUN_OCPP_TEST", "1");
        settings.put("OCPP_TEST_INTERVAL_MULTIPLIER", "4");

        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("Self-test: ");

            var told = child.out().stream()
                    .filter(line -> line.matches("  (ok|FAILED) .*|Self-test: .*"))
                    .map(line -> line.replaceFirst(" \\(\\d+ ms\\)", ""))
                    .toList();
            assertThat(told)
                    .containsExactly(
                            "  ok      BootNotification",
                            "  ok      ReserveNow",
                            "  ok      RemoteStartTransaction",
                            "  ok      MeterValues",
                            "  ok      RemoteStopTransaction",
                            "  ok      ChargerMemoryLeak",
                            "  ok      UserMemoryLeak",
                            "Self-test: 7 passed, 0 failed");
        }
    }

    @Test
    void askedToItTriesItselfAndEnds(TestDatabase database) {
        var settings = RunningServer.settings(database, folder);
        settings.put("OCPP_TEST_INTERVAL_MULTIPLIER", "4");

        try (var child = ChildServer.start(folder, settings, "try")) {
            assertThat(child.status()).as("%s", child.out()).isZero();
            assertThat(child.out()).contains("Self-test: 7 passed, 0 failed");
        }
    }

    @Test
    void whenItIsTerminatedItSaysGoodbyeToItsChargersAndKnowsThemAsGone(TestDatabase database) {
        var settings = RunningServer.settings(database, folder);
        var sockets = "ws://127.0.0.1:" + settings.get("SOCKET_PORT");

        try (var child = ChildServer.start(folder, settings)) {
            child.awaitLine("FlexiCharge is up.");
            var flexiCharge = TestSocket.connect(sockets + "/charger/abc111");
            var strict = TestSocket.connect(sockets + "/ocpp/abc112", "ocpp1.6");
            flexiCharge.call("[2,\"1\",\"Authorize\",{}]", "[3,\"1\",\"Authorize\",{\"idTagInfo\":1}]");
            strict.send("[2,\"1\",\"Heartbeat\",{}]");
            assertThat(strict.next()).startsWith("[3,\"1\",{\"currentTime\"");

            child.terminate();

            assertThat(flexiCharge.closeCode()).isEqualTo(1001);
            assertThat(strict.closeCode()).isEqualTo(1001);
            assertThat(child.status()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(database.rows("select serial_number, disconnect_cause from charger.chargers where not connected"
                            + " and disconnect_cause is not null order by 1"))
                    .containsExactly("abc111|drained", "abc112|drained");
        }
    }
}
