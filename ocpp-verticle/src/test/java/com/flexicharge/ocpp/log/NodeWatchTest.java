package com.flexicharge.ocpp.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.Admission.NodeEnded;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.shared.module.ModuleContext;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two processes share a database; one of them ends without a word. */
@ExtendWith(TestDatabaseExtension.class)
class NodeWatchTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final MutableClock clock = MutableClock.at("2026-01-02T03:00:00Z");
    private final List<NodeEnded> told = new CopyOnWriteArrayList<>();
    private final TestDatabase testDatabase;
    private final Database database;

    NodeWatchTest(TestDatabase testDatabase) {
        this.testDatabase = testDatabase;
        database = Database.open(
                vertx,
                new DatabaseSettings(
                        testDatabase.host(),
                        testDatabase.port(),
                        testDatabase.database(),
                        testDatabase.user(),
                        testDatabase.password(),
                        "disable",
                        4),
                "ocpp");
        bus.answer(ChargerEndpoints.NODE_ENDED, ended -> {
            told.add(ended);
            return Future.succeededFuture(Done.DONE);
        });
    }

    @BeforeEach
    void migrate() throws Exception {
        testDatabase.execute("drop schema if exists ocpp cascade");
        get(database.migrate());
    }

    @AfterEach
    void close() throws Exception {
        get(database.close());
        get(vertx.close());
    }

    private static void get(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Without timers: each test says when a turn comes. */
    private NodeWatch started(String name) throws Exception {
        var tokens = new Tokens(vertx, DevelopmentKey.generate(), "http://localhost:8080", clock);
        var node =
                new NodeWatch(new ModuleContext(vertx, bus, database, clock, new SimpleMeterRegistry(), tokens, name));
        get(node.begin());
        return node;
    }

    private void opened(int connectorID, int epoch, String node) {
        testDatabase.execute("insert into ocpp.connections (connector_id, serial_number, node, epoch, remote_address,"
                + " protocol, security_profile, opened_at) values (" + connectorID + ", 'x', '" + node + "', " + epoch
                + ", '', 'ocpp1.6', 0, '" + clock.instant() + "')");
    }

    private List<String> ends() {
        return testDatabase.rows("select connector_id, epoch, closed_at at time zone 'UTC', cause from ocpp.connections"
                + " order by connector_id, epoch");
    }

    @Test
    void theSocketsOfAKilledProcessEndWhenItWasAliveTheLastTime() throws Exception {
        var here = started("here");
        var there = started("there");
        opened(1, 1, "there");
        opened(2, 1, "here");
        clock.advance(Duration.ofSeconds(30));
        get(there.beat());
        clock.advance(Duration.ofMinutes(1));
        get(here.beat());
        get(here.look());
        assertThat(ends()).containsExactly("1|1||", "2|1||");

        clock.advance(Duration.ofSeconds(1));
        get(here.beat());
        get(here.look());
        get(here.look());

        assertThat(ends()).containsExactly("1|1|2026-01-02 03:00:30|nodeLost", "2|1||");
        await().untilAsserted(() -> assertThat(told)
                .extracting(NodeEnded::node, NodeEnded::cause)
                .containsExactlyInAnyOrder(
                        tuple("here", "restarted"), tuple("there", "restarted"), tuple("there", "nodeLost")));
    }

    @Test
    void aProcessThatStartsAgainEndsWhatItHadLeftOpen() throws Exception {
        var first = started("here");
        opened(1, 1, "here");
        clock.advance(Duration.ofSeconds(5));
        get(first.beat());
        clock.advance(Duration.ofSeconds(40));

        started("here");

        assertThat(ends()).containsExactly("1|1|2026-01-02 03:00:05|restarted");
    }

    @Test
    void theSocketsOfAProcessThatWasOnlyOutOfReachAreOpenAfterAll() throws Exception {
        var here = started("here");
        var there = started("there");
        opened(1, 1, "there");
        opened(2, 1, "there");
        clock.advance(Duration.ofMinutes(2));
        get(here.beat());
        get(here.look());
        opened(2, 2, "here");
        assertThat(ends())
                .containsExactly("1|1|2026-01-02 03:00:00|nodeLost", "2|1|2026-01-02 03:00:00|nodeLost", "2|2||");

        get(there.beat());

        assertThat(ends()).containsExactly("1|1||", "2|1|2026-01-02 03:00:00|nodeLost", "2|2||");
    }

    @Test
    void whoWasOutOfReachItselfTakesNobodyForLost() throws Exception {
        var here = started("here");
        started("there");
        opened(1, 1, "there");
        clock.advance(Duration.ofMinutes(2));

        get(here.look());

        assertThat(ends()).containsExactly("1|1||");
    }
}
