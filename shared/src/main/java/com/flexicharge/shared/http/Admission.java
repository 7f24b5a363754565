package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.http.limit.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Decides from the token whether a request may reach its route. */
final class Admission {
    private final TokenVerifier tokens;
    private final RateLimit limit;
    private final boolean trustProxy;

    Admission(TokenVerifier tokens, RateLimit limit, boolean trustProxy) {
        this.tokens = tokens;
        this.limit = limit;
        this.trustProxy = trustProxy;
    }

    /**
     * Fails with UNAUTHENTICATED, FORBIDDEN or 429; on an open route a token that does not hold counts as none. The token is read
     * first and counted then: whoever tries tokens that do not hold uses up the allowance of the address, and those who show good
     * ones from the same address notice nothing.
     */
    Future<Optional<Caller>> admit(HttpServerRequest request, Route route) {
        return caller(request, route).transform((caller, no) -> {
            if (!route.options().unlimited()) {
                count(request, Optional.ofNullable(caller));
            }
            return no == null ? admit(route.access(), caller) : admitNobody(route.access(), no);
        });
    }

    /**
     * For requests that come to no route: nobody has looked at their token.
     *
     * @throws Problem.Failure 429
     */
    void countStranger(HttpServerRequest request) {
        count(request, Optional.empty());
    }

    private void count(HttpServerRequest request, Optional<Caller> caller) {
        caller.map(known -> limit.user(known.userID()))
                .orElseGet(() -> limit.address(ClientAddress.of(request, trustProxy)))
                .ifPresent(wait -> {
                    throw Problem.tooManyRequests(limit.perMinute(), wait).asFailure();
                });
    }

    private static Future<Optional<Caller>> admit(Access access, Caller caller) {
        return switch (access) {
            case OPEN, USER -> Future.succeededFuture(Optional.of(caller));
            case ADMIN -> adminOnly(caller).map(Optional::of);
        };
    }

    private static Future<Optional<Caller>> admitNobody(Access access, Throwable no) {
        return access == Access.OPEN && no instanceof Refusal
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(no);
    }

    private Future<Caller> caller(HttpServerRequest request, Route route) {
        try {
            var token = route.options().tokenInQuery()
                    ? BearerToken.inHeader(request).or(() -> BearerToken.inQuery(request, "access_token", "token"))
                    : BearerToken.inHeader(request);
            return token.map(tokens::verify).orElseGet(() -> Future.failedFuture(BearerToken.missing()));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private static Future<Caller> adminOnly(Caller caller) {
        return caller.isAdmin()
                ? Future.succeededFuture(caller)
                : Future.failedFuture(Refusal.of(
                        Reason.FORBIDDEN, "insufficientScope", "This is for administrators: your account is not one."));
    }
}
