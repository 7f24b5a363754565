package com.flexicharge.charger.clock;

import com.flexicharge.charger.KnownChargerSql;
import com.flexicharge.shared.contract.charger.ClockEndpoints.MeasuredClock;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** How far chargers' clocks are from ours, in the database. */
final class ClockRepository {
    private final Database database;

    ClockRepository(Database database) {
        this.database = database;
    }

    /** @return what changed; without those whose socket owns its charger no more */
    Future<List<ClockChange>> store(List<MeasuredClock> clocks) {
        var ids = clocks.stream().map(MeasuredClock::connectorID).toList();
        var values = Columns.of(clocks)
                .ints(MeasuredClock::connectorID)
                .longs(MeasuredClock::epoch)
                .longs(clock -> clock.drift().driftMillis())
                .times(clock -> clock.drift().measuredAt())
                .tuple();
        return database.inTransaction(connection -> KnownChargerSql.lock(connection, ids)
                .compose(locked -> connection.preparedQuery(ClockSql.STORE).execute(values))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ClockRepository::change)
                        .toList()));
    }

    private static ClockChange change(Row row) {
        return new ClockChange(
                row.getInteger("connector_id"),
                row.getString("serial_number"),
                row.getLong("clock_drift_ms"),
                Optional.ofNullable(row.getLong("drift_before_ms")));
    }
}
