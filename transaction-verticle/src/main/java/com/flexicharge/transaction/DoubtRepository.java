package com.flexicharge.transaction;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Open sessions that are probably over, and what is known about them. */
final class DoubtRepository {
    /**
     * Serves boots and Available, which no session survives at its charger. Strict OCPP: marked at once, open until a real stop.
     * It takes the place of a suspicion by silence,
     * which the next reading would dispel more easily. FlexiCharge: the grace period begins; running already, it runs on. A row that somebody works on this moment is passed over:
     * it is being started or stopped.
     */
    private static final String DOUBT = """
            with doubted as (
                  select open.transaction_id, open.suspect_reason as suspected, sign.reason, sign.at
                  from unnest($1::int[], $2::int[], $3::timestamptz[], $4::text[])
                      as sign(connector_id, connector, at, reason)
                  join transaction.transactions open
                    on open.connector_id = sign.connector_id and open.state in ('active', 'stopping')
                   and open.connector = coalesce(sign.connector, open.connector)
                   and open.start_received_at < sign.at
                  where open.protocol is distinct from 'flexicharge'
                    and coalesce(open.suspect_reason, '') not in ('boot', 'available')
                  for update of open skip locked),
            marked as (
                  update transaction.transactions t
                  set suspect = true, suspect_reason = doubted.reason, suspect_at = doubted.at, updated_at = doubted.at
                  from doubted
                  where t.transaction_id = doubted.transaction_id
                  returning t.transaction_id, doubted.suspected, t.suspect_reason, t.suspect_at)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select marked.transaction_id, 'server', 'suspect',
                   jsonb_build_object('suspect', marked.suspected is not null, 'suspectReason', marked.suspected),
                   jsonb_build_object('suspect', true, 'suspectReason', marked.suspect_reason),
                   marked.suspect_at
            from marked""";

    private static final String BEGIN_GRACE = """
            update transaction.transactions t
            set doubt_at = doubted.at, updated_at = doubted.at
            from (select open.transaction_id, sign.at
                  from unnest($1::int[], $2::timestamptz[]) as sign(connector_id, at)
                  join transaction.transactions open
                    on open.connector_id = sign.connector_id and open.state in ('active', 'stopping')
                   and open.start_received_at < sign.at
                  where open.protocol = 'flexicharge' and open.doubt_at is null
                  for update of open skip locked) doubted
            where t.transaction_id = doubted.transaction_id""";

    private static final String DUE = """
            select %s from transaction.transactions t
            where t.doubt_at is not null and t.state in ('active', 'stopping') and t.doubt_at <= $1
            order by t.doubt_at
            limit 500""".formatted(SessionSql.COLUMNS);

    /** Only the doubt that was looked into: one that arose meanwhile stays. */
    private static final String CLEAR = """
            update transaction.transactions t set doubt_at = null, updated_at = $3
            where t.transaction_id = $1 and t.doubt_at = $2""";

    /** Serves the rounds over running sessions, 500 at a time. */
    private static final String RUNNING = """
            select %s from transaction.transactions t
            where t.state in ('active', 'stopping') and t.transaction_id > 0 and t.transaction_id > $1 and t.start_received_at <= $2
            order by t.transaction_id
            limit 500""".formatted(SessionSql.COLUMNS);

    /** A connection that broke ends the time without a break; one that came begins it. */
    private static final String CONNECTED = """
            update transaction.transactions t
            set connected_since = case when seen.connected then seen.at end
            from (select open.transaction_id, news.connected, news.at
                  from unnest($1::int[], $2::boolean[], $3::timestamptz[]) as news(connector_id, connected, at)
                  join transaction.transactions open
                    on open.connector_id = news.connector_id and open.state in ('active', 'stopping')
                  where news.connected = (open.connected_since is null)
                  for update of open skip locked) seen
            where t.transaction_id = seen.transaction_id""";

    private final Database database;

    DoubtRepository(Database database) {
        this.database = database;
    }

    /**
     * Something that no session survives at its charger; it speaks against those that began before it.
     *
     * @param connector absent: all of the charger
     */
    record Sign(int connectorID, @Nullable Integer connector, Instant at, String reason) {
        static Sign available(int connectorID, int connector, Instant at) {
            return new Sign(connectorID, connector, at, "available");
        }

        static Sign boot(int connectorID, Instant at) {
            return new Sign(connectorID, null, at, "boot");
        }
    }

    record Connected(int connectorID, boolean connected, Instant at) {}

    Future<Void> doubt(List<Sign> signs) {
        var strict = Columns.of(signs)
                .ints(Sign::connectorID)
                .ints(Sign::connector)
                .times(Sign::at)
                .texts(Sign::reason);
        var flexiCharge = Columns.of(signs).ints(Sign::connectorID).times(Sign::at);
        return update(DOUBT, strict.tuple()).compose(done -> update(BEGIN_GRACE, flexiCharge.tuple()));
    }

    Future<Void> connected(List<Connected> news) {
        var columns = Columns.of(news)
                .ints(Connected::connectorID)
                .flags(Connected::connected)
                .times(Connected::at);
        return update(CONNECTED, columns.tuple());
    }

    /** Whose grace period began by then. */
    Future<List<Session>> due(Instant begunBy) {
        return select(DUE, Tuple.of(Times.at(begunBy)));
    }

    Future<Void> clear(Session session, Instant doubtAt, Instant now) {
        return update(CLEAR, Tuple.of(session.transactionID(), Times.at(doubtAt), Times.at(now)));
    }

    /** Running ones that began by then, by rising id from the one after. */
    Future<List<Session>> running(int afterID, Instant begunBy) {
        return select(RUNNING, Tuple.of(afterID, Times.at(begunBy)));
    }

    private Future<Void> update(String statement, Tuple tuple) {
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).mapEmpty());
    }

    private Future<List<Session>> select(String statement, Tuple tuple) {
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).map(SessionSql::sessions));
    }
}
