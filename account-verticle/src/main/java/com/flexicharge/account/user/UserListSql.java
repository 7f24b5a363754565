package com.flexicharge.account.user;

import com.flexicharge.shared.contract.account.UserAttribute;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The statement of the list of people, which differs by what is searched. */
final class UserListSql {
    private UserListSql() {}

    /** Parameters: role, userID of the last one seen, limit; with an attribute also the prefix, in lower case and escaped. */
    static String list(@Nullable UserAttribute attribute) {
        return """
                select %s from account.users u
                where u.deleted_at is null and u.username is not null
                    and ($1::text is null or u.role = $1)
                    and ($2::text is null or (u.created_at, u.user_id) > (
                        select seen.created_at, seen.user_id from account.users seen where seen.user_id = $2))
                    %s
                order by u.created_at, u.user_id
                limit $3""".formatted(UserSql.COLUMNS, attribute == null ? "" : "and " + of(attribute) + " like $4");
    }

    /** The text that has this prefix. */
    static String prefix(String text) {
        return text.toLowerCase(Locale.ROOT)
                        .replace("\\", "\\\\")
                        .replace("%", "\\%")
                        .replace("_", "\\_")
                + "%";
    }

    private static String of(UserAttribute attribute) {
        return switch (attribute) {
            case SUB -> "u.user_id";
            case EMAIL -> "lower(u.username)";
            case NAME -> "lower(u.first_name)";
            case FAMILY_NAME -> "lower(u.last_name)";
            case ROLE -> "u.role";
        };
    }
}
