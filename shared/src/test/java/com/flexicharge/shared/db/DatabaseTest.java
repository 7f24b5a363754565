package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseTest {
    private static final String INSERT = "insert into items (id, note) values ($1, $2)";

    private final Vertx vertx = Vertx.vertx();
    private final TestDatabase server;
    private final Database database;

    DatabaseTest(TestDatabase server) {
        this.server = server;
        this.database = Database.open(vertx, settings(server, 1), "items", Outcome.SHORT);
    }

    @BeforeAll
    void migrate() {
        get(database.migrate());
    }

    @BeforeEach
    void empty() {
        server.execute("truncate items.items");
    }

    @AfterAll
    void close() {
        get(vertx.close());
    }

    @Test
    void migrationsAndTheirHistoryStayInTheModulesOwnSchema() {
        assertThat(server.rows("select schemaname || '.' || tablename from pg_tables where schemaname not in"
                        + " ('pg_catalog', 'information_schema') order by 1"))
                .containsExactly("items.flyway_schema_history", "items.items", "items.steps");
    }

    @Test
    void migratingAgainChangesNothing() {
        get(database.migrate());

        assertThat(server.rows("select count(*) from items.flyway_schema_history where version is not null"))
                .containsExactly("2");
    }

    @Test
    void aTransactionIsCommittedAsAWhole() {
        get(database.inTransaction(connection -> connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(1L, "a"))
                .compose(first -> connection.preparedQuery(INSERT).execute(Tuple.of(2L, "b")))));

        assertThat(server.rows("select * from items.items order by id")).containsExactly("1|a", "2|b");
    }

    @Test
    void aTransactionWhoseWorkFailsLeavesNothing() {
        var defect = new IllegalStateException("changed my mind");
        var failed = failure(database.inTransaction(connection -> connection
                .preparedQuery(INSERT)
                .execute(Tuple.of(3L, "c"))
                .compose(first -> Future.failedFuture(defect))));

        assertThat(failed).isSameAs(defect);
        assertThat(server.rows("select * from items.items")).isEmpty();
    }

    @Test
    void workThatThrowsDoesNotKeepItsConnection() {
        for (int i = 0; i < 3; i++) {
            assertThat(failure(database.query(client -> {
                        throw new IllegalStateException("before any future");
                    })))
                    .hasMessage("before any future");
            assertThat(failure(database.inTransaction(client -> {
                        throw new IllegalStateException("before any future");
                    })))
                    .hasMessage("before any future");
        }

        get(database.ping());
    }

    @Test
    void aRowThatIsAlreadyThereIsRecognisedByItsKey() {
        get(database.query(client -> client.preparedQuery(INSERT).execute(Tuple.of(4L, "d"))));
        var failed =
                failure(database.query(client -> client.preparedQuery(INSERT).execute(Tuple.of(4L, "d"))));

        assertThat(Database.isUniqueViolation(failed, "items_pkey")).isTrue();
        assertThat(Database.isUniqueViolation(failed, "another_key")).isFalse();
    }

    @Test
    void aDefectInAStatementIsLeftAsItIs() {
        var failed = failure(database.query(
                client -> client.query("select nothing from nowhere").execute()));

        assertThat(failed).isInstanceOf(io.vertx.pgclient.PgException.class).hasMessageContaining("nowhere");
    }

    @Test
    void aStatementThatTakesTooLongIsEndedAndTheConnectionIsFreeAgain() {
        Outcome.assertUnavailable(failure(
                database.query(client -> client.query("select pg_sleep(60)").execute())));

        get(database.ping());
    }

    @Test
    void workThatIsLateIsNotCommittedAfterItsCallerWasRefused() {
        Promise<Long> late = Promise.promise();
        Outcome.assertUnavailable(failure(database.inTransaction(connection ->
                connection.preparedQuery(INSERT).execute(Tuple.of(5L, "e")).compose(inserted -> late.future()))));
        late.complete(5L);

        // The pool has one connection: this waits until the late transaction has ended.
        get(database.ping());
        assertThat(server.rows("select * from items.items")).isEmpty();
    }

    @Test
    void aUserWhoDoesNotExistIsToldAtOnceWhatToCorrect() {
        var stranger =
                new DatabaseSettings(server.host(), server.port(), server.database(), "nobody", "secret", "disable", 1);

        assertThat(failure(Database.open(vertx, stranger, "items").migrate()))
                .hasMessageContaining("does not accept the login of user nobody")
                .hasMessageContaining("Correct DATABASE_USERNAME and DATABASE_PASSWORD")
                .hasMessageContaining("ITEMS_DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aDatabaseThatDoesNotExistIsNamedAtOnce() {
        var elsewhere = new DatabaseSettings(
                server.host(), server.port(), "nowhere", server.user(), server.password(), "disable", 1);

        assertThat(failure(Database.open(vertx, elsewhere, "items").migrate()))
                .hasMessageContaining("There is no database nowhere")
                .hasMessageContaining("create database nowhere");
    }

    @Test
    void aModuleWithoutMigrationsIsADefect() {
        assertThat(failure(
                        Database.open(vertx, settings(server, 1), "forgotten").migrate()))
                .hasMessageContaining("The schema forgotten could not be brought up to date");
    }

    @Test
    void settingsShowEverythingButThePassword() {
        var settings = new DatabaseSettings("db.example", 5432, "flexicharge", "flexi", "hunter2", "require", 10);

        assertThat(settings)
                .hasToString("flexi@db.example:5432/flexicharge (ssl require, 10 connections)")
                .asString()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> new DatabaseSettings("h", 5432, "d", "u", "p", "sometimes", 10))
                .hasMessageContaining("disable, prefer, require, verify-full");
    }
}
