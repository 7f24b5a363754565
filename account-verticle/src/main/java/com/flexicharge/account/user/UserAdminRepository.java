package com.flexicharge.account.user;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.UserEndpoints.ChangeUser;
import com.flexicharge.shared.contract.account.UserEndpoints.ListUsers;
import com.flexicharge.shared.contract.account.UserEndpoints.MakeUser;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** What administrators do with accounts, in the database. */
public final class UserAdminRepository {
    private static final String USERNAME_KEY = "users_username";

    private final Database database;

    public UserAdminRepository(Database database) {
        this.database = database;
    }

    Future<List<StoredUser>> list(ListUsers asked) {
        var values = Tuple.of(
                asked.role() == null ? null : asked.role().name().toLowerCase(Locale.ROOT),
                Columns.storable(asked.after()),
                asked.limit());
        var byAttribute = asked.attribute() != null && asked.prefix() != null;
        if (byAttribute) {
            values.addString(UserListSql.prefix(String.valueOf(Columns.storable(asked.prefix()))));
        }
        return database.query(client -> client.preparedQuery(UserListSql.list(byAttribute ? asked.attribute() : null))
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(UserSql::stored)
                        .toList()));
    }

    /** By userID or e-mail address. */
    Future<Optional<StoredUser>> find(String name) {
        return database.query(client -> UserSql.first(client, UserSql.FIND_BY_NAME, Tuple.of(Columns.storable(name))));
    }

    /** Empty: somebody has that address already. */
    Future<Optional<StoredUser>> make(MakeUser wanted, String passwordHash, Instant now) {
        var values = Tuple.of(
                UUID.randomUUID().toString(),
                wanted.username(),
                passwordHash,
                Columns.storable(wanted.firstName()),
                Columns.storable(wanted.lastName()),
                wanted.role().name().toLowerCase(Locale.ROOT),
                Times.at(now));
        return database.query(client -> UserSql.first(client, UserSql.MAKE, values));
    }

    /** Fails with {@code CONFLICT UsernameExistsException | lastAdmin}. Empty: the account is gone. */
    Future<Optional<StoredUser>> change(String userID, ChangeUser change, Instant now) {
        var values = Tuple.of(
                userID,
                change.username(),
                Columns.storable(change.firstName()),
                Columns.storable(change.lastName()),
                change.role() == null ? null : change.role().name().toLowerCase(Locale.ROOT),
                Times.at(now));
        return keepingAnAdmin(connection -> UserSql.first(connection, UserSql.CHANGE, values))
                .recover(failure -> Future.failedFuture(
                        Database.isUniqueViolation(failure, USERNAME_KEY) ? usernameExists() : failure));
    }

    /** Fails with {@code CONFLICT lastAdmin}. */
    Future<Void> enable(String userID, boolean enabled, Instant now) {
        return keepingAnAdmin(connection -> connection
                .preparedQuery(UserSql.ENABLE)
                .execute(Tuple.of(userID, enabled, Times.at(now)))
                .mapEmpty());
    }

    /** Fails with {@code CONFLICT lastAdmin}. */
    Future<Void> delete(String userID, Instant now) {
        return keepingAnAdmin(connection -> connection
                .preparedQuery(UserSql.DELETE)
                .execute(Tuple.of(userID, Times.at(now)))
                .compose(deleted ->
                        connection.preparedQuery(UserSql.FORGET_CODES).execute(Tuple.of(userID)))
                .compose(forgotten ->
                        connection.preparedQuery(UserSql.FORGET_CHALLENGES).execute(Tuple.of(userID)))
                .mapEmpty());
    }

    Future<Void> setPassword(String userID, String passwordHash, Instant now) {
        return database.query(client -> client.preparedQuery(UserSql.SET_PASSWORD)
                .execute(Tuple.of(userID, passwordHash, false, Times.at(now)))
                .mapEmpty());
    }

    /** Does it unless nobody could administer afterwards who could before. */
    private <T> Future<T> keepingAnAdmin(Function<SqlConnection, Future<T>> work) {
        return database.inTransaction(connection -> connection
                .query(UserSql.LOCK_ADMINS)
                .execute()
                .compose(locked -> admins(connection))
                .compose(before -> work.apply(connection)
                        .compose(done -> admins(connection)
                                .compose(after -> before > 0 && after == 0
                                        ? Future.failedFuture(lastAdmin())
                                        : Future.succeededFuture(done)))));
    }

    private static Future<Long> admins(SqlConnection connection) {
        return connection
                .query(UserSql.ADMINS)
                .execute()
                .map(counted -> counted.iterator().next().getLong("admins"));
    }

    static Refusal usernameExists() {
        return Refusal.of(
                Reason.CONFLICT, "UsernameExistsException", "An account with the given email already exists.");
    }

    private static Refusal lastAdmin() {
        return Refusal.of(
                Reason.CONFLICT,
                "lastAdmin",
                "This is the last administrator who can sign in. Make another one first.");
    }
}
