package com.flexicharge.transaction.statistics;

import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.Day;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds sessions up. */
public final class StatisticsRepository {
    /**
     * One pass over the sessions of the period, each put into its day by the days' bounds. The conditions on whose and where they were are
     * there only when asked for, so that each combination is planned by its own index.
     */
    private static final String SUMS = """
            select width_bucket(coalesce(t.start_at, t.created_at), $1::timestamptz[]) as day,
                   count(*)::int as sessions,
                   sum(t.energy_wh)::bigint as energy_wh,
                   sum(t.price_ore)::bigint as price_ore,
                   sum(greatest(0, extract(epoch from t.stop_at - t.start_at)))::bigint as duration_seconds
            from transaction.transactions t
            where t.state = 'ended' and not t.hidden
              and coalesce(t.start_at, t.created_at) >= $2 and coalesce(t.start_at, t.created_at) < $3%s
            group by day""";

    private final Database database;

    public StatisticsRepository(Database database) {
        this.database = database;
    }

    /** In the order of the period's days, with all of them. */
    Future<List<Day>> sums(Period period, @Nullable String userID, @Nullable Integer connectorID) {
        var bounds = period.bounds();
        var values = Tuple.of(
                bounds.stream().map(Times::at).toArray(OffsetDateTime[]::new),
                Times.at(bounds.get(0)),
                Times.at(bounds.get(bounds.size() - 1)));
        var conditions = new StringBuilder();
        if (userID != null) {
            values.addString(userID);
            conditions.append(" and t.user_id = $").append(values.size());
        }
        if (connectorID != null) {
            values.addInteger(connectorID);
            conditions.append(" and t.connector_id = $").append(values.size());
        }
        return database.query(client ->
                client.preparedQuery(SUMS.formatted(conditions)).execute(values).map(rows -> days(period, rows)));
    }

    private static List<Day> days(Period period, Iterable<Row> rows) {
        var byDay = new HashMap<Integer, Row>();
        rows.forEach(row -> byDay.put(row.getInteger("day"), row));
        var days = new ArrayList<Day>();
        for (var date : period.dates()) {
            @Nullable Row sums = byDay.get(days.size() + 1);
            days.add(
                    sums == null
                            ? new Day(date.toString(), 0, 0, 0, 0)
                            : new Day(
                                    date.toString(),
                                    sums.getInteger("sessions"),
                                    sums.getLong("energy_wh"),
                                    sums.getLong("price_ore"),
                                    sums.getLong("duration_seconds")));
        }
        return days;
    }
}
