package com.flexicharge.ocpp.durable;

import static com.flexicharge.ocpp.durable.CommandSql.COLUMNS;

import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** Commands that are over and whose consequences are not written down yet. */
final class EffectRepository {
    /** Not when an answer has come since: its consequences are due, and another is telling of them or will be. */
    private static final String DONE = """
            update ocpp.commands set effects_due = false, sealed_request = null
            where command_id = $1 and effects_due and answered_at is not distinct from $2""";

    /** The sweep, of whatever process; touching the row is what keeps two from doing the same at once. */
    private static final String CLAIM = """
            update ocpp.commands c set updated_at = $1
            where c.command_id in (
                select command_id from ocpp.commands
                where effects_due and updated_at < $2
                order by number limit 100
                for update skip locked)
            returning %s""".formatted(COLUMNS);

    private final Database database;

    EffectRepository(Database database) {
        this.database = database;
    }

    /** @param told the command as its owners were told of it */
    Future<Void> done(Command told) {
        return database.query(client ->
                        client.preparedQuery(DONE).execute(Tuple.of(told.id(), Times.atOrNull(told.answeredAt()))))
                .mapEmpty();
    }

    /** @param triedBefore those nobody has tried since */
    Future<List<StoredCommand>> claim(Instant triedBefore, Instant now) {
        return database.query(
                        client -> client.preparedQuery(CLAIM).execute(Tuple.of(Times.at(now), Times.at(triedBefore))))
                .map(CommandSql::all);
    }
}
