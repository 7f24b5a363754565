package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.fleet.Books;
import com.flexicharge.fleet.Checker;
import com.flexicharge.fleet.Disturbance;
import com.flexicharge.fleet.Door;
import com.flexicharge.fleet.Fleet;
import com.flexicharge.fleet.FleetPlan;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestDatabaseExtension.class)
class CalmFleetTest {
    @Test
    void whatAFleetWasToldIsInTheBooks(TestDatabase database, @TempDir Path folder) throws Exception {
        var settings = Map.of("OCPP_UNKNOWN_CHARGERS", "accept", "LIVEMETRICS_DB_UPDATE_INTERVAL", "0");
        var vertx = Vertx.vertx();
        try (var server = RunningServer.on(database, folder, settings)) {
            var port = Integer.parseInt(server.sockets("").replaceAll(".*:", ""));
            var fleet = Fleet.of(vertx, new FleetPlan(7, "calm", 20), new Door("127.0.0.1", port), Clock.systemUTC())
                    .usedAt(new Door("127.0.0.1", server.httpPort()), server.adminToken(), server.token("stranger"));
            fleet.start().await(10, TimeUnit.SECONDS);
            Thread.sleep(3000);
            fleet.disturb(Disturbance.SECOND_SOCKETS);
            Thread.sleep(1000);
            fleet.disturb(Disturbance.CLOCK_JUMPS);
            Thread.sleep(1000);
            fleet.settle(Duration.ofSeconds(30)).await(60, TimeUnit.SECONDS);
            var history = fleet.history().await(10, TimeUnit.SECONDS);
            var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database()
                    + "?user=" + database.user() + "&password=" + database.password();
            var verdict = Checker.check(history, Books.read(url, "calm"));
            System.err.println(verdict.counts());
            verdict.violations().stream().limit(20).forEach(System.err::println);
            assertThat(verdict.violations()).isEmpty();
            fleet.close().await(10, TimeUnit.SECONDS);
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }
}
