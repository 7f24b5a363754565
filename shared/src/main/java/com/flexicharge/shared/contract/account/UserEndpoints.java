package com.flexicharge.shared.contract.account;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What administrators do with accounts. A {@code name} is a userID or an e-mail address; one that nobody has is refused with {@code
 * NOT_FOUND UserNotFoundException}. The last administrator who can sign in is not taken away: {@code CONFLICT lastAdmin}.
 */
public interface UserEndpoints {
    record User(
            Profile profile,
            Role role,
            boolean enabled,
            UserStatus status,
            Instant createdAt,
            Instant lastModifiedAt) {}

    /**
     * In the order in which they were made.
     *
     * @param role   absent: any
     * @param prefix of the attribute; letter case does not count
     * @param after  the userID of the last one already seen; absent: from the start
     * @param limit  1…61 rows
     */
    record ListUsers(
            @Nullable Role role,
            @Nullable UserAttribute attribute,
            @Nullable String prefix,
            @Nullable String after,
            int limit) {}

    record Users(List<User> users) {
        public Users {
            users = List.copyOf(users);
        }
    }

    record GetUser(String name) {}

    /**
     * Refused with {@code INVALID InvalidParameterException}, {@code InvalidPasswordException}, {@code CONFLICT
     * UsernameExistsException}. The address counts as proved: somebody who may vouches for it.
     *
     * @param password absent: one is made and mailed; either way the first sign-in asks for another
     */
    record MakeUser(String username, @Nullable String password, String firstName, String lastName, Role role) {}

    /** Absent members stay as they are. Refused as {@link MakeUser}. */
    record ChangeUser(
            String name,
            @Nullable String username,
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable Role role) {}

    /** Ends its tokens when it is disabled. */
    record EnableUser(String name, boolean enabled) {}

    /** Refused as {@link AccountEndpoints.DeleteAccount}. */
    record DeleteUser(String name) {}

    /** For good: the person is not asked for another. Ends the tokens of before. */
    record SetPassword(String name, String password) {}

    /** Mails a code for a new password. */
    record ResetPassword(String name) {}

    Endpoint<ListUsers, Users> LIST_USERS = Endpoint.of("account.listUsers", ListUsers.class, Users.class);
    Endpoint<GetUser, User> GET_USER = Endpoint.of("account.getUser", GetUser.class, User.class);
    Endpoint<MakeUser, User> MAKE_USER = Endpoint.of("account.makeUser", MakeUser.class, User.class);
    Endpoint<ChangeUser, User> CHANGE_USER = Endpoint.of("account.changeUser", ChangeUser.class, User.class);
    Endpoint<EnableUser, Done> ENABLE_USER = Endpoint.of("account.enableUser", EnableUser.class, Done.class);
    Endpoint<DeleteUser, Done> DELETE_USER = Endpoint.of("account.deleteUser", DeleteUser.class, Done.class);
    Endpoint<SetPassword, Done> SET_PASSWORD = Endpoint.of("account.setPassword", SetPassword.class, Done.class);
    Endpoint<ResetPassword, Done> RESET_PASSWORD =
            Endpoint.of("account.resetPassword", ResetPassword.class, Done.class);
}
