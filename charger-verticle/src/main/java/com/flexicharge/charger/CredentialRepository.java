package com.flexicharge.charger;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What chargers must present, in the database. Passwords are hashes here already. */
final class CredentialRepository {
    private final Database database;

    CredentialRepository(Database database) {
        this.database = database;
    }

    /** @return whether there is such a charger */
    Future<Boolean> set(int connectorID, @Nullable String passwordHash, @Nullable Integer securityProfile) {
        return changes(CredentialSql.SET, Tuple.of(connectorID, passwordHash, securityProfile));
    }

    /** Empty when there is no such charger; within, empty when it has no password. */
    Future<Optional<Optional<String>>> passwordHash(int connectorID) {
        return database.query(client ->
                        client.preparedQuery(CredentialSql.FIND_PASSWORD).execute(Tuple.of(connectorID)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> Optional.ofNullable(row.getString("password_hash")))
                        .findFirst());
    }

    /**
     * @param replaced      the hash it had; empty: none
     * @param previousUntil how long that one holds beside the new one
     * @return whether it was done: not, when the charger has another password by now, or is gone
     */
    Future<Boolean> replacePassword(
            int connectorID, Optional<String> replaced, String passwordHash, Instant previousUntil) {
        return changes(
                CredentialSql.REPLACE_PASSWORD,
                Tuple.of(connectorID, replaced.orElse(null), passwordHash, Times.at(previousUntil)));
    }

    /** @return whether there is such a charger */
    Future<Boolean> raiseProfile(int connectorID, int securityProfile) {
        return changes(CredentialSql.RAISE_PROFILE, Tuple.of(connectorID, securityProfile));
    }

    private Future<Boolean> changes(String sql, Tuple values) {
        return database.query(client -> client.preparedQuery(sql).execute(values))
                .map(rows -> rows.size() > 0);
    }
}
