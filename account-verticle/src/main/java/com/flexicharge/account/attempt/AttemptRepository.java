package com.flexicharge.account.attempt;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Counted attempts in the database, so that all processes count together. */
final class AttemptRepository {
    /** In one order always, so that two requests about the same subjects cannot wait for each other. */
    private static final String COUNT = """
            insert into account.attempts as a (subject, count, since)
            select subject, 1, $2 from unnest($1::text[]) as subject order by subject
            on conflict (subject) do update set
                count = case when a.since <= $3 then 1 else least(a.count, 1000000) + 1 end,
                since = case when a.since <= $3 then excluded.since else a.since end
            returning count""";

    private static final String TAKE_BACK =
            "update account.attempts set count = greatest(count - 1, 0) where subject = $1";

    private static final String FORGET = "delete from account.attempts where subject = $1";

    private static final String SWEEP = "delete from account.attempts where since <= $1";

    private final Database database;

    AttemptRepository(Database database) {
        this.database = database;
    }

    /**
     * @param old what was counted up to then does not count any more
     * @return the highest count, this one included
     */
    Future<Integer> count(List<String> subjects, Instant now, Instant old) {
        var values = Tuple.of(subjects.toArray(String[]::new), Times.at(now), Times.at(old));
        return database.query(client -> client.preparedQuery(COUNT)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .mapToInt(row -> row.getInteger("count"))
                        .max()
                        .orElse(0)));
    }

    Future<Void> takeBack(String subject) {
        return execute(TAKE_BACK, Tuple.of(subject));
    }

    Future<Void> forget(String subject) {
        return execute(FORGET, Tuple.of(subject));
    }

    Future<Void> sweep(Instant old) {
        return execute(SWEEP, Tuple.of(Times.at(old)));
    }

    private Future<Void> execute(String statement, Tuple values) {
        return database.query(
                client -> client.preparedQuery(statement).execute(values).mapEmpty());
    }
}
