package com.flexicharge.charger;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeChargePoint;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringReader;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Charge points in the database. */
final class ChargePointRepository {
    private static final String NAME_IS_UNIQUE = "charge_points_name";

    private final Database database;
    private final GatheringReader<Integer, StoredChargePoint> byNumber;

    ChargePointRepository(Database database) {
        this.database = database;
        byNumber = new GatheringReader<>(database, ChargePointRepository::find);
    }

    Future<List<StoredChargePoint>> list(PageRequest page) {
        var sql = page.descending() ? ChargePointSql.LIST_DESCENDING : ChargePointSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql).execute(Tuple.of(page.after(), page.limit())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ChargePointSql::chargePoint)
                        .toList());
    }

    /** Each session that begins asks for its place. */
    Future<Optional<StoredChargePoint>> find(int chargePointID) {
        return byNumber.read(chargePointID);
    }

    private static Future<Map<Integer, StoredChargePoint>> find(SqlClient client, List<Integer> chargePointIDs) {
        return client.preparedQuery(ChargePointSql.FIND)
                .execute(Tuple.of(chargePointIDs.toArray(Integer[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ChargePointSql::chargePoint)
                        .collect(Collectors.toMap(StoredChargePoint::chargePointID, place -> place)));
    }

    /** Fails with CONFLICT when another one has the name. */
    Future<StoredChargePoint> add(AddChargePoint wanted, Instant now) {
        var values = Tuple.of(wanted.name(), wanted.address())
                .addDouble(wanted.location().latitude())
                .addDouble(wanted.location().longitude())
                .addInteger(wanted.ownPriceOre())
                .addInteger(wanted.klarnaReservationAmountOre())
                .addOffsetDateTime(Times.at(now));
        return database.query(client -> client.preparedQuery(ChargePointSql.ADD).execute(values))
                .map(rows -> first(rows).orElseThrow())
                .recover(failure -> refusedFor(wanted.name(), failure));
    }

    /** Empty when there is none; fails with CONFLICT when another one has the name. */
    Future<Optional<StoredChargePoint>> change(ChangeChargePoint change, Instant now) {
        @Nullable Location location = change.location();
        var values = Tuple.of(change.chargePointID(), change.name(), change.address())
                .addDouble(location == null ? null : location.latitude())
                .addDouble(location == null ? null : location.longitude())
                .addBoolean(change.removeOwnPrice())
                .addInteger(change.ownPriceOre())
                .addInteger(change.klarnaReservationAmountOre())
                .addOffsetDateTime(Times.at(now));
        @Nullable String name = change.name();
        return database.query(
                        client -> client.preparedQuery(ChargePointSql.CHANGE).execute(values))
                .map(ChargePointRepository::first)
                .recover(failure -> refusedFor(name == null ? "" : name, failure));
    }

    Future<List<Integer>> chargersOf(int chargePointID) {
        return database.query(client ->
                        client.preparedQuery(ChargePointSql.CHARGERS_OF).execute(Tuple.of(chargePointID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getInteger("connector_id"))
                        .toList());
    }

    /** Removes the place and, in the same transaction, what stands there; empty when there is none. */
    Future<Optional<List<Removed>>> remove(int chargePointID, Instant now) {
        return database.inTransaction(connection -> connection
                .preparedQuery(ChargePointSql.REMOVE)
                .execute(Tuple.of(chargePointID, Times.at(now)))
                .compose(rows -> rows.size() == 0
                        ? Future.succeededFuture(Optional.empty())
                        : ChargerRepository.removeAllOf(connection, chargePointID, now)
                                .map(Optional::of)));
    }

    /** The number of the place for chargers nobody assigned to one, made if needed. */
    static Future<Integer> unassigned(SqlConnection connection, Instant now) {
        return connection
                .preparedQuery(ChargePointSql.MAKE_UNASSIGNED)
                .execute(Tuple.of(Times.at(now)))
                .compose(made ->
                        connection.preparedQuery(ChargePointSql.FIND_UNASSIGNED).execute())
                .map(rows -> rows.iterator().next().getInteger("charge_point_id"));
    }

    private static Optional<StoredChargePoint> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ChargePointSql::chargePoint)
                .findFirst();
    }

    private static <T> Future<T> refusedFor(String name, Throwable failure) {
        return Future.failedFuture(
                Database.isUniqueViolation(failure, NAME_IS_UNIQUE) ? Refusals.nameTaken(name) : failure);
    }
}
