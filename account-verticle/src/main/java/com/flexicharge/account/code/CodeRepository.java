package com.flexicharge.account.code;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Codes in the database. */
final class CodeRepository {
    /** A code that was tried this often is none any more. */
    private static final int MOST_TRIES = 5;

    private static final String PUT = """
            insert into account.codes (user_id, kind, code_hash, expires_at) values ($1, $2, $3, $4)
            on conflict (user_id, kind) do update
            set code_hash = excluded.code_hash, tries = 0, used_at = null, expires_at = excluded.expires_at""";

    private static final String TRY = """
            update account.codes c set tries = tries + 1
            from account.users u
            where lower(u.username) = lower($1) and u.deleted_at is null
              and c.user_id = u.user_id and c.kind = $2 and c.tries < %d
            returning c.user_id, c.code_hash, c.used_at, c.expires_at""".formatted(MOST_TRIES);

    private final Database database;

    CodeRepository(Database database) {
        this.database = database;
    }

    /** In the place of one that was made before. */
    Future<Void> put(String userID, CodeKind kind, Buffer codeHash, Instant expiresAt) {
        var values = Tuple.of(userID, kind.word(), codeHash, Times.at(expiresAt));
        return database.query(
                client -> client.preparedQuery(PUT).execute(values).mapEmpty());
    }

    /** Counts a try. Empty: there is no such account, it has no such code, or that was tried too often. */
    Future<Optional<StoredCode>> attempt(String username, CodeKind kind) {
        return database.query(client -> client.preparedQuery(TRY)
                .execute(Tuple.of(username, kind.word()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CodeRepository::stored)
                        .findFirst()));
    }

    private static StoredCode stored(Row row) {
        return new StoredCode(
                row.getString("user_id"),
                row.getBuffer("code_hash"),
                row.getOffsetDateTime("used_at") != null,
                Times.instant(row, "expires_at"));
    }
}
