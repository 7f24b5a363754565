package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;

/**
 * Marks open sessions as suspect and dispels that, with a trail. Nothing of their figures changes. A row that somebody works on this
 * moment is passed over until the next round.
 */
final class SuspicionRepository {
    private static final String RAISE = """
            with running as (
                select t.transaction_id from transaction.transactions t
                where t.transaction_id = $1 and t.state in ('active', 'stopping') and not t.suspect and t.doubt_at is null
                for update skip locked),
            marked as (
                update transaction.transactions t
                set suspect = true, suspect_reason = $2, suspect_at = $3, updated_at = $3
                from running where t.transaction_id = running.transaction_id
                returning t.transaction_id)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select marked.transaction_id, 'server', 'suspect',
                   jsonb_build_object('suspect', false, 'suspectReason', null),
                   jsonb_build_object('suspect', true, 'suspectReason', $2::text), $3
            from marked""";

    /** Only the suspicion that was looked into: one that arose meanwhile stays. */
    private static final String DISPEL = """
            with suspected as (
                select t.transaction_id, t.suspect_reason from transaction.transactions t
                where t.transaction_id = $1 and t.state in ('active', 'stopping') and t.suspect and t.suspect_at = $2
                for update skip locked),
            cleared as (
                update transaction.transactions t
                set suspect = false, suspect_reason = null, suspect_at = null, updated_at = $3
                from suspected where t.transaction_id = suspected.transaction_id
                returning t.transaction_id, suspected.suspect_reason)
            insert into transaction.audit (transaction_id, actor, what, before, after, at)
            select cleared.transaction_id, 'server', 'unsuspect',
                   jsonb_build_object('suspect', true, 'suspectReason', cleared.suspect_reason),
                   jsonb_build_object('suspect', false, 'suspectReason', null), $3
            from cleared""";

    private final Database database;
    private final Clock clock;

    SuspicionRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Future<Void> raise(Session session, SuspectReason reason) {
        return update(RAISE, Tuple.of(session.transactionID(), reason.word(), Times.at(clock.instant())));
    }

    Future<Void> dispel(Session session) {
        return update(
                DISPEL,
                Tuple.of(session.transactionID(), Times.atOrNull(session.doubt().since()), Times.at(clock.instant())));
    }

    private Future<Void> update(String statement, Tuple tuple) {
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).mapEmpty());
    }
}
