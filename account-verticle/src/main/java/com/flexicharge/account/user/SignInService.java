package com.flexicharge.account.user;

import com.flexicharge.account.attempt.Attempts;
import com.flexicharge.account.password.PasswordHashes;
import com.flexicharge.account.password.PasswordPolicy;
import com.flexicharge.account.token.SigningKeys;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.AccountEndpoints.ForceChangePassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignIn;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignInOutcome;
import com.flexicharge.shared.contract.account.AccountEndpoints.SignedIn;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** From a password to a token. Which account exists, nobody learns here: all that is wrong before the password fits is one answer. */
public final class SignInService {
    private static final Duration CHALLENGE_LIFE = Duration.ofMinutes(15);
    private static final int SESSION_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final UserRepository users;
    private final Attempts attempts;
    private final PasswordHashes hashes;
    private final SigningKeys keys;
    private final Clock clock;

    public SignInService(
            UserRepository users, Attempts attempts, PasswordHashes hashes, SigningKeys keys, Clock clock) {
        this.users = users;
        this.attempts = attempts;
        this.hashes = hashes;
        this.keys = keys;
        this.clock = clock;
    }

    public Future<SignInOutcome> signIn(SignIn said) {
        return attempts.guess(
                said.username(),
                said.address(),
                () -> users.findByUsername(said.username())
                        .compose(found -> proven(found, said.password()))
                        .compose(user -> admitted(user, said.adminsOnly()))
                        .compose(user -> user.mustChangePassword() ? challenge(user) : token(user)));
    }

    public Future<SignInOutcome> forceChange(ForceChangePassword said) {
        PasswordPolicy.check(said.password(), "/password");
        return attempts.guess(
                said.username(),
                said.address(),
                () -> users.findByUsername(said.username())
                        .compose(found -> found.filter(StoredUser::enabled)
                                .map(user -> admitted(user, said.adminsOnly()))
                                .orElseGet(SignInService::badSession))
                        .compose(user -> hashes.of(said.password())
                                .compose(hash -> users.answerChallenge(
                                        user.userID(), hash(said.session()), hash, clock.instant()))
                                .compose(set -> set ? users.find(user.userID()) : badSession()))
                        .compose(user -> user.map(this::token).orElseGet(SignInService::badSession)));
    }

    private Future<StoredUser> proven(Optional<StoredUser> found, String password) {
        return hashes.matches(password, found.flatMap(StoredUser::passwordHash))
                .compose(matches -> matches && found.isPresent() && found.get().enabled()
                        ? Future.succeededFuture(found.get())
                        : no("NotAuthorizedException", "Incorrect username or password."));
    }

    private static Future<StoredUser> admitted(StoredUser user, boolean adminsOnly) {
        if (!user.verified()) {
            return no("UserNotConfirmedException", "User is not confirmed.");
        }
        return adminsOnly && !user.isAdmin()
                ? Future.failedFuture(Refusal.of(
                        Reason.FORBIDDEN, "insufficientScope", "This is for administrators: your account is not one."))
                : Future.succeededFuture(user);
    }

    private Future<SignInOutcome> challenge(StoredUser user) {
        var bytes = new byte[SESSION_BYTES];
        random.nextBytes(bytes);
        var session = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return users.challenge(user.userID(), hash(session), clock.instant().plus(CHALLENGE_LIFE))
                .map(stored -> new SignInOutcome(null, session));
    }

    private Future<SignInOutcome> token(StoredUser user) {
        return keys.sign(user.userID(), user.role(), user.tokenVersion()).map(signed -> {
            Profile profile = user.profile();
            return new SignInOutcome(
                    new SignedIn(
                            signed.token(),
                            signed.lifeSeconds(),
                            profile.userID(),
                            profile.username() == null ? "" : profile.username(),
                            profile.firstName(),
                            profile.lastName()),
                    null);
        });
    }

    private static Buffer hash(String session) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(session.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static <T> Future<T> badSession() {
        return no("NotAuthorizedException", "Invalid session for the user.");
    }

    private static <T> Future<T> no(String code, String message) {
        return Future.failedFuture(Refusal.of(Reason.INVALID, code, message));
    }
}
