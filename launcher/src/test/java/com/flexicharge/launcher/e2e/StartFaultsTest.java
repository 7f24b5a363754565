package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.postgres.LocalDatabase;
import com.flexicharge.shared.db.DatabaseSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the person sees who starts the program wrongly: one message that says what to do, a status, and nothing left behind. */
@ExtendWith(RunningServerExtension.class)
class StartFaultsTest {
    @TempDir
    Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void withoutAnySettingItAsksWhichDatabase() {
        try (var child = ChildServer.start(folder, Map.of())) {
            assertThat(child.status()).isEqualTo(2);
            assertThat(child.err()).isEqualTo("""
                    The configuration is not complete:
                      USE_LOCAL_DATABASE  is missing; set 1 for the local database on 127.0.0.1:5432 or 0 for the one in DATABASE_HOST""");
            assertThat(child.out()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void everyFaultIsShownAtOnceAndNoSecretWithIt() {
        var environment = Map.of(
                "PORT", "80800",
                "SOCKET_PORT", "1337",
                "USE_LOCAL_DATABASE", "0",
                "DATABASE_PORT", "5432",
                "DATABASE_USERNAME", "app",
                "DATABASE_PASSWORD", "hunter2",
                "CHARGER_DATABASE_URL", "postgres://app:hunter2@host",
                "LIVEMETRICS_DB_UPDATE_INTERVAL", "10s",
                "RUN_OCPP_TEST", "",
                "CLUSTER", "1");

        try (var child = ChildServer.start(folder, environment)) {
            assertThat(child.status()).isEqualTo(2);
            assertThat(child.err()).isEqualTo("""
                    The configuration is not complete:
                      CHARGER_DATABASE_URL            must be a URL like postgres://user:password@host:5432/database, with other signs than letters and digits written as %40
                      CLUSTER                         is 1, so the other processes must be found in one way: set one of CLUSTER_MEMBERS, CLUSTER_DNS and CLUSTER_KUBERNETES_SERVICE
                      DATABASE_HOST                   is missing; it is needed because USE_LOCAL_DATABASE is 0
                      DATABASE_NAME                   is missing; it is needed because USE_LOCAL_DATABASE is 0
                      LIVEMETRICS_DB_UPDATE_INTERVAL  must be a whole number from 0 up, is "10s"
                      PORT                            must be a whole number from 1 to 65535, is "80800"
                      RUN_OCPP_TEST                   is empty; set 0 or 1""");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aSecondStartOnTheSamePortsNamesThePortAndLeavesTheFirstAlone() {
        try (var child = ChildServer.start(folder, server.settings())) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .matches("PORT " + server.settings().get("PORT") + " on 127\\.0\\.0\\.1 cannot be listened on"
                            + " \\([^)]*\\)\\. Stop the program that holds it, or set PORT to another port\\.");
        }
        assertThat(server.get("/health/ready", null).status()).isEqualTo(200);
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingElseWasStarted() {
        var environment = settings();
        environment.put("PORT", server.settings().get("PORT"));

        try (var child = ChildServer.start(folder, environment)) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .startsWith("PORT " + environment.get("PORT") + " on 127.0.0.1 cannot be listened on");
            assertThat(listens(environment, "SOCKET_PORT")).isFalse();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aSocketPortThatIsTakenIsNamed() {
        var environment = settings();
        environment.put("SOCKET_PORT", server.settings().get("SOCKET_PORT"));

        try (var child = ChildServer.start(folder, environment)) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .startsWith(
                            "SOCKET_PORT " + environment.get("SOCKET_PORT") + " on 127.0.0.1 cannot be listened on");
            assertThat(listens(environment, "PORT")).isFalse();
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsNamed() {
        var environment = settings();
        environment.put("DATABASE_NAME", "nowhere");

        try (var child = ChildServer.start(folder, environment)) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .contains("nowhere")
                    .doesNotContain("Exception")
                    .hasLineCount(1);
            assertThat(listens(environment, "PORT")).isFalse();
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutShowingIt() {
        int port = RunningServer.freePort();
        var login = new DatabaseSettings("127.0.0.1", port, "postgredb", "postgres", "abc123", "disable", 10);
        var postgres = LocalDatabase.startUnlessListening(login, folder.resolve("postgres"))
                .orElseThrow();
        var environment = settings();
        environment.put("DATABASE_PORT", Integer.toString(port));
        environment.put("DATABASE_NAME", "postgredb");
        environment.put("DATABASE_USERNAME", "postgres");
        environment.put("DATABASE_PASSWORD", "notthis");

        try (var child = ChildServer.start(folder, environment)) {
            assertThat(child.status()).isEqualTo(1);
            assertThat(child.err())
                    .contains("127.0.0.1:" + port)
                    .contains("postgres")
                    .doesNotContain("notthis")
                    .hasLineCount(1);
            assertThat(listens(environment, "PORT")).isFalse();
        } finally {
            postgres.close();
        }
    }

    @Test
    void aTokenForDevelopmentIsPrintedAndHolds() {
        try (var admin = ChildServer.start(folder, server.settings(), "token", "olga", "admin");
                var user = ChildServer.start(folder, server.settings(), "token", "alice")) {
            assertThat(admin.status()).isZero();
            assertThat(admin.out()).hasSize(1);
            assertThat(server.get("/transactions/unmatched", admin.out().get(0)).status())
                    .isEqualTo(200);
            assertThat(user.status()).isZero();
            assertThat(server.get("/transactions", user.out().get(0)).status()).isEqualTo(200);
            assertThat(server.get("/transactions/unmatched", user.out().get(0)).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTokenForNobodyIsRefusedWithHowItIsUsed() {
        try (var child = ChildServer.start(folder, settings(), "token")) {
            assertThat(child.status()).isEqualTo(2);
            assertThat(child.err())
                    .startsWith(
                            "1 to 3 arguments are needed, there are 0.\nUsage: token <userID> [user|admin] [hours]");
            assertThat(child.out()).isEmpty();
        }
    }

    @Test
    void anUnknownCommandIsRefused() {
        try (var child = ChildServer.start(folder, settings(), "serve")) {
            assertThat(child.status()).isEqualTo(2);
            assertThat(child.err()).startsWith("Unknown command serve. Without arguments the server starts;");
        }
    }

    private Map<String, String> settings() {
        return RunningServer.settings(server.database(), folder);
    }

    private static boolean listens(Map<String, String> environment, String name) {
        int port = Integer.parseInt(environment.getOrDefault(name, ""));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
