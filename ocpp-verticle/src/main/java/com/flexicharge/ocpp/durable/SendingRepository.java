package com.flexicharge.ocpp.durable;

import static com.flexicharge.ocpp.durable.CommandSql.COLUMNS;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** From queued to sent, and to what came of it. Usable from any thread. */
final class SendingRepository {
    /**
     * Asked for by lanes that have nothing else to send. Who takes a row has it alone: two processes that both believe to hold a charger
     * send two commands, never one twice.
     */
    private static final String TAKE = """
            with wanted as (
                select * from unnest($1::int[], $2::text[]) as w (connector_id, message_id)
            ), oldest as (
                select w.message_id, q.command_id
                from wanted w cross join lateral (
                    select command_id from ocpp.commands
                    where connector_id = w.connector_id and state = 'queued' and expires_at > $4
                    order by number limit 1
                    for update skip locked) q
            )
            update ocpp.commands c
            set state = 'sent', message_id = o.message_id, node = $3, sent_at = $4, updated_at = $4,
                outcome = case when c.action in ('RemoteStartTransaction', 'RemoteStopTransaction') then 'pending' end
            from oldest o
            where c.command_id = o.command_id
            returning c.message_id, %s""".formatted(COLUMNS);

    /** It was never on the wire: back to its place in the line, if it may wait. The message id alone tells after a lost answer. */
    private static final String GIVE_BACK = """
            update ocpp.commands c
            set state = case when c.patient and c.expires_at > $3 then 'queued' else 'expired' end,
                message_id = null, node = null, sent_at = null, outcome = null, updated_at = $3,
                effects_due = not (c.patient and c.expires_at > $3) and c.action = any($4),
                sealed_request = case
                    when (c.patient and c.expires_at > $3) or c.action = any($4) then c.sealed_request end
            where c.connector_id = $1 and c.message_id = $2 and c.state = 'sent'
            returning %s""".formatted(COLUMNS);

    /** What the charger answered, or that it did not. */
    private static final String END = """
            update ocpp.commands c
            set state = $3, response = $4::text::json, error_code = $5, error_description = $6,
                error_details = $7::text::json, answered_at = $8, updated_at = $9,
                effects_due = c.action = any($10),
                sealed_request = case when c.action = any($10) then c.sealed_request end,
                outcome = case when c.outcome = 'pending' and $3 in ('rejected', 'failed') then null else c.outcome end,
                outcome_due_at = case when c.outcome = 'pending' and $3 not in ('rejected', 'failed') then $11::timestamptz end
            where c.command_id = $1 and c.message_id = $2 and c.state = 'sent'
            returning %s""".formatted(COLUMNS);

    /** An answer that came after we had stopped waiting. A yes has its consequences all the same: the charger has done it. */
    private static final String ADD_LATE = """
            update ocpp.commands c
            set response = $3::text::json, error_code = $4, error_description = $5, error_details = $6::text::json,
                answered_at = $7, updated_at = $7,
                outcome = case when c.outcome = 'pending' and not $8 then null else c.outcome end,
                effects_due = c.effects_due or $8 and c.action = any($9),
                sealed_request = case when $8 and c.action = any($9) then $10 else c.sealed_request end
            where c.command_id = $1 and c.message_id = $2 and c.state = 'timedOut' and c.answered_at is null
            returning %s""".formatted(COLUMNS);

    private static final String END_MANY = """
            update ocpp.commands c
            set state = '%s', updated_at = $1, effects_due = c.action = any($2),
                sealed_request = case when c.action = any($2) then c.sealed_request end, %s
            where c.command_id in (
                select command_id from ocpp.commands where %s order by number limit 500 for update skip locked)
            returning %s""";

    /** The sweep of those whose time is over. */
    private static final String EXPIRE =
            END_MANY.formatted("expired", "outcome = null", "state = 'queued' and expires_at <= $1", COLUMNS);

    /** The sockets are gone: those that may not wait for another. */
    private static final String EXPIRE_IMPATIENT = END_MANY.formatted(
            "expired",
            "outcome = null",
            "state = 'queued' and not patient and connector_id = any($3) and created_at <= $1",
            COLUMNS);

    private static final String OUTCOME_DUE =
            "outcome_due_at = case when c.outcome = 'pending' then $3::timestamptz end";

    /** At start: what this process had on the wire when it ended. */
    private static final String TIME_OUT_OWN =
            END_MANY.formatted("timedOut", OUTCOME_DUE, "state = 'sent' and node = $4 and sent_at <= $1", COLUMNS);

    /** The sweep of what another process left on the wire and will not come back for. */
    private static final String TIME_OUT_LOST =
            END_MANY.formatted("timedOut", OUTCOME_DUE, "state = 'sent' and sent_at < $4", COLUMNS);

    /** The safety net, should nobody have told of a command: the chargers here that one waits for. */
    private static final String QUEUED_FOR = """
            select distinct connector_id from ocpp.commands where state = 'queued' and connector_id = any($1)""";

