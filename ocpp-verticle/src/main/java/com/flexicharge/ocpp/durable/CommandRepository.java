package com.flexicharge.ocpp.durable;

import static com.flexicharge.ocpp.durable.CommandSql.COLUMNS;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SearchCommands;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes commands, finds them, and takes back those not sent yet. Usable from any thread. */
final class CommandRepository {
    /** {@code ocpp} in ASCII: the first half of the lock that a charger's commands are made under. */
    private static final int LOCK_SPACE = 0x6f637070;

    /** One at a time a charger, so that the order of numbers is the order of commits and the bound is never passed. */
    private static final String LOCK = "select pg_advisory_xact_lock($1, $2)";

    private static final String QUEUED = """
            select count(*)::int as queued from ocpp.commands where connector_id = $1 and state = 'queued'""";

    /** For whoever asks, at the edge and among ourselves. */
    private static final String FIND = "select %s from ocpp.commands c where c.command_id = $1".formatted(COLUMNS);

    private static final String INSERT = """
            insert into ocpp.commands as c (
                command_id, connector_id, serial_number, action, request, sealed_request, state,
                awaited_connector, awaited_tag, transaction_id, reservation_id, job_id,
                requested_by, patient, created_at, expires_at, updated_at)
            values ($1, $2, $3, $4, $5::text::json, $6, 'queued', $7, $8, $9, $10, $11, $12, $13, $14, $15, $14)
            returning %s""".formatted(COLUMNS);

    /** Should the same wish have been refused elsewhere meanwhile, and its key be free again. */
    private static final String KEEP_KEY = """
            insert into ocpp.idempotency_keys (caller, key, body_hash, command_id, created_at) values ($1, $2, $3, $4, $5)
            on conflict do nothing""";

    /** DELETE /commands/{id}. */
    private static final String CANCEL = """
            update ocpp.commands c
            set state = 'cancelled', updated_at = $2, effects_due = c.action = any($3),
                sealed_request = case when c.action = any($3) then c.sealed_request end
            where c.command_id = $1 and c.state = 'queued'
            returning %s""".formatted(COLUMNS);

    /** Those of the commands waited for that are over, also when another process ended them. */
    private static final String FINAL = """
            select command_id from ocpp.commands where command_id = any($1) and state not in ('queued', 'sent')""";

    private final Database database;

    CommandRepository(Database database) {
        this.database = database;
    }

    /** How many wait for a charger. */
    Future<Integer> queued(int connectorID) {
        return database.query(client -> client.preparedQuery(QUEUED).execute(Tuple.of(connectorID)))
                .map(rows -> rows.iterator().next().getInteger("queued"));
    }

    /**
     * Stores a command, queued; one that is there already is left as it is.
     *
     * @return fails with {@code BUSY commandQueueFull} when so many wait for the charger
     */
    Future<StoredCommand> add(NewCommand wanted, int mostQueued) {
        return database.inTransaction(connection -> connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(LOCK_SPACE, wanted.connectorID()))
                .compose(locked -> find(connection, wanted.id()))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found.get())
                        : insert(connection, wanted, mostQueued)));
    }

    private static Future<StoredCommand> insert(SqlConnection connection, NewCommand wanted, int mostQueued) {
        return connection
                .preparedQuery(QUEUED)
                .execute(Tuple.of(wanted.connectorID()))
                .compose(rows -> rows.iterator().next().getInteger("queued") < mostQueued
                        ? connection.preparedQuery(INSERT).execute(values(wanted))
                        : Future.failedFuture(queueFull()))
                .map(rows -> CommandSql.first(rows).orElseThrow())
                .compose(stored -> keepKey(connection, wanted).map(kept -> stored));
    }

    private static Tuple values(NewCommand wanted) {
        return Tuple.tuple()
                .addValue(wanted.id())
                .addValue(wanted.connectorID())
                .addValue(wanted.serialNumber())
                .addValue(wanted.action())
                .addValue(wanted.request())
                .addValue(wanted.sealed())
                .addValue(wanted.awaited().connector())
                .addValue(wanted.awaited().tag())
                .addValue(wanted.awaited().transactionID())
                .addValue(wanted.reservationID())
                .addValue(wanted.jobID())
                .addValue(wanted.requestedBy())
                .addValue(wanted.patient())
                .addValue(Times.at(wanted.at()))
                .addValue(Times.at(wanted.expiresAt()));
    }

    private static Future<Void> keepKey(SqlConnection connection, NewCommand wanted) {
        return wanted.key()
                .map(key -> connection
                        .preparedQuery(KEEP_KEY)
                        .execute(Tuple.of(
                                key.caller(), key.key(), key.fingerprint(), wanted.id(), Times.at(wanted.at())))
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    Future<Optional<StoredCommand>> find(String commandID) {
        return database.query(client -> client.preparedQuery(FIND).execute(Tuple.of(Columns.storable(commandID))))
                .map(CommandSql::first);
    }

    private static Future<Optional<StoredCommand>> find(SqlConnection connection, String commandID) {
        return connection.preparedQuery(FIND).execute(Tuple.of(commandID)).map(CommandSql::first);
    }

    /** @return empty: it is not queued, or not there */
    Future<Optional<StoredCommand>> cancel(String commandID, Instant at, String[] withConsequences) {
        return database.query(client -> client.preparedQuery(CANCEL)
                        .execute(Tuple.of(Columns.storable(commandID), Times.at(at), withConsequences)))
                .map(CommandSql::first);
    }

    Future<List<String>> finalAmong(Collection<String> commandIDs) {
        return database.query(client ->
                        client.preparedQuery(FINAL).execute(Tuple.tuple().addValue(commandIDs.toArray(String[]::new))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("command_id"))
                        .toList());
    }

    /** GET /commands. Each combination of filters is a statement of its own, so that each can use its index. */
    Future<List<StoredCommand>> search(SearchCommands asked) {
        var conditions = new ArrayList<String>();
        var values = Tuple.tuple();
        filter("c.connector_id =", asked.connectorID(), conditions, values);
        filter("c.serial_number =", Columns.storable(asked.serialNumber()), conditions, values);
        filter("c.action =", Columns.storable(asked.action()), conditions, values);
        filter("c.state =", asked.state() == null ? null : asked.state().word(), conditions, values);
        filter("c.created_at >=", Times.atOrNull(asked.from()), conditions, values);
        filter("c.created_at <", Times.atOrNull(asked.to()), conditions, values);
        var descending = asked.page().descending();
        filter(descending ? "c.number <" : "c.number >", asked.page().after(), conditions, values);
        var sql = "select " + COLUMNS + " from ocpp.commands c"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by c.number" + (descending ? " desc" : "") + " limit $" + (values.size() + 1);
        // without a limit: nobody asks so, and no list is longer than a page can be
        values.addValue(asked.page().limit() == null ? 501 : asked.page().limit());
        return database.query(client -> client.preparedQuery(sql).execute(values))
                .map(CommandSql::all);
    }

    private static void filter(String condition, @Nullable Object value, List<String> conditions, Tuple values) {
        if (value != null) {
            values.addValue(value);
            conditions.add(condition + " $" + values.size());
        }
    }

    static Refusal queueFull() {
        return Refusal.of(Reason.BUSY, "commandQueueFull", "Too much waits for this charger already; try again later.");
    }
}
