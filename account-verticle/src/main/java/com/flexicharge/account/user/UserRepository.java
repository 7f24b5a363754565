package com.flexicharge.account.user;

import com.flexicharge.shared.contract.account.AccountEndpoints.ChangeProfile;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Accounts in the database. */
public final class UserRepository {
    private final Database database;

    public UserRepository(Database database) {
        this.database = database;
    }

    Future<Optional<StoredUser>> find(String userID) {
        return database.query(client -> UserSql.first(client, UserSql.FIND, Tuple.of(Columns.storable(userID))));
    }

    /** Letter case does not count. */
    Future<Optional<StoredUser>> findByUsername(String username) {
        return database.query(
                client -> UserSql.first(client, UserSql.FIND_BY_USERNAME, Tuple.of(Columns.storable(username))));
    }

    /** Empty: somebody has verified that address already. */
    Future<Optional<StoredUser>> signUp(
            String username, String passwordHash, String firstName, String lastName, Instant now) {
        var values = Tuple.of(
                UUID.randomUUID().toString(),
                username,
                passwordHash,
                Columns.storable(firstName),
                Columns.storable(lastName),
                Times.at(now));
        return database.query(client -> UserSql.first(client, UserSql.SIGN_UP, values));
    }

    Future<Void> verified(String userID, Instant now) {
        var at = Times.at(now);
        return database.inTransaction(connection -> connection
                .preparedQuery(UserSql.CODE_USED)
                .execute(Tuple.of(userID, "verify", at))
                .compose(used -> connection.preparedQuery(UserSql.VERIFIED).execute(Tuple.of(userID, at)))
                .mapEmpty());
    }

    /** @return false: the code was used meanwhile, or the account deleted */
    Future<Boolean> resetPassword(String userID, String passwordHash, Instant now) {
        var at = Times.at(now);
        return database.inTransaction(connection -> connection
                .preparedQuery(UserSql.USE_RESET_CODE)
                .execute(Tuple.of(userID, at))
                .compose(used -> used.rowCount() == 0
                        ? Future.succeededFuture(used)
                        : connection
                                .preparedQuery(UserSql.SET_PASSWORD)
                                .execute(Tuple.of(userID, passwordHash, false, at)))
                .map(set -> set.rowCount() > 0));
    }

    Future<Void> changePassword(String userID, String passwordHash, Instant now) {
        return changes(UserSql.CHANGE_PASSWORD, Tuple.of(userID, passwordHash, Times.at(now)))
                .mapEmpty();
    }

    /** @return false: the challenge was answered meanwhile, or is over, or somebody else's */
    Future<Boolean> answerChallenge(String userID, Buffer sessionHash, String passwordHash, Instant now) {
        var at = Times.at(now);
        return database.inTransaction(connection -> connection
                .preparedQuery(UserSql.TAKE_CHALLENGE)
                .execute(Tuple.of(sessionHash, userID, at))
                .compose(taken -> taken.rowCount() == 0
                        ? Future.succeededFuture(taken)
                        : connection
                                .preparedQuery(UserSql.SET_PASSWORD)
                                .execute(Tuple.of(userID, passwordHash, false, at)))
                .map(set -> set.rowCount() > 0));
    }

    Future<Void> challenge(String userID, Buffer sessionHash, Instant expiresAt) {
        return changes(UserSql.CHALLENGE, Tuple.of(sessionHash, userID, Times.at(expiresAt)))
                .mapEmpty();
    }

    public Future<Void> sweepChallenges(Instant now) {
        return changes(UserSql.SWEEP_CHALLENGES, Tuple.of(Times.at(now))).mapEmpty();
    }

    /** The profile of an external issuer's user comes into being here. Empty: the account is deleted. */
    Future<Optional<StoredUser>> changeProfile(ChangeProfile change, Instant now) {
        var values = Tuple.of(change.userID())
                .addString(Columns.storable(change.firstName()))
                .addString(Columns.storable(change.lastName()))
                .addString(Columns.storable(change.phoneNumber()))
                .addString(Columns.storable(change.streetAddress()))
                .addString(Columns.storable(change.zipCode()))
                .addString(Columns.storable(change.city()))
                .addString(Columns.storable(change.country()))
                .addOffsetDateTime(Times.at(now));
        return database.query(client -> UserSql.first(client, UserSql.CHANGE_PROFILE, values));
    }

    /** Of an external issuer's user: nothing of it is left. */
    Future<Void> eraseProfile(String userID) {
        return changes(UserSql.ERASE, Tuple.of(userID)).mapEmpty();
    }

    /** Whether an enabled account has this token version. */
    Future<Boolean> stands(String userID, int tokenVersion) {
        return changes(UserSql.STANDING, Tuple.of(userID, tokenVersion));
    }

    /** @return whether there was none, so that this one was made */
    Future<Boolean> makeAdminIfNone(String username, String passwordHash, Instant now) {
        var values = Tuple.of(UUID.randomUUID().toString(), username, passwordHash, Times.at(now));
        return database.inTransaction(connection -> connection
                .query(UserSql.LOCK_ADMINS)
                .execute()
                .compose(locked -> connection.query(UserSql.ADMINS).execute())
                .compose(counted -> counted.iterator().next().getLong("admins") > 0
                        ? Future.succeededFuture(false)
                        : connection
                                .preparedQuery(UserSql.MAKE_ADMIN)
                                .execute(values)
                                .map(true)));
    }

    Future<Boolean> hasAdmin() {
        return database.query(client -> client.query(UserSql.ADMINS)
                .execute()
                .map(counted -> counted.iterator().next().getLong("admins") > 0));
    }

    private Future<Boolean> changes(String statement, Tuple values) {
        return database.query(
                client -> client.preparedQuery(statement).execute(values).map(rows -> rows.rowCount() > 0));
    }
}
