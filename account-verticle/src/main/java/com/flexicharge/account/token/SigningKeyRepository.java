package com.flexicharge.account.token;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import com.flexicharge.shared.http.RsaJwk;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

/** Signing keys in the database. */
final class SigningKeyRepository {
    private static final String ADD = """
            insert into account.signing_keys (kid, algorithm, private_key, public_key, created_at)
            values ($1, $2, $3, $4, $5)""";

    private static final String LIST = """
            select kid, private_key, public_key, created_at from account.signing_keys order by created_at, kid""";

    private static final String DROP = "delete from account.signing_keys where created_at <= $1";

    private final Database database;

    SigningKeyRepository(Database database) {
        this.database = database;
    }

    Future<Void> add(SigningKey key) {
        var values =
                Tuple.of(key.kid(), RsaJwk.ALGORITHM, key.privateKey(), key.publicKey(), Times.at(key.createdAt()));
        return database.query(
                client -> client.preparedQuery(ADD).execute(values).mapEmpty());
    }

    /** Oldest first. */
    Future<List<SigningKey>> list() {
        return database.query(client -> client.query(LIST)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SigningKeyRepository::key)
                        .toList()));
    }

    Future<Void> drop(Instant madeUpTo) {
        return database.query(client ->
                client.preparedQuery(DROP).execute(Tuple.of(Times.at(madeUpTo))).mapEmpty());
    }

    private static SigningKey key(Row row) {
        return new SigningKey(
                row.getString("kid"),
                row.getBuffer("private_key"),
                row.getJsonObject("public_key"),
                Times.instant(row, "created_at"));
    }
}
