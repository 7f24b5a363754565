package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.assertUnavailable;
import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class DatabaseFaultsTest {
    private static final Duration BOUND = Outcome.SHORT.request().plusMillis(700);

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase server;
    private final FaultyProxy proxy;
    private final Database database;

    DatabaseFaultsTest(TestDatabase server) {
        this.server = server;
        this.proxy = server.proxy();
        this.database = Database.open(vertx, settings(server.through(proxy), 4), "items", Outcome.SHORT);
    }

    @BeforeEach
    void migrate() {
        get(database.migrate());
        server.execute("truncate items.items");
        get(database.ping());
    }

    @AfterEach
    void close() {
        proxy.close();
        get(vertx.close());
    }

    @Test
    void aDatabaseThatIsDownIsRefusedAndUsedAgainWhenItIsUp() {
        proxy.refuse();
        assertUnavailable(failure(insert(1)));

        proxy.heal();
        // a pooled connection that was reset as well may be lent once more before the pool hears of it
        await().atMost(Duration.ofSeconds(5)).until(() -> answers(insert(2)));
        assertThat(stored()).isEqualTo("2");
    }

    @Test
    void connectingInVainAgainAndAgainLeavesThePoolWhole() {
        var single = Database.open(vertx, settings(server.through(proxy), 1), "items", Outcome.SHORT);
        proxy.refuse();
        for (int i = 0; i < 100; i++) {
            assertUnavailable(failure(single.ping()));
        }

        proxy.heal();
        await().atMost(Duration.ofSeconds(5)).until(() -> answers(single.ping()));
    }

    @Test
    void aDatabaseThatHangsIsRefusedWithinTheBoundAndUsedAgainWhenItAnswers() {
        proxy.hold();
        var begun = System.nanoTime();
        var requests = Stream.iterate(1, i -> i + 1).limit(50).map(this::insert).toList();
        requests.forEach(request -> assertUnavailable(failure(request)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);

        proxy.heal();
        await().atMost(Duration.ofSeconds(5)).until(() -> answers(insert(100)));
        assertThat(stored()).isEqualTo("100");
    }

    @Test
    void connectionsThatAFirewallForgotAreGivenUpAndReplaced() {
        get(Future.join(IntStream.range(0, 4).mapToObj(i -> database.ping()).toList()));
        proxy.forget();
        assertUnavailable(failure(insert(1)));

        await().atMost(Outcome.SHORT.silence().plusSeconds(2)).until(() -> answers(insert(2)));
    }

    @Test
    void connectionsThatAFirewallForgotInMidRequestAreGivenUpAndReplaced() {
        get(Future.join(IntStream.range(0, 4).mapToObj(i -> database.ping()).toList()));
        var asked = IntStream.range(0, 4)
                .mapToObj(i -> database.query(
                        client -> client.query("select pg_sleep(0.5)").execute()))
                .toList();
        await().until(() -> sleeping() == 4);
        proxy.forget();
        asked.forEach(each -> assertUnavailable(failure(each)));

        await().atMost(Outcome.SHORT.silence().plusSeconds(2)).until(() -> answers(insert(2)));
    }

    private long sleeping() {
        return server
                .rows("select count(*) from pg_stat_activity where query = 'select pg_sleep(0.5)' and state = 'active'")
                .stream()
                .map(row -> Long.parseLong(String.valueOf(row)))
                .findFirst()
                .orElse(0L);
    }

    @Test
    void aConnectionCutInMidTransactionLeavesNothing() {
        var failed = failure(database.inTransaction(connection -> connection
                .preparedQuery("insert into items values (1, 'half')")
                .execute()
                .onSuccess(inserted -> proxy.cut())
                .compose(inserted -> connection
                        .preparedQuery("insert into items values (2, 'other half')")
                        .execute())));

        assertUnavailable(failed);
        await().until(() -> answers(database.ping()));
        assertThat(stored()).isEmpty();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotCalledStored() {
        var failed = failure(database.inTransaction(connection -> connection
                .preparedQuery("insert into items values (3, 'who knows')")
                .execute()
                .onSuccess(inserted -> proxy.holdReplies())));

        assertUnavailable(failed);
    }

    @Test
    void latencyOfTenSecondsIsRefusedWithinTheBound() {
        proxy.delay(Duration.ofSeconds(10));
        var begun = System.nanoTime();

        assertUnavailable(failure(database.ping()));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aStandbyAnswersReadsAndIsNotReady() {
        server.execute("alter database " + server.database() + " set default_transaction_read_only = on");
        try {
            proxy.cut();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> answers(
                            database.query(client -> client.query("select 1").execute())));

            assertUnavailable(failure(insert(1)));
            assertUnavailable(failure(database.ping()));
        } finally {
            server.execute(
                    "set default_transaction_read_only = off",
                    "alter database " + server.database() + " reset default_transaction_read_only");
        }
    }

    @Test
    void aConnectionThatStillLivesDoesNotHideThatRequestsAreRefused() {
        server.execute(
                """
                create function items.full() returns trigger language plpgsql as
                $$begin raise exception 'No space left on device' using errcode = '53100'; end$$
                """,
                "create trigger disk_full before insert on items.items for each row execute function items.full()");
        try {
            Stream.iterate(1, i -> i + 1).limit(3).forEach(i -> assertUnavailable(failure(insert(i))));

            assertUnavailable(failure(database.ping()));
        } finally {
            server.execute("drop function items.full() cascade");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> answers(database.ping()));
    }

    @Test
    void howeverOftenConnectionsBreakCallersSeeOnlyRefusalsAndWhatWasAcknowledgedIsThere() {
        var requests = new ArrayList<Future<Integer>>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 25; i++) {
                requests.add(insert(round * 25 + i));
            }
            get(Future.any(requests.subList(round * 25, requests.size())).otherwiseEmpty());
            proxy.cut();
        }
        get(Future.join(requests).otherwiseEmpty());
        var acknowledged = new ArrayList<String>();
        requests.forEach(request -> {
            if (request.succeeded()) {
                acknowledged.add(Integer.toString(request.result()));
            } else {
                assertUnavailable(request.cause());
            }
        });

        assertThat(acknowledged).isNotEmpty();
        assertThat(server.rows("select id from items.items")).containsAll(acknowledged);
    }

    private Future<Integer> insert(int id) {
        return database.inTransaction(connection -> connection
                .preparedQuery("insert into items (id, note) values ($1, 'x')")
                .execute(Tuple.of((long) id))
                .map(done -> id));
    }

    private String stored() {
        return String.join(",", server.rows("select id from items.items order by id"));
    }

    private static boolean answers(Future<?> future) {
        await().atMost(Duration.ofSeconds(10)).until(future::isComplete);
        return future.succeeded();
    }
}
