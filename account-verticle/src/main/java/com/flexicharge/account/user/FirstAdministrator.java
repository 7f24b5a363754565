package com.flexicharge.account.user;

import com.flexicharge.account.password.PasswordHashes;
import io.vertx.core.Future;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Somebody must be the first who can let others administer. Nobody has a password that others could know. */
public final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String LOCAL_USERNAME = "admin@localhost";

    private final UserRepository users;
    private final PasswordHashes hashes;
    private final Clock clock;

    public FirstAdministrator(UserRepository users, PasswordHashes hashes, Clock clock) {
        this.users = users;
        this.hashes = hashes;
        this.clock = clock;
    }

    /** If there is no administrator yet. */
    public Future<Void> make(String username, String password) {
        return unlessThere(username, password)
                .onSuccess(made -> {
                    if (made) {
                        LOG.info("Made the first administrator, {}", username);
                    }
                })
                .mapEmpty();
    }

    /** If there is no administrator yet: with a password that is shown now and never again. */
    public Future<Void> makeLocal() {
        var password = FirstPassword.random();
        return unlessThere(LOCAL_USERNAME, password)
                .onSuccess(made -> {
                    if (made) {
                        LOG.warn(
                                "Made the first administrator: {} with the password {} (shown this once; set another with"
                                        + " POST /auth/change-password)",
                                LOCAL_USERNAME,
                                password);
                    }
                })
                .mapEmpty();
    }

    /** Says what to do if there is no administrator yet. */
    public Future<Void> advise() {
        return users.hasAdmin()
                .onSuccess(there -> {
                    if (!there) {
                        LOG.warn(
                                "There is no administrator. Set ADMIN_USERNAME (an e-mail address) and ADMIN_PASSWORD and"
                                        + " start again: the first one is made from them.");
                    }
                })
                .mapEmpty();
    }

    private Future<Boolean> unlessThere(String username, String password) {
        return users.hasAdmin()
                .compose(there -> there
                        ? Future.succeededFuture(false)
                        : hashes.of(password).compose(hash -> users.makeAdminIfNone(username, hash, clock.instant())));
    }
}
