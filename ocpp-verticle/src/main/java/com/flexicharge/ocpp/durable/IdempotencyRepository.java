package com.flexicharge.ocpp.durable;

import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;

/** Which command a caller's key stands for. Usable from any thread. */
final class IdempotencyRepository {
    private static final Duration KEPT = Duration.ofHours(24);

    /** Who comes second gets what the first one has; a key whose time is over is new. */
    private static final String CLAIM = """
            insert into ocpp.idempotency_keys as k (caller, key, body_hash, command_id, created_at) values ($1, $2, $3, $4, $5)
            on conflict (caller, key) do update set
                body_hash = case when k.created_at < $6 then excluded.body_hash else k.body_hash end,
                command_id = case when k.created_at < $6 then excluded.command_id else k.command_id end,
                created_at = case when k.created_at < $6 then excluded.created_at else k.created_at end
            returning k.command_id, k.body_hash""";

    /** After a refusal: nothing was made, so the key says nothing. */
    private static final String RELEASE = """
            delete from ocpp.idempotency_keys k
            where k.caller = $1 and k.key = $2 and k.command_id = $3
              and not exists (select from ocpp.commands c where c.command_id = $3)""";

    /** The sweep. */
    private static final String FORGET = "delete from ocpp.idempotency_keys where created_at < $1";

    private final Database database;

    IdempotencyRepository(Database database) {
        this.database = database;
    }

    /** @param same whether the key was used for the same wish, or for none before */
    record Claim(String commandID, boolean same) {}

    /** @param commandID what to make under this key, if nobody did */
    Future<Claim> claim(IdempotencyKey key, String commandID, Instant at) {
        var values = Tuple.of(
                Columns.storable(key.caller()),
                key.key(),
                key.fingerprint(),
                commandID,
                Times.at(at),
                Times.at(at.minus(KEPT)));
        return database.query(client -> client.preparedQuery(CLAIM).execute(values))
                .map(rows -> claim(rows.iterator().next(), key));
    }

    private static Claim claim(Row row, IdempotencyKey key) {
        return new Claim(row.getString("command_id"), row.getBuffer("body_hash").equals(key.fingerprint()));
    }

    Future<Void> release(IdempotencyKey key, String commandID) {
        return database.query(
                        client -> client.preparedQuery(RELEASE).execute(Tuple.of(key.caller(), key.key(), commandID)))
                .mapEmpty();
    }

    Future<Void> forgetOld(Instant now) {
        return database.query(client -> client.preparedQuery(FORGET).execute(Tuple.of(Times.at(now.minus(KEPT)))))
                .mapEmpty();
    }
}
