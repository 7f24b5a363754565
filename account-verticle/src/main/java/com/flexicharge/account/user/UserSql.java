package com.flexicharge.account.user;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Statements on accounts. A deleted one is found by none of them. */
final class UserSql {
    static final String COLUMNS = """
            u.user_id, u.username, u.password_hash, u.must_change_password, u.verified, u.enabled, u.role, u.first_name, u.last_name,
            u.phone_number, u.street_address, u.zip_code, u.city, u.country, u.token_version, u.created_at, u.last_modified_at""";

    static final String FIND =
            "select %s from account.users u where u.user_id = $1 and u.deleted_at is null".formatted(COLUMNS);

    static final String FIND_BY_USERNAME =
            "select %s from account.users u where lower(u.username) = lower($1) and u.deleted_at is null"
                    .formatted(COLUMNS);

    /** A userID wins over an e-mail address, which has an at sign anyway. */
    static final String FIND_BY_NAME = """
            select %s from account.users u
            where (u.user_id = $1 or lower(u.username) = lower($1)) and u.deleted_at is null
            order by u.user_id = $1 desc limit 1""".formatted(COLUMNS);

    /** Over one that was never verified; no row for one that was. */
    static final String SIGN_UP = """
            insert into account.users as u
                (user_id, username, password_hash, first_name, last_name, created_at, last_modified_at)
            values ($1, $2, $3, $4, $5, $6, $6)
            on conflict (lower(username) text_pattern_ops) where deleted_at is null do update
            set username = excluded.username, password_hash = excluded.password_hash, first_name = excluded.first_name,
                last_name = excluded.last_name, last_modified_at = excluded.last_modified_at
            where not u.verified and u.enabled and not u.must_change_password
            returning %s""".formatted(COLUMNS);

    static final String VERIFIED = """
            update account.users set verified = true, last_modified_at = $2
            where user_id = $1 and not verified and deleted_at is null""";

    static final String CODE_USED =
            "update account.codes set used_at = coalesce(used_at, $3) where user_id = $1 and kind = $2";

    /** Once only: no row when another request was faster. */
    static final String USE_RESET_CODE = """
            update account.codes set used_at = $2
            where user_id = $1 and kind = 'reset' and used_at is null""";

    /** By somebody who did not know the old one: ends all tokens. */
    static final String SET_PASSWORD = """
            update account.users set password_hash = $2, must_change_password = $3, verified = true,
                token_version = token_version + 1, last_modified_at = $4
            where user_id = $1 and deleted_at is null""";

    static final String CHANGE_PASSWORD = """
            update account.users set password_hash = $2, last_modified_at = $3
            where user_id = $1 and deleted_at is null""";

    static final String CHANGE_PROFILE = """
            insert into account.users as u
                (user_id, first_name, last_name, phone_number, street_address, zip_code, city, country, created_at, last_modified_at)
            values ($1, coalesce($2, ''), coalesce($3, ''), coalesce($4, ''), coalesce($5, ''), coalesce($6, ''), coalesce($7, ''),
                coalesce($8, ''), $9, $9)
            on conflict (user_id) do update
            set first_name = coalesce($2, u.first_name), last_name = coalesce($3, u.last_name),
                phone_number = coalesce($4, u.phone_number), street_address = coalesce($5, u.street_address),
                zip_code = coalesce($6, u.zip_code), city = coalesce($7, u.city), country = coalesce($8, u.country),
                last_modified_at = $9
            where u.deleted_at is null
            returning %s""".formatted(COLUMNS);

    /** What is left is the number, so that its tokens are refused. */
    static final String DELETE = """
            update account.users set username = null, password_hash = null, enabled = false, role = 'user', first_name = '',
                last_name = '', phone_number = '', street_address = '', zip_code = '', city = '', country = '',
                token_version = token_version + 1, last_modified_at = $2, deleted_at = $2
            where user_id = $1 and deleted_at is null""";

