package com.flexicharge.ocpp.log;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;

/** The daily tables of the message log, made before the first frame of their day, and dropped whole. */
final class PartitionRepository {
    private final Database database;

    PartitionRepository(Database database) {
        this.database = database;
    }

    /** Makes this day's (UTC) and the next one's, where they are not there yet. */
    Future<Void> makeAhead(LocalDate day) {
        return make(day).compose(made -> make(day.plusDays(1)));
    }

    private Future<Void> make(LocalDate day) {
        return database.query(client ->
                        client.preparedQuery("select ocpp.cover_day($1)").execute(Tuple.of(day)))
                .mapEmpty();
    }

    /** Drops what is older than this day (UTC). */
    Future<Void> dropBefore(LocalDate oldest) {
        return database.query(client ->
                        client.preparedQuery("select ocpp.drop_days_before($1)").execute(Tuple.of(oldest)))
                .mapEmpty();
    }
}
