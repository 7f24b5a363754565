package com.flexicharge.account.user;

import com.flexicharge.account.attempt.Attempts;
import com.flexicharge.account.code.CodeKind;
import com.flexicharge.account.code.Codes;
import com.flexicharge.account.mail.Letters;
import com.flexicharge.account.mail.Post;
import com.flexicharge.account.password.PasswordHashes;
import com.flexicharge.account.password.PasswordPolicy;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.AccountEndpoints.ChangePassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.ConfirmForgotPassword;
import com.flexicharge.shared.contract.account.AccountEndpoints.ForgotPassword;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** New passwords for those who know the old one, and for those who read the mail of the account's address. */
public final class PasswordService {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordService.class);

    private final UserRepository users;
    private final Attempts attempts;
    private final Codes codes;
    private final PasswordHashes hashes;
    private final Post post;
    private final Clock clock;

    public PasswordService(
            UserRepository users, Attempts attempts, Codes codes, PasswordHashes hashes, Post post, Clock clock) {
        this.users = users;
        this.attempts = attempts;
        this.codes = codes;
        this.hashes = hashes;
        this.post = post;
        this.clock = clock;
    }

    /** Answered before the account is looked for: neither the answer nor its time tells whether there is one. */
    public Future<Done> forgot(ForgotPassword asked) {
        return attempts.count("mail", asked.username(), asked.address()).map(counted -> {
            mailCode(asked.username())
                    .onFailure(failure -> LOG.warn("A code for a new password could not be made", failure));
            return Done.DONE;
        });
    }

    public Future<Done> confirmForgot(ConfirmForgotPassword said) {
        PasswordPolicy.check(said.password(), "/password");
        return attempts.guess(
                said.username(),
                said.address(),
                () -> codes.check(said.username(), CodeKind.RESET, said.code())
                        .compose(accepted -> hashes.of(said.password())
                                .compose(hash -> users.resetPassword(accepted.userID(), hash, clock.instant())))
                        .compose(set -> set
                                ? Future.succeededFuture(Done.DONE)
                                : no(
                                        "CodeMismatchException",
                                        "Invalid verification code provided, please try again.")));
    }

    /** Guessing goes on where sign-in's ends: both count for the same account. */
    public Future<Done> change(ChangePassword said) {
        PasswordPolicy.check(said.newPassword(), "/newPassword");
        return users.find(said.userID()).compose(found -> {
            if (found.isEmpty()) {
                return no("NotAuthorizedException", "Incorrect username or password.");
            }
            var user = found.get();
            return attempts.guess(
                    user.userID(),
                    said.address(),
                    () -> hashes.matches(said.previousPassword(), user.passwordHash())
                            .compose(matches -> matches
                                    ? hashes.of(said.newPassword())
                                    : no("NotAuthorizedException", "Incorrect username or password."))
                            .compose(hash -> users.changePassword(user.userID(), hash, clock.instant()))
                            .map(Done.DONE));
        });
    }

    private Future<Void> mailCode(String username) {
        return users.findByUsername(username)
                .compose(found ->
                        found.filter(StoredUser::enabled).map(this::mailCode).orElseGet(Future::succeededFuture));
    }

    /** Also for an account whose address was never verified: whoever reads the mail proves it by that. */
    Future<Void> mailCode(StoredUser user) {
        var address = Objects.requireNonNull(user.profile().username(), "an account has an address");
        return codes.make(user.userID(), CodeKind.RESET)
                .onSuccess(code -> post.send(Letters.reset(address, code)))
                .mapEmpty();
    }

    private static <T> Future<T> no(String code, String message) {
        return Future.failedFuture(Refusal.of(Reason.INVALID, code, message));
    }
}
