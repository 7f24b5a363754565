package com.flexicharge.charger.reservation;

import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationCancelled;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationMade;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.SearchReservations;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reservations in the database. */
public final class ReservationRepository {
    /** A page of 500 and the one row that tells that there are more. */
    private static final int MOST = 501;

    private final Database database;

    public ReservationRepository(Database database) {
        this.database = database;
    }

    /** Empty when there is no such charger. */
    Future<Optional<ReservationMade>> make(MakeReservation wanted) {
        var values = Tuple.of(wanted.connectorID(), wanted.connector())
                .addString(Columns.storable(wanted.idTag()))
                .addString(Columns.storable(wanted.parentIdTag()))
                .addOffsetDateTime(Times.at(wanted.expiryAt()))
                .addInteger(wanted.wireReservationID())
                .addString(wanted.commandID())
                .addOffsetDateTime(Times.at(wanted.at()));
        return database.query(client -> client.preparedQuery(ReservationSql.MAKE)
                .execute(values)
                .compose(made -> made.size() > 0
                        ? Future.succeededFuture(made)
                        : client.preparedQuery(ReservationSql.FIND_OF_COMMAND).execute(Tuple.of(wanted.commandID())))
                .map(rows -> stream(rows)
                        .map(row ->
                                new ReservationMade(row.getInteger("reservation_id"), row.getInteger("wire_number")))
                        .findFirst()));
    }

    Future<Void> answered(ReservationAnswered answer) {
        var at = Times.at(answer.at());
        var conclusion = Tuple.of(answer.reservationID(), answer.accepted() ? "accepted" : "rejected", at);
        return database.inTransaction(connection -> connection
                        .preparedQuery(ReservationSql.CONCLUDE)
                        .execute(conclusion)
                        .compose(concluded -> answer.accepted()
                                ? connection
                                        .preparedQuery(ReservationSql.REPLACE_OLDER)
                                        .execute(Tuple.of(answer.reservationID(), at))
                                : Future.succeededFuture(concluded)))
                .mapEmpty();
    }

    Future<Void> cancelled(ReservationCancelled cancelled) {
        var values = Tuple.of(cancelled.connectorID(), cancelled.wireReservationID(), Times.at(cancelled.at()));
        return database.query(client ->
                        client.preparedQuery(ReservationSql.CANCEL_MEANT).execute(values))
                .mapEmpty();
    }

    /** @param wireNumber within 32 bits, as those of the rows are */
    Future<Void> used(UseReservation use, int wireNumber) {
        var values = Tuple.of(use.connectorID(), wireNumber, Times.at(use.at()), use.transactionID());
        return database.query(
                        client -> client.preparedQuery(ReservationSql.USE_MEANT).execute(values))
                .mapEmpty();
    }

    /** @return whether it was open until now */
    Future<Boolean> free(int reservationID, Instant now) {
        return database.query(client ->
                        client.preparedQuery(ReservationSql.FREE).execute(Tuple.of(reservationID, Times.at(now))))
                .map(freed -> freed.rowCount() > 0);
    }

    Future<Optional<StoredReservation>> find(int reservationID) {
        return database.query(
                        client -> client.preparedQuery(ReservationSql.FIND).execute(Tuple.of(reservationID)))
                .map(rows -> stream(rows).map(ReservationSql::stored).findFirst());
    }

    /** The statement holds the filters that are set and no others, so that each combination is planned by its own index. */
    Future<List<Reservation>> search(SearchReservations wanted) {
        var filters = new Filters();
        filters.that("r.reservation_id =", wanted.reservationID());
        filters.that("r.connector_id =", wanted.connectorID());
        filters.that("c.serial_number =", wanted.serialNumber());
        filters.that("r.connector =", wanted.connector());
        filters.that("r.user_id =", wanted.userID());
        filters.that("lower(r.id_tag) =", lowerCase(wanted.idTag()));
        filters.that(
                "r.status =",
                wanted.status() == null ? null : lowerCase(wanted.status().name()));
        var page = wanted.page();
        filters.that(page.descending() ? "r.reservation_id <" : "r.reservation_id >", page.after());
        var statement = "%s%s order by r.reservation_id %s limit %d"
                .formatted(
                        ReservationSql.SELECT,
                        filters.text,
                        page.descending() ? "desc" : "asc",
                        page.limit() == null ? MOST : Math.min(page.limit(), MOST));
        return database.query(client -> client.preparedQuery(statement).execute(Tuple.tuple(filters.values)))
                .map(rows -> stream(rows)
                        .map(ReservationSql::stored)
                        .map(StoredReservation::shown)
                        .toList());
    }

    private static @Nullable String lowerCase(@Nullable String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /** The conditions of one search; values travel as parameters only. */
    private static final class Filters {
        private final StringBuilder text = new StringBuilder();
        private final List<Object> values = new ArrayList<>();

        void that(String condition, @Nullable Object value) {
            if (value != null) {
                values.add(value);
                text.append(" and ").append(condition).append(" $").append(values.size());
            }
        }
    }
}
