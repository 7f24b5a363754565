package com.flexicharge.account.attempt;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How often somebody may guess: ten times in fifteen minutes, by account and by address. An attempt is counted before it is looked
 * at and taken back when it was right, so that a thousand guesses at once are no more than ten.
 */
public final class Attempts {
    private static final int MOST = 10;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    private final AttemptRepository attempts;
    private final Clock clock;

    public Attempts(Database database, Clock clock) {
        this.attempts = new AttemptRepository(database);
        this.clock = clock;
    }

    /**
     * Does the guessing if more may be done. What it fails with counts as a wrong guess unless it says nothing about the guess.
     *
     * @param username whether or not there is such an account
     */
    public <T> Future<T> guess(String username, String address, Supplier<Future<T>> work) {
        var account = "account:" + username.toLowerCase(Locale.ROOT);
        var from = "address:" + address;
        return count(List.of(account, from))
                .compose(counted -> work.get())
                .compose(
                        right -> attempts.forget(account)
                                .compose(forgotten -> attempts.takeBack(from))
                                .map(right),
                        failure -> saysNothing(failure)
                                ? attempts.takeBack(account)
                                        .compose(back -> attempts.takeBack(from))
                                        .transform(back -> Future.failedFuture(failure))
                                : Future.failedFuture(failure));
    }

    /** Counts something that is not to be done too often although nothing is guessed, like asking for a code by mail. */
    public Future<Void> count(String what, String username, String address) {
        return count(List.of(what + ":" + username.toLowerCase(Locale.ROOT), what + " from:" + address));
    }

    public Future<Void> sweep() {
        return attempts.sweep(clock.instant().minus(WINDOW));
    }

    private Future<Void> count(List<String> subjects) {
        var now = clock.instant();
        return attempts.count(subjects, now, now.minus(WINDOW))
                .compose(counted -> counted > MOST
                        ? Future.failedFuture(Refusal.of(
                                        Reason.BUSY,
                                        "LimitExceededException",
                                        "Attempt limit exceeded, please try after some time.")
                                .worthAskingAgainIn(WINDOW))
                        : Future.succeededFuture());
    }

    /** A database that is away, or too much work at hand. */
    private static boolean saysNothing(Throwable failure) {
        return !(failure instanceof Refusal refusal)
                || switch (refusal.reason()) {
                    case BUSY, TIMED_OUT, UNAVAILABLE, INTERNAL -> true;
                    case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, REJECTED, OFFLINE -> false;
                };
    }
}
