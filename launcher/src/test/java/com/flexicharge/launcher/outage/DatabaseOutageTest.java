package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.RunningServer.Answer;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What chargers and people are told while the database is away, and what is stored when it is back. */
@ExtendWith(TestDatabaseExtension.class)
class DatabaseOutageTest {
    private static final int POOL_SIZE = 4;
    private static final int MODULES = 4;

    @TempDir
    static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    static TestDatabase admin;

    @SuppressWarnings("NullAway.Init")
    static FaultyProxy proxy;

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(TestDatabase database) {
        admin = database;
        proxy = database.proxy();
        admin.execute(
                "drop role if exists " + DatabaseFault.USER,
                "create role " + DatabaseFault.USER + " login password 'secret'",
                "alter database " + database.database() + " owner to " + DatabaseFault.USER);
        var login = new TestDatabase(proxy.host(), proxy.port(), database.database(), DatabaseFault.USER, "secret");
        server = RunningServer.on(
                login,
                folder,
                Map.of(
                        "OCPP_UNKNOWN_CHARGERS",
                        "accept",
                        "LIVEMETRICS_DB_UPDATE_INTERVAL",
                        "0",
                        "DATABASE_POOL_SIZE",
                        Integer.toString(POOL_SIZE)));
    }

    @AfterAll
    static void stop() {
        server.close();
        proxy.close();
        admin.execute("alter database " + admin.database() + " owner to " + admin.user());
        admin.execute("drop owned by " + DatabaseFault.USER + " cascade", "drop role " + DatabaseFault.USER);
    }

    @AfterEach
    void heal() {
        DatabaseFault.end(proxy, admin);
        await().atMost(Duration.ofSeconds(30)).until(() -> ready().status() == 200);
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsTheMatterWithItNothingIsConfirmedThatIsNotStoredAndARetryIsStoredOnce(DatabaseFault fault) {
        try (var visit = new Visit(fault.name())) {
            fault.begin(proxy, admin);
            var read = people(() -> server.get("/transactions/" + visit.stoppingID, server.adminToken()));
            var written = people(() -> server.put("/id-tags/" + fault.name(), server.adminToken(), "{}"));

            visit.sendAll();
            var answers = visit.answers();

            assertThat(server.get("/health/live", null).status()).isEqualTo(200);
            refused(written.join());
            if (fault.nothingWorks()) {
                assertThat(answers.values())
                        .allSatisfy(answer -> assertThat(answer).matches("\\[4,\"[^\"]+\",\"InternalError\",.*"));
                refused(read.join());
            }
            assertThat(visit.confirmed(answers))
                    .as("confirmed, by what is stored")
                    .isEqualTo(visit.stored());
            await().atMost(Duration.ofSeconds(10)).untilAsserted(DatabaseOutageTest::notReady);

            DatabaseFault.end(proxy, admin);
            visit.repeatUntilConfirmed();

            assertThat(visit.stored()).containsExactly("reading", "start", "status", "stop");
            assertThat(server.put("/id-tags/" + fault.name(), server.adminToken(), "{}")
                            .status())
                    .isBetween(200, 201);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(proxy.connections()).isBetween(1, POOL_SIZE * MODULES));
    }

    @Test
    void aStartWhoseCommitWasNotHeardOfIsNotConfirmedAndItsRepetitionGetsTheSameTransaction() throws SQLException {
        try (var charger = new OutageCharger(server, "LOST-ANSWER");
                var other = DriverManager.getConnection(admin.jdbcUrl());
                var statement = other.createStatement()) {
            // a commit that takes as long as this connection likes
            statement.execute("""
                    create function public.slow_commit() returns trigger language plpgsql as
                    $$begin perform pg_advisory_xact_lock_shared(4711); return null; end$$;
                    create constraint trigger slow_commit after insert on transaction.transactions
                    deferrable initially deferred for each row execute function public.slow_commit();
                    select pg_advisory_lock(4711)
                    """);
            var start = charger.start();
            charger.socket().send(start);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !rows("select 1 from pg_stat_activity where wait_event = 'advisory'")
                            .isEmpty());

            proxy.holdReplies();
            statement.execute("select pg_advisory_unlock_all()");
            await().atMost(Duration.ofSeconds(20)).until(() -> started().size() == 1);
            proxy.cut();
            proxy.heal();

            assertThat(charger.socket().next()).startsWith("[4,\"LOST-ANSWER-1\",\"InternalError\",");
            assertThat(OutageCharger.transactionID(charger.ask(start)))
                    .hasToString(started().get(0));
            assertThat(started()).hasSize(1);
            statement.execute("drop function public.slow_commit() cascade");
        }
    }

