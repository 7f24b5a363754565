package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.TestSocket;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while it has something in hand. */
@ExtendWith(TestDatabaseExtension.class)
class GracefulStopTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsInHandIsFinishedWhileNewcomersAreSentAwayAndItSaysItIsNotReady(TestDatabase database)
            throws SQLException {
        var server = RunningServer.on(database, folder, Map.of("OCPP_UNKNOWN_CHARGERS", "accept"));
        try (var other = DriverManager.getConnection(database.jdbcUrl());
                var statement = other.createStatement()) {
            var charger = new OutageCharger(server, "IN-HAND");
            var id = charger.begin();
            other.setAutoCommit(false);
            statement.execute("lock table transaction.transactions in access exclusive mode");
            charger.socket().send(charger.stop(id));
            var token = server.adminToken();
            var asked = CompletableFuture.supplyAsync(() -> server.get("/transactions/" + id, token));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> database.rows("select 1 from pg_locks where not granted")
                                    .size()
                            >= 2);

            var stopped = CompletableFuture.runAsync(server::close);
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> server.get("/health/ready", null).status() == 503);
            assertThat(server.get("/health/live", null).status()).isEqualTo(200);
            assertThat(TestSocket.refusal(server.sockets("/ocpp/NEWCOMER"))).isEqualTo(503);
            assertThat(charger.socket().unread())
                    .as("answers before the commit")
                    .isZero();
            other.rollback();

            assertThat(charger.socket().next()).startsWith("[3,\"IN-HAND-2\",");
            assertThat(charger.socket().closeCode()).isEqualTo(1001);
            assertThat(asked.join().status()).isEqualTo(200);
            stopped.join();
        }
        assertThat(database.rows("select state from transaction.transactions where serial_number = 'IN-HAND'"))
                .containsExactly("ended");
    }

    @Test
    void aDatabaseThatHangsDoesNotHoldUpTheStopLongerThanTheTimeToDrain(TestDatabase database) {
        try (var proxy = database.proxy()) {
            var server = RunningServer.on(
                    database.through(proxy), folder, Map.of("OCPP_UNKNOWN_CHARGERS", "accept", "DRAIN_TIMEOUT_S", "2"));
            var charger = new OutageCharger(server, "HANGS");
            proxy.hold();
            charger.socket().send(charger.start());
            var began = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2 + 6));
            charger.socket().abort();
        }
    }
}
