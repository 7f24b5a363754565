package com.flexicharge.shared.db;

import com.flexicharge.shared.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One module's own database: its pool, its schema (named as the module, and the only one on the search path), its migrations.
 * Usable from any thread; futures complete on the context of the caller.
 *
 * <p>A request that the database does not answer within {@link #DEADLINE} fails with a refusal {@code UNAVAILABLE dbError},
 * as does one that finds it away; nothing of it is committed afterwards, except a commit that was already on its way when the
 * connection broke. Whoever repeats a write therefore relies on a unique key. The pool heals by itself.
 */
public final class Database {
    /** Of one request, from the call to the refusal. */
    public static final Duration DEADLINE = Waits.USUAL.request();

    private static final Duration PING_DEADLINE = Duration.ofSeconds(2);
    private static final String PLANS_OF_BATCHES =
            "set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off";
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Vertx vertx;
    private final Traces traces;
    private final Pool pool;
    private final Duration deadline;
    private final Availability availability;
    private final DatabaseStart start;
    private final LoginKey loginKey;

    private Database(
            Vertx vertx,
            Pool pool,
            Duration deadline,
            Availability availability,
            DatabaseStart start,
            LoginKey loginKey) {
        this.vertx = vertx;
        this.traces = Traces.of(vertx);
        this.loginKey = loginKey;
        this.pool = pool;
        this.deadline = deadline;
        this.availability = availability;
        this.start = start;
    }

    /**
     * Connects to nothing yet.
     *
     * @param module its short name, like {@code charger}; the name of its schema
     */
    public static Database open(Vertx vertx, DatabaseSettings settings, String module) {
        return open(vertx, settings, module, Waits.USUAL);
    }

    static Database open(Vertx vertx, DatabaseSettings settings, String module, Waits waits) {
        var pool = PoolFactory.create(vertx, settings, module, waits);
        var start = new DatabaseStart(vertx, pool, settings, module);
        return new Database(
                vertx, pool, waits.request(), new Availability(module, settings), start, new LoginKey(settings));
    }

    /**
     * Brings the module's schema up to date with {@code classpath:db/migration/<module>}. A database that is not up yet is
     * waited for, for {@link DatabaseStart#PATIENCE}; processes that migrate at once take turns.
     *
     * @return fails with an {@link IllegalStateException} whose message says what to do; at once if the login is wrong, the
     *     database does not exist, or a migration fails
     */
    public Future<Void> migrate() {
        return start.migrateWhenUp();
    }

    /** The bare pool: its futures know no deadline and no refusal, so requests go through {@link #query} instead. */
    public Pool pool() {
        return pool;
    }

    /** Runs statements on one connection, each committed by itself; for look-ups and single writes. */
    public <T> Future<T> query(Function<? super SqlClient, Future<T>> work) {
        return toCaller(Attempt.within(vertx, deadline, attempt -> withConnection(attempt, work::apply)));
    }

    /** Runs statements in one transaction; rolled back if the work fails, or is later than the deadline. */
    public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return bareTransaction(work).recover(failure -> Future.failedFuture(Failures.toCaller(failure)));
    }

    /**
     * For readiness: fails if the database does not answer within 2 s or takes no writes, and while it keeps refusing what is asked
     * of it, though it may answer this.
     */
    public Future<Void> ping() {
        return Attempt.within(vertx, PING_DEADLINE, attempt -> withConnection(attempt, Database::mustTakeWrites))
                .onSuccess(done -> availability.heard())
                .onFailure(availability::missed)
                .compose(up -> availability.isFailing()
                        ? Future.failedFuture(new TimeoutException("The database keeps refusing requests"))
                        : Future.<Void>succeededFuture())
                .recover(failure -> Future.failedFuture(Failures.toCaller(failure)));
    }

    /** A standby answers reads. */
    private static Future<Void> mustTakeWrites(SqlConnection connection) {
        return connection
                .query("select current_setting('transaction_read_only')")
                .execute()
                .compose(rows -> rows.iterator().next().getString(0).equals("off")
                        ? Future.succeededFuture()
                        : Future.failedFuture(new TimeoutException("The database takes no writes")));
    }

    /**
     * 32 bytes that every process with this login gets alike, and nobody gets from the rows alone; for what must not be readable in a
     * copy of the database. They change with the login's password. Takes some 100 ms on a worker thread: to be asked once.
     *
     * @param purpose another one, other bytes
     */
    public Future<byte[]> loginKey(String purpose) {
        return vertx.executeBlocking(() -> loginKey.derive(purpose), false);
    }

    public Future<Void> close() {
        return pool.close();
    }

    /**
     * Whether a failure of {@link #query} or {@link #inTransaction} says that a row with this key is already there; often a
     * success with the recorded answer.
     *
     * @param constraint the name of the unique index or constraint
     */
    public static boolean isUniqueViolation(Throwable failure, String constraint) {
        return Failures.isUniqueViolation(failure, constraint);
    }

    Duration deadline() {
        return deadline;
    }

    Vertx vertx() {
        return vertx;
    }

    Traces traces() {
        return traces;
    }

    /**
     * As {@link #inTransaction}, with the client's own failures, for whoever must tell them apart. Statements are planned once for good,
     * and by index: planning a batch anew each time takes longer than doing it, and a plan that is kept must not be the one for the
     * few rows there were when it was made.
     */
    <T> Future<T> batch(Function<SqlConnection, Future<T>> work) {
        return bareTransaction(connection -> {
            var planning = connection.query(PLANS_OF_BATCHES).execute();
            // not awaited: it leaves with the first statement of the work
            return work.apply(connection).compose(result -> planning.map(result));
        });
    }

    private <T> Future<T> bareTransaction(Function<SqlConnection, Future<T>> work) {
        return Attempt.within(
                        vertx,
                        deadline,
                        attempt -> withConnection(
                                attempt,
                                connection -> connection
                                        .begin()
                                        .compose(transaction -> ending(attempt, transaction, connection, work))))
                .onSuccess(done -> availability.answered())
                .onFailure(availability::failed);
    }

    private static <T> Future<T> ending(
            Attempt attempt,
            Transaction transaction,
            SqlConnection connection,
            Function<SqlConnection, Future<T>> work) {
        return Future.succeededFuture(connection)
                .compose(work)
                .compose(result ->
                        attempt.isOver() ? Future.failedFuture(Attempt.tooLate()) : Future.succeededFuture(result))
                .compose(
                        result -> transaction.commit().map(committed -> result),
                        failure -> transaction.rollback().transform(rolledBack -> Future.failedFuture(failure)));
    }

    /** The connection goes back before the caller is told, so that a caller's next request can have it. */
    private <T> Future<T> withConnection(Attempt attempt, Function<SqlConnection, Future<T>> work) {
        return pool.getConnection().compose(connection -> {
            // Without a handler the client prints what breaks an idle moment of the connection to the standard error
            // stream.
            connection.exceptionHandler(failure -> LOG.debug("Database connection lost", failure));
            return Future.succeededFuture(connection)
                    .compose(lent -> attempt.isOver() ? Future.failedFuture(Attempt.tooLate()) : work.apply(lent))
                    .onComplete(done -> connection.close());
        });
    }

    private <T> Future<T> toCaller(Future<T> answer) {
        return answer.onSuccess(done -> availability.answered()).recover(failure -> {
            availability.failed(failure);
            return Future.failedFuture(Failures.toCaller(failure));
        });
    }
}