    private static List<String> started() {
        return rows("select transaction_id from transaction.transactions where serial_number = 'LOST-ANSWER'");
    }

    /** One charger for each kind of message, so that one deadline is waited for and not six. */
    private static final class Visit implements AutoCloseable {
        private final Map<String, OutageCharger> chargers = new LinkedHashMap<>();
        private final Map<String, String> frames = new LinkedHashMap<>();
        private final String name;
        private final int readingID;
        private final int stoppingID;

        Visit(String name) {
            this.name = name;
            List.of("start", "stop", "reading", "status", "boot", "authorize")
                    .forEach(kind -> chargers.put(kind, new OutageCharger(server, name + "-" + kind)));
            readingID = of("reading").begin();
            stoppingID = of("stop").begin();
            frames.put("start", of("start").start());
            frames.put("stop", of("stop").stop(stoppingID));
            frames.put("reading", of("reading").reading(readingID));
            frames.put("status", of("status").status());
            frames.put("boot", of("boot").boot());
            frames.put("authorize", of("authorize").authorize());
        }

        private OutageCharger of(String kind) {
            return java.util.Objects.requireNonNull(chargers.get(kind));
        }

        void sendAll() {
            frames.forEach((kind, frame) -> of(kind).socket().send(frame));
        }

        Map<String, String> answers() {
            Map<String, String> answers = new LinkedHashMap<>();
            frames.keySet().forEach(kind -> answers.put(kind, of(kind).socket().next()));
            return answers;
        }

        void repeatUntilConfirmed() {
            frames.forEach((kind, frame) -> await().atMost(Duration.ofSeconds(30))
                    .until(() -> OutageCharger.isConfirmation(of(kind).ask(frame))));
        }

        List<String> confirmed(Map<String, String> answers) {
            return List.of("reading", "start", "status", "stop").stream()
                    .filter(kind -> OutageCharger.isConfirmation(java.util.Objects.requireNonNull(answers.get(kind))))
                    .toList();
        }

        /** Which of the four messages that leave a row have left it, once. */
        List<String> stored() {
            var stored = new ArrayList<String>();
            count("reading", "livemetrics.readings where transaction_id = " + readingID + " and not final", stored);
            count("start", "transaction.transactions where serial_number = '" + name + "-start'", stored);
            count(
                    "status",
                    "charger.connectors n join charger.chargers c using (connector_id) where c.serial_number = '" + name
                            + "-status' and n.connector = 1 and n.status = 'Charging'",
                    stored);
            count("stop", "transaction.transactions where state = 'ended' and transaction_id = " + stoppingID, stored);
            return stored;
        }

        private static void count(String kind, String from, List<String> stored) {
            var rows = Integer.parseInt(rows("select count(*) from " + from).get(0));
            assertThat(rows).as(kind).isLessThan(2);
            if (rows == 1) {
                stored.add(kind);
            }
        }

        @Override
        public void close() {
            chargers.values().forEach(OutageCharger::close);
        }
    }

    private static CompletableFuture<Answer> people(java.util.function.Supplier<Answer> ask) {
        return CompletableFuture.supplyAsync(ask);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.body().get("code").asText()).isEqualTo("dbError");
        assertThat(answer.response().headers().firstValue("retry-after")).isPresent();
    }

    private static void notReady() {
        var answer = ready();
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
        assertThat(answer.body().get("checks").toString()).contains("\"database of transaction\":\"down\"");
    }

    private static Answer ready() {
        return server.get("/health/ready", null);
    }

    private static List<String> rows(String sql) {
        return admin.rows(sql);
    }
}
