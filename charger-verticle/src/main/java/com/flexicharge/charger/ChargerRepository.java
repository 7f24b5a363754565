package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerCounts;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusCount;
import com.flexicharge.shared.contract.charger.ClockDrift;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Registration;
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

/** Chargers in the database, as people register and change them. */
final class ChargerRepository {
    private static final String SERIAL_NUMBER_IS_UNIQUE = "chargers_serial_number";

    private final Database database;
    private final GatheringReader<Integer, Charger> byNumber;

    ChargerRepository(Database database) {
        this.database = database;
        byNumber = new GatheringReader<>(database, ChargerRepository::find);
    }

    /** Each session that begins asks for its charger. */
    Future<Optional<Charger>> find(int connectorID) {
        return byNumber.read(connectorID);
    }

    private static Future<Map<Integer, Charger>> find(SqlClient client, List<Integer> connectorIDs) {
        return client.preparedQuery(ChargerSql.FIND)
                .execute(Tuple.of(connectorIDs.toArray(Integer[]::new)))
                .map(rows -> ChargerSql.chargers(rows).stream()
                        .collect(Collectors.toMap(Charger::connectorID, charger -> charger)));
    }

    Future<Optional<Charger>> find(String serialNumber) {
        return database.query(client ->
                        client.preparedQuery(ChargerSql.FIND_BY_SERIAL_NUMBER).execute(Tuple.of(serialNumber)))
                .map(ChargerRepository::first);
    }

    Future<List<Charger>> list(GetChargers wanted) {
        @Nullable ConnectorStatus status = wanted.status();
        @Nullable Registration registration = wanted.registration();
        var page = wanted.page();
        var filters = Tuple.of(status == null ? null : status.word(), wanted.connected(), wanted.chargePointID())
                .addString(wanted.text())
                .addLong(page.after())
                .addInteger(page.limit())
                .addString(registration == null ? null : Words.of(registration))
                .addBoolean(wanted.flapping())
                .addBoolean(wanted.clockWrong())
                .addLong(ClockDrift.MOST_OF_A_RIGHT_CLOCK.toMillis());
        var sql = page.descending() ? ChargerSql.LIST_DESCENDING : ChargerSql.LIST_ASCENDING;
        return database.query(client -> client.preparedQuery(sql).execute(filters))
                .map(ChargerSql::chargers);
    }

    Future<ChargerCounts> count() {
        return database.query(client -> client.query(ChargerSql.COUNT).execute())
                .map(rows -> new ChargerCounts(
                        rows.stream()
                                .mapToInt(row -> row.getInteger("connected"))
                                .sum(),
                        rows.stream()
                                .map(row -> new StatusCount(
                                        Words.storedStatus(row.getString("status")), row.getInteger("chargers")))
                                .toList()));
    }

    /**
     * @param initial without a charge point it stands at "Unassigned"
     * @return fails with NOT_FOUND when there is no such charge point, with CONFLICT when the serial number is taken
     */
    Future<Charger> add(String serialNumber, ChargerChange initial, Instant now) {
        return database.inTransaction(connection -> chargePointFor(connection, initial, now)
                        .compose(chargePointID -> insert(connection, serialNumber, chargePointID, initial, now)))
                .recover(failure -> Future.failedFuture(
                        Database.isUniqueViolation(failure, SERIAL_NUMBER_IS_UNIQUE)
                                ? Refusals.serialNumberTaken(serialNumber)
                                : failure));
    }

    /** Empty when there is no such charger; fails with NOT_FOUND when there is no such charge point. */
    Future<Optional<Charger>> change(int connectorID, ChargerChange change, Instant now) {
        var values = Tuple.of(connectorID, change.statusWord())
                .addDouble(change.latitude())
                .addDouble(change.longitude())
                .addInteger(change.chargePointID())
                .addString(change.registrationWord())
                .addOffsetDateTime(Times.at(now));
        return database.inTransaction(connection -> holdChargePoint(connection, change)
                .compose(held -> connection.preparedQuery(ChargerSql.CHANGE).execute(values))
                .compose(changed -> find(connection, connectorID)));
    }

    /** Empty when there is none that could be removed. */
    Future<Optional<Removed>> remove(int connectorID, Instant now) {
        return database.query(client ->
                        client.preparedQuery(ChargerSql.REMOVE_ONE).execute(Tuple.of(connectorID, Times.at(now))))
                .map(rows -> removed(rows).stream().findFirst());
    }

    static Future<List<Removed>> removeAllOf(SqlConnection connection, int chargePointID, Instant now) {
        return connection
                .preparedQuery(ChargerSql.LOCK_ALL_OF)
                .execute(Tuple.of(chargePointID))
                .compose(locked -> connection
                        .preparedQuery(ChargerSql.REMOVE_ALL_OF)
                        .execute(Tuple.of(chargePointID, Times.at(now))))
                .map(ChargerRepository::removed);
    }

    private static Future<Integer> chargePointFor(SqlConnection connection, ChargerChange initial, Instant now) {
        @Nullable Integer chargePointID = initial.chargePointID();
        return chargePointID == null
                ? ChargePointRepository.unassigned(connection, now)
                : Future.succeededFuture(chargePointID);
    }

    private static Future<Charger> insert(
            SqlConnection connection, String serialNumber, int chargePointID, ChargerChange initial, Instant now) {
        var values = Tuple.of(chargePointID, serialNumber)
                .addDouble(initial.latitude())
                .addDouble(initial.longitude())
                .addString(initial.statusWord())
                .addString(initial.registrationWord())
                .addOffsetDateTime(Times.at(now));
        return connection
                .preparedQuery(ChargerSql.ADD)
                .execute(values)
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(Refusals.noSuchChargePoint(chargePointID))
                        : find(connection, rows.iterator().next().getInteger("connector_id")))
                .map(Optional::orElseThrow);
    }

    private static Future<Void> holdChargePoint(SqlConnection connection, ChargerChange change) {
        @Nullable Integer chargePointID = change.chargePointID();
        if (chargePointID == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(ChargerSql.HOLD_CHARGE_POINT)
                .execute(Tuple.of(chargePointID))
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(Refusals.noSuchChargePoint(chargePointID))
                        : Future.succeededFuture());
    }

    private static Future<Optional<Charger>> find(SqlClient client, int connectorID) {
        return find(client, List.of(connectorID)).map(found -> Optional.ofNullable(found.get(connectorID)));
    }

    private static Optional<Charger> first(RowSet<Row> rows) {
        return ChargerSql.chargers(rows).stream().findFirst();
    }

    private static List<Removed> removed(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Removed(row.getInteger("connector_id"), row.getLong("epoch")))
                .toList();
    }
}
