package com.flexicharge.shared.db;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was answered under the Idempotency-Keys of a module's routes, in its schema. Usable from any thread. */
public final class IdempotencyRepository {
    private static final Duration KEPT = Duration.ofHours(24);

    /**
     * Whoever works under a key for longer has died: the longest a request may take is 80 s. Then the next one with the same request
     * does the work.
     */
    private static final Duration LONGEST_WORK = Duration.ofMinutes(2);

    /** Serves every request with a key: no row unless it is new, its day is over, or whoever had it died at work. */
    private static final String CLAIM = """
            insert into %s.idempotency_keys as k (caller, key, body_hash, created_at, claimed_at)
            values ($1, $2, $3, $4, $4)
            on conflict (caller, key) do update set
                body_hash = excluded.body_hash, created_at = excluded.created_at, claimed_at = excluded.claimed_at,
                status = null, headers = null, body = null
            where k.created_at <= $5
               or (k.status is null and k.claimed_at <= $6 and k.body_hash = excluded.body_hash)
            returning key""";

    /** Serves a request whose key is in use. */
    private static final String FIND =
            "select body_hash, status, headers, body from %s.idempotency_keys where caller = $1 and key = $2";

    /** Serves the first request, once it is answered; nothing if it took too long and another one does the work. */
    private static final String KEEP = """
            update %s.idempotency_keys set status = $4, headers = $5, body = $6
            where caller = $1 and key = $2 and claimed_at = $3 and status is null""";

    /** Serves the first request, when its answer is none to be kept. */
    private static final String RELEASE = """
            delete from %s.idempotency_keys
            where caller = $1 and key = $2 and claimed_at = $3 and status is null""";

    /** The sweep. Never waits for rows others are writing. */
    private static final String FORGET = """
            with old as (
                select caller, key from %1$s.idempotency_keys
                where created_at <= $1
                order by created_at limit 10000
                for update skip locked)
            delete from %1$s.idempotency_keys k using old where k.caller = old.caller and k.key = old.key""";

    private final Database database;
    private final String schema;

    /** @param schema with a table {@code idempotency_keys} */
    public IdempotencyRepository(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /**
     * One use of a key.
     *
     * @param fingerprint of the request: another one, another request
     * @param at          to the microsecond, as it is stored: what this use is known by
     */
    public record Use(String caller, String key, Buffer fingerprint, Instant at) {
        public Use {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** An answer as it went out. */
    public record Given(int status, Map<String, String> headers, Buffer body) {
        public Given {
            headers = Map.copyOf(headers);
        }
    }

    /** What a key stands for when it is used. */
    public enum Standing {
        /** For nothing yet: whoever used it does the work, and keeps the answer or releases the key. */
        OURS,
        /** For this request, and it is not answered yet. */
        UNDER_WAY,
        ANSWERED,
        /** For another request. */
        OTHER
    }

    /** @param answer there when ANSWERED */
    public record Found(Standing standing, Optional<Given> answer) {}

    public Future<Found> claim(Use use) {
        var values = Tuple.of(Columns.storable(use.caller()), use.key(), use.fingerprint())
                .addOffsetDateTime(Times.at(use.at()))
                .addOffsetDateTime(Times.at(use.at().minus(KEPT)))
                .addOffsetDateTime(Times.at(use.at().minus(LONGEST_WORK)));
        return database.query(client -> client.preparedQuery(CLAIM.formatted(schema))
                .execute(values)
                .compose(claimed -> claimed.size() > 0
                        ? Future.succeededFuture(new Found(Standing.OURS, Optional.empty()))
                        : client.preparedQuery(FIND.formatted(schema))
                                .execute(Tuple.of(Columns.storable(use.caller()), use.key()))
                                .map(rows -> rows.size() == 0
                                        ? underWay()
                                        : found(rows.iterator().next(), use))));
    }

    public Future<Void> keep(Use use, Given answer) {
        var values = mine(use)
                .addInteger(answer.status())
                .addValue(new JsonObject(Map.copyOf(answer.headers())))
                .addBuffer(answer.body());
        return execute(KEEP, values);
    }

    public Future<Void> release(Use use) {
        return execute(RELEASE, mine(use));
    }

    /** At most 10,000 at a time: swept every ten minutes, more than a million a day. */
    public Future<Void> forget(Instant now) {
        return execute(FORGET, Tuple.of(Times.at(now.minus(KEPT))));
    }

    private Future<Void> execute(String statement, Tuple values) {
        return database.query(client ->
                        client.preparedQuery(statement.formatted(schema)).execute(values))
                .mapEmpty();
    }

    private static Tuple mine(Use use) {
        return Tuple.of(Columns.storable(use.caller()), use.key(), Times.at(use.at()));
    }

    /** It was released between the two statements: trying again is right. */
    private static Found underWay() {
        return new Found(Standing.UNDER_WAY, Optional.empty());
    }

    private static Found found(Row row, Use use) {
        if (!row.getBuffer("body_hash").equals(use.fingerprint())) {
            return new Found(Standing.OTHER, Optional.empty());
        }
        return row.getInteger("status") == null
                ? underWay()
                : new Found(
                        Standing.ANSWERED,
                        Optional.of(new Given(row.getInteger("status"), headers(row), row.getBuffer("body"))));
    }

    private static Map<String, String> headers(Row row) {
        return row.getJsonObject("headers").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.valueOf(header.getValue())));
    }
}
