package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import com.flexicharge.shared.http.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;

/** Tickets in the database, so that one opens a stream on any node. Only their hashes: who reads the table gets in nowhere. */
public final class TicketRepository {
    /** Those that are over go when the next ones come; there are never more than a few minutes' of them. */
    private static final String ADD = """
            with over as (delete from livemetrics.tickets where expires_at <= $6)
            insert into livemetrics.tickets (ticket_hash, user_id, admin, token_expires_at, expires_at)
            values ($1, $2, $3, $4, $5)
            """;

    private static final String FIND = """
            select user_id, admin, token_expires_at from livemetrics.tickets where ticket_hash = $1 and expires_at > $2
            """;

    private final Database database;

    public TicketRepository(Database database) {
        this.database = database;
    }

    Future<Void> add(byte[] hash, VerifiedToken token, Instant expiresAt, Instant now) {
        var row = Tuple.of(
                        Buffer.buffer(hash),
                        token.caller().userID(),
                        token.caller().isAdmin())
                .addValue(Times.at(token.expiresAt()))
                .addValue(Times.at(expiresAt))
                .addValue(Times.at(now));
        return database.query(client -> client.preparedQuery(ADD).execute(row)).mapEmpty();
    }

    Future<Optional<VerifiedToken>> find(byte[] hash, Instant now) {
        var key = Tuple.of(Buffer.buffer(hash), Times.at(now));
        return database.query(client -> client.preparedQuery(FIND).execute(key))
                .map(rows -> rows.stream().findFirst().map(row -> {
                    var role = row.getBoolean("admin") ? Role.ADMIN : Role.USER;
                    return new VerifiedToken(
                            new Caller(row.getString("user_id"), role), Times.instant(row, "token_expires_at"));
                }));
    }
}
