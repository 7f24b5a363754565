package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.Optional;

/** Figures and payment of a session as others tell them. Empty: there is no such session. */
final class PaymentRepository {
    private static final String PAYMENT = """
            with before as (
                select is_paid, payment_id from transaction.transactions where transaction_id = $1 for update),
            t as (
                update transaction.transactions t
                set payment_id = $2, is_paid = $3, paid_at = case when $3 then coalesce(t.paid_at, $4) end, updated_at = $4
                from before
                where t.transaction_id = $1
                returning t.*),
            trail as (
                insert into transaction.audit (transaction_id, actor, what, before, after, at)
                select t.transaction_id, 'operator', 'paymentTold',
                    jsonb_build_object('isPaid', before.is_paid, 'paymentID', before.payment_id),
                    jsonb_build_object('isPaid', t.is_paid, 'paymentID', t.payment_id), $4
                from t, before
                where (before.is_paid, before.payment_id) is distinct from (t.is_paid, t.payment_id))
            select %s from t""".formatted(SessionSql.COLUMNS);

    /** Of a running session only: a session that is over keeps its figures. */
    private static final String ENERGY = """
            update transaction.transactions t
            set energy_wh = $2, updated_at = $3
            where t.transaction_id = $1 and t.state in ('active', 'stopping')
            returning %s""".formatted(SessionSql.COLUMNS);

    private final Database database;
    private final Clock clock;

    PaymentRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Future<Optional<Session>> payment(int transactionID, String paymentID, boolean isPaid) {
        return update(PAYMENT, Tuple.of(transactionID, paymentID, isPaid, Times.at(clock.instant())));
    }

    Future<Optional<Session>> energy(int transactionID, long energyWh) {
        return update(ENERGY, Tuple.of(transactionID, energyWh, Times.at(clock.instant())));
    }

    private Future<Optional<Session>> update(String statement, Tuple tuple) {
        return database.query(
                client -> client.preparedQuery(statement).execute(tuple).map(SessionSql::first));
    }
}
