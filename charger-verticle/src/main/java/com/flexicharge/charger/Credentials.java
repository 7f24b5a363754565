package com.flexicharge.charger;

import com.flexicharge.charger.Proof.By;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a socket presents against what is stored, and makes what is stored. Slow hashing is done by two threads of its own.
 *
 * <p>Lives on the verticle's event loop.
 */
final class Credentials {
    private static final int THREADS = 2;

    /** 2 threads × 10 s that the asker waits / 10 ms a hash: whoever waited behind these would have left before the answer. */
    private static final int MAX_WAITING = 2_000;

    private final WorkerExecutor workers;
    private final VerifiedPasswords verified = new VerifiedPasswords();
    private int waiting;

    Credentials(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("charger-passwords", THREADS);
    }

    /**
     * What the password proves. A charger that has none proves nothing with whatever it sends.
     *
     * @param previousHash of the password before the latest, while it holds
     * @return fails with UNAUTHENTICATED when the charger has a password and it is not presented; with BUSY when too many are checked
     */
    Future<By> check(Admit ask, @Nullable String hash, Optional<String> previousHash) {
        if (hash == null) {
            return Future.succeededFuture(By.NOTHING);
        }
        @Nullable String sent = ask.basicPassword();
        if (sent == null || !ask.serialNumber().equals(ask.basicUser())) {
            return Future.failedFuture(Refusals.credentialsNeeded());
        }
        var readings = ChargerKey.readings(sent);
        return matches(readings, hash).compose(isLatest -> {
            if (isLatest) {
                return Future.succeededFuture(By.PASSWORD);
            }
            return previousHash
                    .map(old -> matches(readings, old))
                    .orElse(Future.succeededFuture(false))
                    .compose(isPrevious -> isPrevious
                            ? Future.succeededFuture(By.PREVIOUS_PASSWORD)
                            : Future.failedFuture(Refusals.credentialsNeeded()));
        });
    }

    /** Whether one of the readings is the password of this hash; fails with BUSY when too many are checked. */
    Future<Boolean> matches(List<byte[]> readings, String hash) {
        if (readings.stream().anyMatch(password -> verified.contains(hash, password))) {
            return Future.succeededFuture(true);
        }
        return readings.isEmpty() ? Future.succeededFuture(false) : matchesSlowly(readings, hash);
    }

    /** Fails with BUSY when too many are checked. */
    Future<String> hash(byte[] password) {
        return slowly(() -> PasswordHash.of(password));
    }

    private Future<Boolean> matchesSlowly(List<byte[]> readings, String hash) {
        return slowly(() -> readings.stream()
                        .filter(password -> PasswordHash.matches(password, hash))
                        .findFirst())
                .map(match -> {
                    match.ifPresent(password -> verified.add(hash, password));
                    return match.isPresent();
                });
    }

    private <T> Future<T> slowly(Callable<T> work) {
        if (waiting >= MAX_WAITING) {
            return Future.failedFuture(Refusal.of(
                    Reason.BUSY, "tooManyRequests", "Too many chargers present their passwords; try again shortly."));
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }
}
