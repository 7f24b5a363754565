package com.flexicharge.account.user;

import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import com.flexicharge.shared.contract.account.UserEndpoints.User;
import com.flexicharge.shared.contract.account.UserStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * An account as its row has it.
 *
 * @param passwordHash empty: nobody can sign in with a password
 * @param tokenVersion which tokens of it hold
 */
public record StoredUser(
        Profile profile,
        Optional<String> passwordHash,
        boolean mustChangePassword,
        boolean verified,
        boolean enabled,
        Role role,
        int tokenVersion,
        Instant createdAt,
        Instant lastModifiedAt) {

    public String userID() {
        return profile.userID();
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    User toUser() {
        return new User(profile, role, enabled, status(), createdAt, lastModifiedAt);
    }

    private UserStatus status() {
        if (!verified) {
            return UserStatus.UNCONFIRMED;
        }
        return mustChangePassword ? UserStatus.FORCE_CHANGE_PASSWORD : UserStatus.CONFIRMED;
    }
}
