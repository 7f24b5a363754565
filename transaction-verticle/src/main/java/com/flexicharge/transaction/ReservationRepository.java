package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import com.flexicharge.transaction.tariff.PriceSql;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the rows of people who come to charge: one waiting user per connector. */
final class ReservationRepository {
    /** A hold that has run out does not stand in the way of the next, even before the sweep comes by. */
    private static final String EXPIRE_OVERDUE = """
            update transaction.transactions
            set state = 'expired', stop_at = $3, updated_at = $3
            where connector_id = $1 and connector = $2 and state = 'reserved' and hold_until <= $3""";

    /** Who waits or charges on the connector, locked until the new row is there. In two conditions, so that two indexes of few rows serve it. */
    private static final String OCCUPANTS = """
            select %s from transaction.transactions t
            where t.connector_id = $1 and t.connector = $2
              and (t.state in ('reserved', 'requested') or t.state in ('active', 'stopping'))
            order by t.transaction_id
            for update""".formatted(SessionSql.COLUMNS);

    /** Who waits or charges on the connector, for somebody who wants to reserve it. */
    private static final String HERE = """
            select %s from transaction.transactions t
            where t.connector_id = $1 and t.connector = $2
              and (t.state in ('active', 'stopping')
                   or t.state in ('reserved', 'requested') and (t.state = 'requested' or t.hold_until > $3))
            order by t.transaction_id""".formatted(SessionSql.COLUMNS);

    private static final String INSERT = """
            insert into transaction.transactions as t (
                state, protocol, user_id, id_tag, id_tag_key, connector_id, connector,
                serial_number, charge_point_id, charge_point_name, address, hidden,
                hold_until, payment_method, price_per_kwh_ore, created_at, updated_at)
            values ('reserved', $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, %s, $16, $16)
            returning %s""".formatted(PriceSql.at("$14::int", "$16", "$15"), SessionSql.COLUMNS);

    /** For a session that the asker says runs already: the row becomes active as if its charger had reported it. */
    private static final String ACTIVATE = """
            update transaction.transactions t
            set state = 'active', start_at = $2, start_raw = '', start_received_at = $2, meter_start = $3,
                connected_since = $2, updated_at = $2
            where t.transaction_id = $1 and t.state = 'reserved'
            returning %s""".formatted(SessionSql.COLUMNS);

    private final Database database;
    private final Clock clock;
    private final int defaultPriceOre;

    ReservationRepository(Database database, Clock clock, int defaultPriceOre) {
        this.database = database;
        this.clock = clock;
        this.defaultPriceOre = defaultPriceOre;
    }

    /**
     * Makes a row in state reserved, or finds the one the same user has there already.
     *
     * @return fails with {@code CONFLICT couldNotReserveCharger} when somebody else holds or uses the connector. A session that
     *     is probably over stands in nobody's way: the charger itself says whether it is occupied
     */
    Future<Session> reserve(Reservation wanted) {
        return database.inTransaction(connection -> reserve(connection, wanted));
    }

    /** As {@link #reserve}, and running at once; a session that runs there already, doubtful or not, is a conflict. */
    Future<Session> begin(Reservation wanted, long meterStart) {
        return database.inTransaction(connection -> reserve(connection, wanted)
                        .compose(reserved -> connection
                                .preparedQuery(ACTIVATE)
                                .execute(Tuple.of(reserved.transactionID(), Times.at(clock.instant()), meterStart))
                                .map(rows -> SessionSql.first(rows).orElseThrow())))
                .recover(failure -> Future.failedFuture(
                        Database.isUniqueViolation(failure, "transactions_open") ? occupied() : failure));
    }

    /** As {@link #reserve} refuses, but makes no row: own waiting does not stand in the way, own charging does. */
    Future<Void> mustBeFree(String userID, int connectorID, int connector) {
        var tuple = Tuple.of(connectorID, connector, Times.at(clock.instant()));
        return database.query(
                        client -> client.preparedQuery(HERE).execute(tuple).map(SessionSql::sessions))
                .compose(here -> here.stream()
                                .filter(session -> session.state().isOpen() || !userID.equals(session.userID()))
                                .anyMatch(ReservationRepository::standsInTheWay)
                        ? Future.failedFuture(occupied())
                        : Future.succeededFuture());
    }

    private Future<Session> reserve(SqlConnection connection, Reservation wanted) {
        var now = clock.instant();
        var here = Tuple.of(wanted.connectorID(), wanted.connector());
        return SessionSql.lockChargers(connection, List.of(wanted.connectorID()))
                .compose(locked -> connection
                        .preparedQuery(EXPIRE_OVERDUE)
                        .execute(Tuple.of(wanted.connectorID(), wanted.connector(), Times.at(now))))
                .compose(expired -> connection.preparedQuery(OCCUPANTS).execute(here))
                .compose(rows -> admitted(wanted, SessionSql.sessions(rows))
                        .map(Future::succeededFuture)
                        .orElseGet(() -> insert(connection, wanted, now)));
    }

    private static Optional<Session> admitted(Reservation wanted, List<Session> occupants) {
        var own = occupants.stream()
                .filter(session -> session.state() == TransactionState.RESERVED)
                .filter(session -> wanted.userID().equals(session.userID()))
                .findFirst();
        if (own.isEmpty() && occupants.stream().anyMatch(ReservationRepository::standsInTheWay)) {
            throw occupied();
        }
        return own;
    }

    private static boolean standsInTheWay(Session session) {
        return session.state().isWaiting()
                || !(session.doubt().suspect() || session.doubt().grace() != null);
    }

    private Future<Session> insert(SqlConnection connection, Reservation wanted, Instant now) {
        var place = wanted.spot().place();
        var tuple = Tuple.of(
                wanted.protocol(),
                wanted.userID(),
                wanted.idTag(),
                Tag.keyOf(wanted.idTag()),
                wanted.connectorID(),
                wanted.connector(),
                place.serialNumber(),
                place.chargePointID(),
                place.chargePointName(),
                place.address(),
                place.hidden(),
                Times.at(wanted.until()),
                wanted.paymentMethod(),
                wanted.spot().ownPriceOre(),
                defaultPriceOre,
                Times.at(now));
        return connection
                .preparedQuery(INSERT)
                .execute(tuple)
                .map(rows -> SessionSql.first(rows).orElseThrow());
    }

    private static Refusal occupied() {
        return Refusal.of(
                Reason.CONFLICT,
                "couldNotReserveCharger",
                "The charger could not be reserved: somebody else holds or uses it.");
    }
}
