package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;

/** Tells who a token belongs to. */
@FunctionalInterface
public interface TokenVerifier {
    /**
     * Fails with an UNAUTHENTICATED refusal whose message says what is wrong with the token ({@code jwt expired},
     * {@code invalid signature}); clients show that text.
     */
    Future<VerifiedToken> examine(String token);

    /** What to refuse a request with that has no token but needs one. */
    static Refusal missing() {
        return BearerToken.missing();
    }

    /** As {@link #examine}, for those who do not outlive the token. */
    default Future<Caller> verify(String token) {
        return examine(token).map(VerifiedToken::caller);
    }
}
