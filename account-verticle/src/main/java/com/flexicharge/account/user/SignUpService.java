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
import com.flexicharge.shared.contract.account.AccountEndpoints.SignUp;
import com.flexicharge.shared.contract.account.AccountEndpoints.Verify;
import io.vertx.core.Future;
import java.time.Clock;

/** From a stranger to an account whose address is known to be its owner's. */
public final class SignUpService {
    private final UserRepository users;
    private final Attempts attempts;
    private final Codes codes;
    private final PasswordHashes hashes;
    private final Post post;
    private final Clock clock;

    public SignUpService(
            UserRepository users, Attempts attempts, Codes codes, PasswordHashes hashes, Post post, Clock clock) {
        this.users = users;
        this.attempts = attempts;
        this.codes = codes;
        this.hashes = hashes;
        this.post = post;
        this.clock = clock;
    }

    public Future<Done> signUp(SignUp wanted) {
        Username.check(wanted.username(), "/username");
        PasswordPolicy.check(wanted.password(), "/password");
        return attempts.count("mail", wanted.username(), wanted.address())
                .compose(counted -> hashes.of(wanted.password()))
                .compose(hash ->
                        users.signUp(wanted.username(), hash, wanted.firstName(), wanted.lastName(), clock.instant()))
                .compose(made -> made.map(user -> codes.make(user.userID(), CodeKind.VERIFY))
                        .orElseGet(() -> Future.failedFuture(Refusal.of(
                                Reason.CONFLICT,
                                "UsernameExistsException",
                                "An account with the given email already exists."))))
                .map(code -> {
                    post.send(Letters.verify(wanted.username(), code));
                    return Done.DONE;
                });
    }

    public Future<Done> verify(Verify said) {
        return attempts.guess(
                said.username(),
                said.address(),
                () -> codes.check(said.username(), CodeKind.VERIFY, said.code())
                        .compose(accepted -> users.verified(accepted.userID(), clock.instant()))
                        .map(Done.DONE));
    }
}
