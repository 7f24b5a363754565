package com.flexicharge.charger;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Users' holds in the database. */
final class HoldRepository {
    private final Database database;

    HoldRepository(Database database) {
        this.database = database;
    }

    /** Empty when there is no such charger, or it has no such connector. */
    Future<Optional<Hold.Place>> place(int connectorID, int connector) {
        return database.query(
                        client -> client.preparedQuery(HoldSql.FIND_PLACE).execute(Tuple.of(connectorID, connector)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> row.getBoolean("has_connector"))
                        .map(HoldRepository::placeIn)
                        .findFirst());
    }

    /** More than anybody drives to at once; each keeps a connector from everybody else. */
    private static final int MOST_OF_PERSON = 5;

    /**
     * The hold of this session or person, made unless it is there; for a session also what its person has reserved. Empty when somebody
     * else holds the connector.
     *
     * @return fails with {@code CONFLICT tooManyReservations}
     */
    Future<Optional<Hold>> request(PlaceHold wanted, Instant now) {
        return database.inTransaction(connection -> connection
                .preparedQuery(HoldSql.EXPIRE_ON_CONNECTOR)
                .execute(Tuple.of(wanted.connectorID(), wanted.connector(), Times.at(now)))
                .compose(expired -> wanted.transactionID() == null
                        ? ofPerson(connection, wanted, now)
                        : ofSession(connection, wanted, now)));
    }

    private static Future<Optional<Hold>> ofSession(SqlConnection connection, PlaceHold wanted, Instant now) {
        return insert(connection, wanted, now)
                .compose(inserted -> inserted.isPresent()
                        ? Future.succeededFuture(inserted)
                        : connection
                                .preparedQuery(HoldSql.FIND_OF_SESSION)
                                .execute(Tuple.of(wanted.transactionID()))
                                .map(HoldRepository::first))
                .compose(found ->
                        found.isPresent() ? Future.succeededFuture(found) : findOfPerson(connection, wanted, true));
    }

    private static Future<Optional<Hold>> ofPerson(SqlConnection connection, PlaceHold wanted, Instant now) {
        return connection
                .preparedQuery(HoldSql.LOCK_PERSON)
                .execute(Tuple.of(HoldSql.PERSON_LOCKS, wanted.userID()))
                .compose(locked -> findOfPerson(connection, wanted, false))
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : mustHaveRoom(connection, wanted.userID(), now)
                                .compose(room -> insert(connection, wanted, now)));
    }

    private static Future<Optional<Hold>> findOfPerson(
            SqlConnection connection, PlaceHold wanted, boolean withoutSession) {
        return connection
                .preparedQuery(HoldSql.FIND_OF_PERSON)
                .execute(Tuple.of(wanted.connectorID(), wanted.connector(), wanted.userID(), withoutSession))
                .map(HoldRepository::first);
    }

    private static Future<Void> mustHaveRoom(SqlConnection connection, String userID, Instant now) {
        return connection
                .preparedQuery(HoldSql.COUNT_OF_PERSON)
                .execute(Tuple.of(userID, Times.at(now)))
                .compose(rows -> rows.iterator().next().getInteger("open") < MOST_OF_PERSON
                        ? Future.succeededFuture()
                        : Future.failedFuture(Refusal.of(
                                Reason.CONFLICT,
                                "tooManyReservations",
                                "You have " + MOST_OF_PERSON + " reservations already: give one up first.")));
    }

    Future<Void> prolong(int reservationID, Instant expiryAt, Instant now) {
        return database.query(client -> client.preparedQuery(HoldSql.PROLONG)
                        .execute(Tuple.of(reservationID, Times.at(expiryAt), Times.at(now))))
                .mapEmpty();
    }

    /**
     * Writes down what the charger said.
     *
     * @param rejectedAs absent: it is held
     * @return the hold as it is now: another state when it was ended before the charger answered
     */
    Future<Hold> conclude(int reservationID, @Nullable Reason rejectedAs, Instant now) {
        var values = Tuple.of(reservationID, rejectedAs == null ? "accepted" : "rejected")
                .addString(rejectedAs == null ? null : rejectedAs.name())
                .addOffsetDateTime(Times.at(now));
        return database.query(client -> client.preparedQuery(HoldSql.CONCLUDE)
                        .execute(values)
                        .compose(done -> client.preparedQuery(HoldSql.FIND).execute(Tuple.of(reservationID))))
                .map(rows -> first(rows).orElseThrow());
    }

    Future<Void> rememberNoReserveNow(int connectorID, long epoch) {
        return database.query(client ->
                        client.preparedQuery(HoldSql.REMEMBER_NO_RESERVE_NOW).execute(Tuple.of(connectorID, epoch)))
                .mapEmpty();
    }

    Future<Void> end(int reservationID, HoldEnd end, @Nullable Integer transactionID, Instant now) {
        return database.query(client -> client.preparedQuery(HoldSql.END)
                        .execute(Tuple.of(reservationID, word(end), transactionID, Times.at(now))))
                .mapEmpty();
    }

    Future<Void> endOfSession(int transactionID, HoldEnd end, Instant now) {
        return database.query(client -> client.preparedQuery(HoldSql.END_OF_SESSION)
                        .execute(Tuple.of(transactionID, word(end), Times.at(now))))
                .mapEmpty();
    }

    /** At most 1,000 at a time. */
    Future<Void> expire(Instant now) {
        return database.query(client -> client.preparedQuery(HoldSql.EXPIRE).execute(Tuple.of(Times.at(now))))
                .mapEmpty();
    }

    private static Future<Optional<Hold>> insert(SqlConnection connection, PlaceHold wanted, Instant now) {
        var values = Tuple.of(wanted.connectorID(), wanted.connector(), wanted.userID(), wanted.idTag())
                .addString(wanted.parentIdTag())
                .addOffsetDateTime(Times.at(wanted.expiryAt()))
                .addInteger(wanted.transactionID())
                .addOffsetDateTime(Times.at(now));
        return connection.preparedQuery(HoldSql.INSERT).execute(values).map(HoldRepository::first);
    }

    private static Optional<Hold> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(HoldRepository::hold)
                .findFirst();
    }

    private static Hold hold(Row row) {
        @Nullable String rejectedAs = row.getString("rejected_as");
        return new Hold(
                row.getInteger("reservation_id"),
                Hold.State.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                rejectedAs == null ? null : Reason.valueOf(rejectedAs),
                Times.instant(row, "expiry_at"),
                row.getBoolean("of_person"));
    }

    private static Hold.Place placeIn(Row row) {
        return new Hold.Place(
                ChargerSql.protocol(row),
                row.getLong("epoch"),
                row.getBoolean("connected"),
                row.getBoolean("reserve_now_supported"));
    }

    private static String word(HoldEnd end) {
        return end.name().toLowerCase(Locale.ROOT);
    }
}
