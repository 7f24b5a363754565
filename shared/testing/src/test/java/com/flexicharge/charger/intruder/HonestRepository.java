package com.flexicharge.charger.intruder;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;

/** Allowed in every point: what the rules must let through. */
public final class HonestRepository {
    private final SqlClient client;
    private final Clock clock;

    public HonestRepository(SqlClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    public Future<Integer> count() {
        return client.query("select 1")
                .execute()
                .map(rows -> Mapping.count(rows.iterator().next()));
    }

    public Instant now() {
        return Instant.now(clock);
    }

    private static final class Mapping {
        static int count(Row row) {
            return row.getInteger(0);
        }
    }
}
