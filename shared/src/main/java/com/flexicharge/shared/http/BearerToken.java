package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the token in a request. The texts of the refusals are those the apps know. */
final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** @throws Refusal UNAUTHENTICATED if the header holds something else than a bearer token */
    static Optional<String> inHeader(HttpServerRequest request) {
        var values = request.headers().getAll("authorization");
        if (values.size() > 1) {
            // Whoever stands in front of us may have looked at the other one.
            throw refusal("More than one authorization token was found");
        }
        return values.stream().findFirst().map(BearerToken::afterScheme);
    }

    static Optional<String> inQuery(HttpServerRequest request, String... names) {
        var query = new Query(request.uri());
        return Stream.of(names)
                .flatMap(name -> query.text(name, SignedToken.MAX_CHARACTERS, "unauthorizedError").stream())
                .findFirst();
    }

    static Refusal missing() {
        return refusal("No authorization token was found");
    }

    static Refusal refusal(String message) {
        return Refusal.of(Reason.UNAUTHENTICATED, "unauthorizedError", message);
    }

    private static String afterScheme(@Nullable String header) {
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            var token = header.substring(SCHEME.length()).strip();
            if (!token.isEmpty()) {
                return token;
            }
        }
        throw refusal("Format is Authorization: Bearer [token]");
    }
}
