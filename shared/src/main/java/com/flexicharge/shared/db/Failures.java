package com.flexicharge.shared.db;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells a database that is away from a statement that is wrong. */
final class Failures {
    /** Connection exception; insufficient resources (full disk, too many connections); system error. */
    private static final List<String> AWAY_CLASSES = List.of("08", "53", "58");

    /**
     * Shutdown, crash, starting up; statement, lock and idle timeouts; and no writes ("read-only transaction"): after a failover the
     * address may lead to a standby for a while.
     */
    private static final Set<String> AWAY_STATES =
            Set.of("57P01", "57P02", "57P03", "57P05", "57014", "55P03", "25P03", "25P04", "25006");

    /** Serialization failure and deadlock: rolled back, and may well pass the next time. */
    private static final Set<String> TRY_AGAIN_STATES = Set.of("40001", "40P01");

    /** What the client has only words for. FaultsTest breaks connections at every step, so a changed wording is noticed. */
    private static final List<String> AWAY_WORDS = List.of(
            "Timeout",
            "Connection was closed",
            "Connection is not active now",
            "Pending requests failed to be sent",
            "Pool closed");

    private static final String UNIQUE_VIOLATION = "23505";

    private Failures() {}

    /** The database or the way to it, and not the statement: another statement would have failed as well. */
    static boolean isAway(Throwable failure) {
        if (failure instanceof PgException answer) {
            return isAway(Objects.requireNonNullElse(answer.getSqlState(), ""));
        }
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof ClosedConnectionException
                || failure instanceof ConnectionPoolTooBusyException
                || hasAwayWords(failure);
    }

    /** What callers are told; a failure that is neither expected nor passing is a defect and left as it is. */
    static Throwable toCaller(Throwable failure) {
        if (isAway(failure) || isPassing(failure)) {
            return Refusal.of(
                    Reason.UNAVAILABLE, "dbError", "The database does not answer just now. Please try again shortly.");
        }
        return failure;
    }

    static boolean isUniqueViolation(Throwable failure, String constraint) {
        return failure instanceof PgException answer
                && UNIQUE_VIOLATION.equals(answer.getSqlState())
                && constraint.equals(answer.getConstraint());
    }

    static boolean isAway(String sqlState) {
        return AWAY_STATES.contains(sqlState) || AWAY_CLASSES.stream().anyMatch(sqlState::startsWith);
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof PgException answer
                && TRY_AGAIN_STATES.contains(Objects.requireNonNullElse(answer.getSqlState(), ""));
    }

    private static boolean hasAwayWords(Throwable failure) {
        var message = Objects.requireNonNullElse(failure.getMessage(), "");
        var ofTheClient = failure instanceof VertxException
                || failure.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace");
        return ofTheClient && AWAY_WORDS.stream().anyMatch(message::startsWith);
    }
}
