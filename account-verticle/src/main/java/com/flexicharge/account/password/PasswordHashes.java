package com.flexicharge.account.password;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Passwords as they are kept: argon2id in its own text form, which names its parameters, so that others can hold for passwords set
 * later. 19 MiB and two passes, the least that OWASP's password storage sheet advises; some 60 ms of a core.
 *
 * <p>Two are computed at a time, so 38 MiB at most. When {@value #MOST_WAITING} wait (some three seconds), the next is refused with
 * {@code BUSY}. Lives on the verticle's event loop.
 */
public final class PasswordHashes {
    private static final int MOST_WAITING = 100;
    private static final int AT_ONCE = 2;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** What no password has: compared with where there is no account. Written down, because to compute one is part of no start. */
    static final String NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$" + "A".repeat(43);

    private final WorkerExecutor workers;
    private int waiting;

    public PasswordHashes(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
    }

    public Future<String> of(String password) {
        return work(() -> compute(password));
    }

    /** @param stored empty for an account that does not exist or has no password: false, after as long as for others */
    public Future<Boolean> matches(String password, Optional<String> stored) {
        var hash = stored.orElse(NOBODYS);
        return work(() -> Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash)))
                .map(matches -> matches && stored.isPresent());
    }

    public Future<Void> close() {
        return workers.close();
    }

    private <T> Future<T> work(Callable<T> work) {
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture(Refusal.of(
                    Reason.BUSY, "tooManyRequests", "Too many passwords are being checked at this moment. Try again."));
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }

    private static String compute(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2).getResult();
    }
}