    static final String ERASE = "delete from account.users where user_id = $1 and username is null";

    static final String FORGET_CODES = "delete from account.codes where user_id = $1";
    static final String FORGET_CHALLENGES = "delete from account.challenges where user_id = $1";

    static final String STANDING = """
            select 1 from account.users
            where user_id = $1 and token_version = $2 and enabled and deleted_at is null""";

    static final String CHALLENGE =
            "insert into account.challenges (session_hash, user_id, expires_at) values ($1, $2, $3)";

    static final String SWEEP_CHALLENGES = "delete from account.challenges where expires_at <= $1";

    /** Once only. */
    static final String TAKE_CHALLENGE = """
            delete from account.challenges c
            where c.session_hash = $1 and c.user_id = $2 and c.expires_at > $3""";

    /** One process after the other, so that two that start at once make one administrator. */
    static final String LOCK_ADMINS = "select pg_advisory_xact_lock(hashtext('account.admins'))";

    static final String ADMINS = """
            select count(*) as admins from account.users where role = 'admin' and enabled and deleted_at is null""";

    /** Over an account that exists already: whoever sets the environment may say who runs the fleet. */
    static final String MAKE_ADMIN = """
            insert into account.users as u (user_id, username, password_hash, verified, role, created_at, last_modified_at)
            values ($1, $2, $3, true, 'admin', $4, $4)
            on conflict (lower(username) text_pattern_ops) where deleted_at is null do update
            set password_hash = excluded.password_hash, verified = true, enabled = true, role = 'admin',
                must_change_password = false, token_version = u.token_version + 1, last_modified_at = $4""";

    /** By an administrator, over one that was never verified; no row for one that was. */
    static final String MAKE = """
            insert into account.users as u
                (user_id, username, password_hash, first_name, last_name, role, must_change_password, verified, created_at,
                last_modified_at)
            values ($1, $2, $3, $4, $5, $6, true, true, $7, $7)
            on conflict (lower(username) text_pattern_ops) where deleted_at is null do update
            set username = excluded.username, password_hash = excluded.password_hash, first_name = excluded.first_name,
                last_name = excluded.last_name, role = excluded.role, must_change_password = true, verified = true,
                last_modified_at = excluded.last_modified_at
            where not u.verified and u.enabled
            returning %s""".formatted(COLUMNS);

    /** Another role ends the tokens that name the old one. */
    static final String CHANGE = """
            update account.users u
            set username = coalesce($2, u.username), first_name = coalesce($3, u.first_name),
                last_name = coalesce($4, u.last_name), role = coalesce($5, u.role), last_modified_at = $6,
                token_version = u.token_version + (coalesce($5, u.role) <> u.role)::int
            where u.user_id = $1 and u.deleted_at is null
            returning %s""".formatted(COLUMNS);

    /** What was disabled and is enabled again does not bring its old tokens back. */
    static final String ENABLE = """
            update account.users u
            set enabled = $2, last_modified_at = $3, token_version = u.token_version + (not $2)::int
            where u.user_id = $1 and u.enabled <> $2 and u.deleted_at is null""";

    private UserSql() {}

    static Future<Optional<StoredUser>> first(SqlClient client, String statement, Tuple values) {
        return client.preparedQuery(statement)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(UserSql::stored)
                        .findFirst());
    }

    static StoredUser stored(Row row) {
        return new StoredUser(
                new Profile(
                        row.getString("user_id"),
                        row.getString("username"),
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("phone_number"),
                        row.getString("street_address"),
                        row.getString("zip_code"),
                        row.getString("city"),
                        row.getString("country")),
                Optional.ofNullable(row.getString("password_hash")),
                row.getBoolean("must_change_password"),
                row.getBoolean("verified"),
                row.getBoolean("enabled"),
                Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
                row.getInteger("token_version"),
                Times.instant(row, "created_at"),
                Times.instant(row, "last_modified_at"));
    }
}
