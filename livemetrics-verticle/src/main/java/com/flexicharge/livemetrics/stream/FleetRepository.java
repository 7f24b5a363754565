package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Sums over the rows of sessions. */
final class FleetRepository {
    /** Chargers that tell their power at all do so four times an hour. */
    private static final Duration STILL_TRUE = Duration.ofMinutes(20);

    /** For the overview of operators: by the index of open sessions, and by that of their beginnings. */
    private static final String SUM = """
            select (select coalesce(sum(power_w), 0) from livemetrics.sessions
                    where ended_at is null and last_received_at > $1)::bigint as power_w,
                   (select coalesce(sum(energy_wh), 0) from livemetrics.sessions where start_at >= $2)::bigint as energy_wh
            """;

    private final Database database;

    FleetRepository(Database database) {
        this.database = database;
    }

    Future<FleetFigures> sum(Instant now) {
        var since = Tuple.of(Times.at(now.minus(STILL_TRUE)), Times.at(now.truncatedTo(ChronoUnit.DAYS)));
        return database.query(client -> client.preparedQuery(SUM).execute(since))
                .map(rows -> {
                    var row = rows.iterator().next();
                    return new FleetFigures(row.getLong("power_w"), row.getLong("energy_wh"));
                });
    }
}
