package com.flexicharge.transaction.payment;

import com.flexicharge.shared.contract.transaction.PaymentEndpoints.PaymentSession;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import com.flexicharge.transaction.payment.PaymentProvider.Opened;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Payments by card in the database. */
final class CardRepository {
    private static final int LEASED_AT_ONCE = 20;

    private final Database database;
    private final Clock clock;

    /**
     * @param amountOre          to be held
     * @param authorizationToken of this attempt, or of an earlier one whose outcome nobody knows
     */
    record Ordering(long paymentID, long amountOre, String authorizationToken) {}

    CardRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Future<Void> opened(int transactionID, String provider, Opened opened, long amountOre) {
        return run(
                CardSql.OPENED,
                Tuple.of(transactionID, provider, opened.sessionID(), opened.clientToken(), amountOre)
                        .addValue(now()));
    }

    Future<Optional<PaymentSession>> session(int transactionID) {
        return database.query(client -> client.preparedQuery(CardSql.SESSION)
                .execute(Tuple.of(transactionID))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new PaymentSession(row.getString("client_token"), row.getString("session_id")))
                        .findFirst()));
    }

    /** Empty: there is nothing to order, or it is ordered, or somebody else is about it. */
    Future<Optional<Ordering>> ordering(int transactionID, String authorizationToken) {
        return database.query(client -> client.preparedQuery(CardSql.ORDERING)
                .execute(Tuple.of(transactionID, authorizationToken, now()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Ordering(
                                row.getLong("payment_id"),
                                row.getLong("amount_ore"),
                                row.getString("authorization_token")))
                        .findFirst()));
    }

    Future<Void> backToSession(long paymentID, String error) {
        return run(CardSql.BACK_TO_SESSION, Tuple.of(paymentID, error, now()));
    }

    Future<Boolean> isOrdering(int transactionID) {
        return database.query(client -> client.preparedQuery(CardSql.IS_ORDERING)
                .execute(Tuple.of(transactionID))
                .map(rows -> rows.iterator().next().getBoolean("ordering")));
    }

    /** What became of it is not known: the next who asks may be anybody. */
    Future<Void> release(long paymentID, String error) {
        return run(CardSql.RELEASE, Tuple.of(paymentID, now(), error));
    }

    /** @return false: the payment is over, or ordered, already */
    Future<Boolean> ordered(long paymentID, String orderID) {
        return database.query(client -> client.preparedQuery(CardSql.ORDERED)
                .execute(Tuple.of(paymentID, orderID, now()))
                .map(rows -> rows.rowCount() > 0));
    }

    Future<Void> withoutAuthorization(int transactionID) {
        return run(CardSql.WITHOUT_AUTHORIZATION, Tuple.of(transactionID, now()));
    }

    Future<Void> byInvoice(int transactionID) {
        return run(CardSql.BY_INVOICE, Tuple.of(transactionID, now()));
    }

    /** Nobody else works on these for the next ninety seconds. */
    Future<List<DuePayment>> lease() {
        return database.query(client -> client.preparedQuery(CardSql.LEASE)
                .execute(Tuple.of(now(), LEASED_AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CardRepository::due)
                        .toList()));
    }

    Future<Void> later(DuePayment due, Duration wait, String error) {
        return run(
                CardSql.LATER,
                Tuple.of(due.paymentID(), Times.at(clock.instant().plus(wait)), error, now()));
    }

    Future<Void> captured(DuePayment due, long capturedOre) {
        return run(CardSql.CAPTURED, Tuple.of(due.paymentID(), capturedOre, now()));
    }

    Future<Void> cancelled(DuePayment due) {
        return run(CardSql.GIVEN_UP, Tuple.of(due.paymentID(), "cancelled", "", now()));
    }

    Future<Void> failed(DuePayment due, String why) {
        return run(CardSql.GIVEN_UP, Tuple.of(due.paymentID(), "failed", why, now()));
    }

    private Object now() {
        return Times.at(clock.instant());
    }

    private Future<Void> run(String statement, Tuple values) {
        return database.query(
                client -> client.preparedQuery(statement).execute(values).mapEmpty());
    }

    private static DuePayment due(Row row) {
        return new DuePayment(
                row.getLong("payment_id"),
                row.getInteger("transaction_id"),
                Optional.ofNullable(row.getString("authorization_token")),
                Optional.ofNullable(row.getString("order_id")),
                row.getLong("amount_ore"),
                row.getInteger("attempts"),
                row.getString("charge_point_name"),
                row.getLong("price_ore"),
                row.getBoolean("is_paid") ? Optional.ofNullable(row.getString("paid_with")) : Optional.empty(),
                row.getBoolean("is_paid"));
    }
}
