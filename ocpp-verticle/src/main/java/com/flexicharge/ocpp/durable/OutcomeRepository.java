package com.flexicharge.ocpp.durable;

import static com.flexicharge.ocpp.durable.CommandSql.COLUMNS;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringReader;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What came of remote starts and stops. Usable from any thread. */
final class OutcomeRepository {
    /** Of many sessions that begin and end, few were asked for over the air. */
    private static final String PENDING = """
            select distinct connector_id from ocpp.commands where outcome = 'pending' and connector_id = any($1::int[])""";

    /** A session began: the oldest remote start that waits for one like it. A session told of twice is found by its number. */
    private static final String STARTED = """
            update ocpp.commands set outcome = 'started', transaction_id = $4, outcome_due_at = null, updated_at = $5
            where command_id = (
                    select command_id from ocpp.commands
                    where connector_id = $1 and outcome = 'pending' and action = 'RemoteStartTransaction'
                      and (awaited_connector is null or awaited_connector = $2)
                      and ($3::text is null or awaited_tag = $3)
                    order by number limit 1
                    for update skip locked)
              and not exists (
                    select from ocpp.commands
                    where transaction_id = $4 and connector_id = $1 and action = 'RemoteStartTransaction')""";

    /** A session ended: whoever asked for it. */
    private static final String STOPPED = """
            update ocpp.commands set outcome = 'stopped', outcome_due_at = null, updated_at = $3
            where connector_id = $1 and outcome = 'pending' and action = 'RemoteStopTransaction' and transaction_id = $2""";

    /** The sweep: those that should have had their effect by now. */
    private static final String DUE = """
            select c.awaited_connector, c.awaited_tag, %s from ocpp.commands c
            where c.outcome = 'pending' and c.outcome_due_at <= $1
            order by c.outcome_due_at limit 100""".formatted(COLUMNS);

    private static final String SETTLE = """
            update ocpp.commands c set outcome = $2, outcome_due_at = null, updated_at = $4,
                transaction_id = coalesce($3, c.transaction_id)
            where c.command_id = $1 and c.outcome = 'pending'""";

    private final Database database;
    private final GatheringReader<Integer, Boolean> pending;

    OutcomeRepository(Database database) {
        this.database = database;
        pending = new GatheringReader<>(database, OutcomeRepository::pending);
    }

    private static Future<Map<Integer, Boolean>> pending(SqlClient client, List<Integer> connectorIDs) {
        return client.preparedQuery(PENDING)
                .execute(Tuple.of(connectorIDs.toArray(Integer[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getInteger("connector_id"), row -> true)));
    }

    /** Does it if something that this charger was asked for has not had its effect yet. */
    private Future<Void> ifPending(int connectorID, String sql, Tuple values) {
        return pending.read(connectorID)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : database.query(client -> client.preparedQuery(sql).execute(values))
                                .mapEmpty());
    }

    /** @param awaited as it was asked for */
    record Due(StoredCommand stored, Awaited awaited) {}

    /** @param tag empty: the charger's tags mean nothing */
    Future<Void> started(int connectorID, int connector, Optional<String> tag, int transactionID, Instant now) {
        var values = Tuple.tuple()
                .addValue(connectorID)
                .addValue(connector)
                .addValue(tag.map(Awaited::key).orElse(null))
                .addValue(transactionID)
                .addValue(Times.at(now));
        return ifPending(connectorID, STARTED, values);
    }

    Future<Void> stopped(int connectorID, int transactionID, Instant now) {
        return ifPending(connectorID, STOPPED, Tuple.of(connectorID, transactionID, Times.at(now)));
    }

    Future<List<Due>> due(Instant now) {
        return database.query(client -> client.preparedQuery(DUE).execute(Tuple.of(Times.at(now))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(OutcomeRepository::due)
                        .toList());
    }

    private static Due due(Row row) {
        var stored = CommandSql.command(row);
        return new Due(
                stored,
                new Awaited(
                        row.getInteger("awaited_connector"),
                        row.getString("awaited_tag"),
                        stored.command().transactionID()));
    }

    /** @param transactionID the session it has caused; empty: none, or it is known */
    Future<Void> settle(String commandID, String outcome, Optional<Integer> transactionID, Instant now) {
        var values = Tuple.tuple()
                .addValue(commandID)
                .addValue(outcome)
                .addValue(transactionID.orElse(null))
                .addValue(Times.at(now));
        return database.query(client -> client.preparedQuery(SETTLE).execute(values))
                .mapEmpty();
    }
}
