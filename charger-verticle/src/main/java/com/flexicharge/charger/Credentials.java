package com.flexicharge.charger;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
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

    /** Fails with UNAUTHENTICATED unless the charger has no password, or it is presented; with BUSY when too many are checked. */
    Future<Void> check(Admit ask, Identity identity) {
        @Nullable String stored = identity.passwordHash();
        if (stored == null) {
            return Future.succeededFuture();
        }
        @Nullable String sent = ask.basicPassword();
        if (sent == null || !ask.serialNumber().equals(ask.basicUser())) {
            return Future.failedFuture(refusal());
        }
        var readings = ChargerKey.readings(sent);
        if (readings.stream().anyMatch(password -> verified.contains(stored, password))) {
            return Future.succeededFuture();
        }
        return readings.isEmpty() ? Future.failedFuture(refusal()) : checkSlowly(readings, stored);
    }

    /** Fails with BUSY when too many are checked. */
    Future<String> hash(byte[] password) {
        return slowly(() -> PasswordHash.of(password));
    }

    private Future<Void> checkSlowly(List<byte[]> readings, String stored) {
        return slowly(() -> readings.stream()
                        .filter(password -> PasswordHash.matches(password, stored))
                        .findFirst())
                .compose(match ->
                        match.isEmpty() ? Future.failedFuture(refusal()) : remember(stored, match.orElseThrow()));
    }

    private Future<Void> remember(String stored, byte[] password) {
        verified.add(stored, password);
        return Future.succeededFuture();
    }

    private <T> Future<T> slowly(Callable<T> work) {
        if (waiting >= MAX_WAITING) {
            return Future.failedFuture(Refusal.of(
                    Reason.BUSY, "tooManyRequests", "Too many chargers present their passwords; try again shortly."));
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }

    private static Refusal refusal() {
        return Refusal.of(
                Reason.UNAUTHENTICATED,
                "unauthorizedError",
                "This charger must present its user and password with HTTP Basic.");
    }
}
