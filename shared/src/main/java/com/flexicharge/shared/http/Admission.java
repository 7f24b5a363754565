package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Decides from the token whether a request may reach its route. */
final class Admission {
    private final TokenVerifier tokens;

    Admission(TokenVerifier tokens) {
        this.tokens = tokens;
    }

    /** Fails with UNAUTHENTICATED or FORBIDDEN; on an open route a token that does not hold counts as none. */
    Future<Optional<Caller>> admit(HttpServerRequest request, Route route) {
        return switch (route.access()) {
            case OPEN ->
                caller(request, route)
                        .map(Optional::of)
                        .recover(no -> no instanceof Refusal
                                ? Future.succeededFuture(Optional.empty())
                                : Future.failedFuture(no));
            case USER -> caller(request, route).map(Optional::of);
            case ADMIN -> caller(request, route).compose(Admission::adminOnly).map(Optional::of);
        };
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
