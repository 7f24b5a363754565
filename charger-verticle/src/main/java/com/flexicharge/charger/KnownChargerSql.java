package com.flexicharge.charger;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Chargers as a transaction finds them, for the rooms whose rows belong to a charger. */
public final class KnownChargerSql {
    private KnownChargerSql() {}

    /**
     * Locks chargers for the rest of the transaction, so that the writes of one take their turns.
     *
     * @return those there are; the others are unknown, or removed
     */
    public static Future<Set<Integer>> lock(SqlConnection connection, Collection<Integer> connectorIDs) {
        return connection
                .preparedQuery(ChargerSql.LOCK)
                .execute(Tuple.tuple().addValue(connectorIDs.toArray(Integer[]::new)))
                .map(rows -> {
                    var known = new HashSet<Integer>();
                    rows.forEach(row -> known.add(row.getInteger("connector_id")));
                    return known;
                });
    }

    /** As {@link #lock}, for one. @return fails with {@code NOT_FOUND chargerNotFound} */
    public static Future<Void> lockOne(SqlConnection connection, int connectorID) {
        return lock(connection, Set.of(connectorID))
                .compose(known ->
                        known.isEmpty() ? Future.failedFuture(Refusals.chargerNotFound()) : Future.succeededFuture());
    }
}
