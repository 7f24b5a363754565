package com.flexicharge.account.code;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Sealing;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Six digits that go by mail: good for fifteen minutes and five tries. */
public final class Codes {
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final SecureRandom random = new SecureRandom();
    private final CodeRepository codes;
    private final Sealing sealing;
    private final Clock clock;

    /** @param used whether it was accepted before */
    public record Accepted(String userID, boolean used) {}

    public Codes(Database database, Clock clock) {
        this.codes = new CodeRepository(database);
        this.sealing = new Sealing(database, "codes");
        this.clock = clock;
    }

    /** A new code; the one before is none any more. */
    public Future<String> make(String userID, CodeKind kind) {
        var code = "%06d".formatted(random.nextInt(1_000_000));
        return sealing.fingerprint(code)
                .compose(hash -> codes.put(userID, kind, hash, clock.instant().plus(LIFE)))
                .map(code);
    }

    /** Fails with {@code INVALID CodeMismatchException}, or {@code ExpiredCodeException} for a right one that is too old. */
    public Future<Accepted> check(String username, CodeKind kind, String code) {
        return sealing.fingerprint(code.strip().toLowerCase(Locale.ROOT))
                .compose(said -> codes.attempt(username, kind).compose(found -> {
                    if (found.isEmpty()
                            || !MessageDigest.isEqual(found.get().hash().getBytes(), said.getBytes())) {
                        return no("CodeMismatchException", "Invalid verification code provided, please try again.");
                    }
                    return clock.instant().isBefore(found.get().expiresAt())
                            ? Future.succeededFuture(new Accepted(
                                    found.get().userID(), found.get().used()))
                            : no("ExpiredCodeException", "The code has expired, please request a code again.");
                }));
    }

    private static <T> Future<T> no(String code, String message) {
        return Future.failedFuture(Refusal.of(Reason.INVALID, code, message));
    }
}
