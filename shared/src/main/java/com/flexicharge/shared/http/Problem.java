package com.flexicharge.shared.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Refusal.Fault;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients get it: RFC 9457, with what the apps read beside it ({@code code}, {@code message}, {@code statusCode},
 * {@code errors}). The one place where a {@link Reason} becomes a status.
 *
 * @param code    stable and documented; clients branch on it
 * @param detail  for people; never SQL, class names or secrets
 * @param session of a {@link PasswordChallenge}; absent in all others
 */
record Problem(
        int status,
        String code,
        String detail,
        List<Fault> errors,
        Map<String, String> headers,
        @Nullable String session) {
    private static final Map<String, String> BEARER = Map.of("www-authenticate", "Bearer");

    /** A queue empties and a rate recovers within a second; a database that is away takes a few. */
    private static final Map<String, String> RETRY_SOON = Map.of("retry-after", "1");

    private static final Map<String, String> RETRY_LATER = Map.of("retry-after", "5");

    static final Problem UNSUPPORTED_MEDIA_TYPE =
            of(415, "unsupportedMediaType", "Send the body as application/json in UTF-8, not compressed.");
    static final Problem REQUEST_TIMEOUT = of(
            504,
            "requestTimeout",
            "There was no answer in time. What was asked for may still happen: look before asking again.");

    static final Problem KEY_UNDER_WAY = new Problem(
            409,
            "idempotencyKeyInUse",
            "The first request with this Idempotency-Key is not answered yet. Ask again shortly.",
            List.of(),
            RETRY_SOON,
            null);

    /** Nobody is there to read it; it only ends the request. */
    static final Problem CLIENT_GONE = of(400, "invalidRequest", "The connection ended before the request did.");

    /** How {@link #asFailure()} carries a problem that has no {@link Reason} because only HTTP knows it. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private Failure(Problem problem) {
            super(problem.code(), null, false, false);
            this.problem = problem;
        }
    }

    private record Shape(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String message,
            int statusCode,
            List<Fault> errors,

            @JsonProperty("ChallengeName") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String challengeName,

            @JsonProperty("Session") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String session) {}

    static Problem tooLarge(int maxBytes) {
        return of(413, "bodyTooLarge", "The body is larger than the " + maxBytes + " bytes allowed.");
    }

    /** @param wait until the next request of this caller will pass */
    static Problem tooManyRequests(int perMinute, Duration wait) {
        var seconds = seconds(wait);
        var detail =
                "There were more requests than the " + perMinute + " a minute allowed. Ask again in " + seconds + " s.";
        return new Problem(429, "tooManyRequests", detail, List.of(), retryAfter(wait), null);
    }

    static Problem methodNotAllowed(String method, String allowed) {
        var detail = "This path does not answer " + method + " but " + allowed + ".";
        return new Problem(405, "methodNotAllowed", detail, List.of(), Map.of("allow", allowed), null);
    }

    static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of(), null);
    }

    /** @param requestId what a user can tell us about a defect, whose own text stays in the log */
    static Problem of(Throwable failure, String requestId) {
        if (failure instanceof Failure ours) {
            return ours.problem;
        }
        return isDefect(failure) || !(failure instanceof Refusal refusal)
                ? of(
                        500,
                        "internalError",
                        "Something went wrong on our side. If you tell us, name request " + requestId + ".")
                : new Problem(
                        status(refusal.reason()),
                        refusal.code(),
                        refusal.getMessage(),
                        refusal.faults(),
                        refusal.again().map(Problem::retryAfter).orElseGet(() -> headers(refusal.reason())),
                        null);
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("retry-after", Long.toString(seconds(wait)));
    }

    /** Rounded up. */
    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
    }

    /** Whether somebody has to look into it. */
    static boolean isDefect(Throwable failure) {
        return !(failure instanceof Failure)
                && !(failure instanceof Refusal refusal && refusal.reason() != Reason.INTERNAL);
    }

    Problem inSession(String newSession) {
        return new Problem(status, code, detail, errors, headers, newSession);
    }

    RuntimeException asFailure() {
        return new Failure(this);
    }

    /** @param instance the path that was asked for, as the client wrote it */
    HttpAnswer toAnswer(String instance) {
        var title = HttpResponseStatus.valueOf(status).reasonPhrase();
        var challenge = session == null ? null : code;
        var shape = new Shape(
                "/docs/errors#" + code,
                title,
                status,
                detail,
                instance,
                code,
                detail,
                status,
                errors,
                challenge,
                session);
        var answer = HttpAnswer.bytes(status, "application/problem+json", Json.write(shape));
        for (var header : headers.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer;
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case BUSY -> 429;
            case INTERNAL -> 500;
            case REJECTED -> 502;
            case OFFLINE, UNAVAILABLE -> 503;
            case TIMED_OUT -> 504;
        };
    }

    private static Map<String, String> headers(Reason reason) {
        return switch (reason) {
            case UNAUTHENTICATED -> BEARER;
            case BUSY -> RETRY_SOON;
            case UNAVAILABLE -> RETRY_LATER;
            case INVALID, FORBIDDEN, NOT_FOUND, CONFLICT, INTERNAL, REJECTED, OFFLINE, TIMED_OUT -> Map.of();
        };
    }
}
