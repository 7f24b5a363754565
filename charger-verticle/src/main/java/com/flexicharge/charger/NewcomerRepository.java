package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Chargers that register themselves by coming; those of a whole fleet are committed together. */
final class NewcomerRepository {
    /** More than an operator looks through; whoever makes names up fills no more rows than these. */
    private static final int MOST_PENDING = 1_000;

    private final GatheringWriter<Newcomer, Boolean> newcomers;

    record Newcomer(String serialNumber, Registration registration, Instant at) {}

    NewcomerRepository(Database database, MeterRegistry meters) {
        this.newcomers = GatheringWriter.keyed(
                database,
                meters,
                "charger.newcomers",
                GatheringLimits.USUAL,
                Newcomer::serialNumber,
                NewcomerRepository::store);
    }

    /**
     * One that is there already stays as it is.
     *
     * @return whether there is one now: not, when as many are pending already as may
     */
    Future<Boolean> add(Newcomer newcomer) {
        return newcomers.write(newcomer);
    }

    private static Future<List<Boolean>> store(SqlConnection connection, List<Newcomer> newcomers) {
        return lockPending(connection, newcomers)
                .compose(locked -> ChargePointRepository.unassigned(
                        connection, newcomers.get(0).at()))
                .compose(chargePointID ->
                        connection.preparedQuery(ChargerSql.ADD_NEWCOMERS).execute(values(chargePointID, newcomers)))
                .compose(added -> connection
                        .preparedQuery(ChargerSql.KNOWN)
                        .execute(Columns.of(newcomers)
                                .texts(Newcomer::serialNumber)
                                .tuple()))
                .map(NewcomerRepository::serialNumbers)
                .map(known -> newcomers.stream()
                        .map(newcomer -> known.contains(newcomer.serialNumber()))
                        .toList());
    }

    private static Future<Void> lockPending(SqlConnection connection, List<Newcomer> newcomers) {
        return newcomers.stream().anyMatch(newcomer -> newcomer.registration() == Registration.PENDING)
                ? connection.query(ChargerSql.LOCK_PENDING).execute().mapEmpty()
                : Future.succeededFuture();
    }

    private static Tuple values(int chargePointID, List<Newcomer> newcomers) {
        return Columns.of(newcomers)
                .texts(Newcomer::serialNumber)
                .texts(newcomer -> Words.of(newcomer.registration()))
                .times(Newcomer::at)
                .tuple()
                .addInteger(chargePointID)
                .addInteger(MOST_PENDING);
    }

    private static Set<String> serialNumbers(RowSet<Row> rows) {
        var known = new HashSet<String>();
        rows.forEach(row -> known.add(row.getString("serial_number")));
        return known;
    }
}