    private final Database database;
    private final String node;
    private final String[] withConsequences;
    private final Duration outcomePatience;
    private final GatheringWriter<Take, Optional<StoredCommand>> takes;

    /**
     * @param withConsequences actions whose end others are to be told
     * @param outcomePatience  how long a remote start or stop that was answered may take to have its effect
     */
    SendingRepository(
            Database database, MeterRegistry meters, String node, String[] withConsequences, Duration outcomePatience) {
        this.database = database;
        this.node = node;
        this.withConsequences = withConsequences.clone();
        this.outcomePatience = outcomePatience;
        this.takes = GatheringWriter.keyed(
                database, meters, "command.takes", GatheringLimits.USUAL, Take::connectorID, this::takeAll);
    }

    /** @param messageID under which it goes on the wire */
    record Take(int connectorID, String messageID, Instant at) {}

    /** The charger's oldest queued command, marked as sent. @return empty: none waits */
    Future<Optional<StoredCommand>> take(Take take) {
        return takes.write(take);
    }

    private Future<List<Optional<StoredCommand>>> takeAll(SqlConnection connection, List<Take> asked) {
        var at = asked.stream().map(Take::at).max(Instant::compareTo).orElseThrow();
        var values = Columns.of(asked)
                .ints(Take::connectorID)
                .texts(Take::messageID)
                .tuple()
                .addValue(node)
                .addValue(Times.at(at));
        return connection.preparedQuery(TAKE).execute(values).map(rows -> {
            Map<String, StoredCommand> taken = new HashMap<>();
            for (Row row : rows) {
                taken.put(row.getString("message_id"), CommandSql.command(row));
            }
            return asked.stream()
                    .map(take -> Optional.ofNullable(taken.get(take.messageID())))
                    .toList();
        });
    }

    /** @return the command as it is now; empty: it was not this one's any more */
    Future<Optional<StoredCommand>> giveBack(int connectorID, String messageID, Instant now) {
        return database.query(client -> client.preparedQuery(GIVE_BACK)
                        .execute(Tuple.of(connectorID, messageID, Times.at(now), withConsequences)))
                .map(CommandSql::first);
    }

    /** @return the command as it is now; empty: somebody ended it before */
    Future<Optional<StoredCommand>> end(String commandID, String messageID, Answer answer, Instant now) {
        var values = Tuple.tuple()
                .addValue(commandID)
                .addValue(messageID)
                .addValue(answer.state().word())
                .addValue(answer.response())
                .addValue(Columns.storable(answer.errorCode()))
                .addValue(Columns.storable(answer.errorDescription()))
                .addValue(answer.errorDetails())
                .addValue(Times.atOrNull(answer.at()))
                .addValue(Times.at(now))
                .addValue(withConsequences)
                .addValue(Times.at(now.plus(outcomePatience)));
        return database.query(client -> client.preparedQuery(END).execute(values))
                .map(CommandSql::first);
    }

    /**
     * @param command as it was when it was sent, with its secrets
     * @return empty: it was not waiting for an answer any more
     */
    Future<Optional<StoredCommand>> addLate(StoredCommand command, String messageID, Answer answer, Instant now) {
        var values = Tuple.tuple()
                .addValue(command.id())
                .addValue(messageID)
                .addValue(answer.response())
                .addValue(Columns.storable(answer.errorCode()))
                .addValue(Columns.storable(answer.errorDescription()))
                .addValue(answer.errorDetails())
                .addValue(Times.at(now))
                .addValue(answer.isAccepted())
                .addValue(withConsequences)
                .addValue(command.sealed());
        return database.query(client -> client.preparedQuery(ADD_LATE).execute(values))
                .map(CommandSql::first);
    }

    Future<List<StoredCommand>> expire(Instant now) {
        return endMany(EXPIRE, Tuple.tuple().addValue(Times.at(now)).addValue(withConsequences));
    }

    Future<List<StoredCommand>> expireImpatient(Collection<Integer> connectorIDs, Instant now) {
        return endMany(
                EXPIRE_IMPATIENT, Tuple.of(Times.at(now), withConsequences, connectorIDs.toArray(Integer[]::new)));
    }

    Future<List<StoredCommand>> timeOutOwn(Instant now) {
        return endMany(
                TIME_OUT_OWN, Tuple.of(Times.at(now), withConsequences, Times.at(now.plus(outcomePatience)), node));
    }

    Future<List<StoredCommand>> timeOutLost(Instant sentBefore, Instant now) {
        return endMany(
                TIME_OUT_LOST,
                Tuple.of(Times.at(now), withConsequences, Times.at(now.plus(outcomePatience)), Times.at(sentBefore)));
    }

    private Future<List<StoredCommand>> endMany(String sql, Tuple values) {
        return database.query(client -> client.preparedQuery(sql).execute(values))
                .map(CommandSql::all);
    }

    Future<List<Integer>> queuedFor(Collection<Integer> connectorIDs) {
        return database.query(client -> client.preparedQuery(QUEUED_FOR)
                        .execute(Tuple.tuple().addValue(connectorIDs.toArray(Integer[]::new))))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger("connector_id"))
                        .toList());
    }
}
