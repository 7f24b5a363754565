package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Access tokens signed with the development key of this installation: JWTs with {@code sub} = userID, {@code token_use} = access,
 * and {@code roles} that hold {@code admin} for administrators. Their header names no key; those of accounts do.
 */
public final class Tokens implements TokenVerifier {
    private final JWTAuth jwt;
    private final TokenRules rules;
    private final Clock clock;

    /** @param issuer the public URL of this installation: tokens of another one are refused */
    public Tokens(Vertx vertx, DevelopmentKey key, String issuer, Clock clock) {
        // Expiry is checked here and not there: the library reads the system's time.
        var options = new JWTAuthOptions().addJwk(key.jwk()).setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
        this.jwt = JWTAuth.create(vertx, options);
        this.rules = TokenRules.ofOurs(issuer);
        this.clock = clock;
    }

    /** @param userID 1…64 characters */
    public String mint(String userID, Role role, Duration life) {
        var caller = new Caller(userID, role);
        var now = clock.instant();
        var claims = new JsonObject()
                .put("iss", rules.issuer())
                .put("sub", caller.userID())
                .put("token_use", "access")
                .put("roles", caller.isAdmin() ? List.of("user", "admin") : List.of("user"))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond());
        return jwt.generateToken(
                claims, new JWTOptions().setAlgorithm(DevelopmentKey.ALGORITHM).setNoTimestamp(true));
    }

    @Override
    public Future<VerifiedToken> examine(String token) {
        try {
            return examine(SignedToken.read(token));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    Future<VerifiedToken> examine(SignedToken token) {
        return token.verify(jwt).map(claims -> rules.check(claims, clock.instant()));
    }

    /**
     * Finds the token of a request that wants to become a WebSocket.
     *
     * @throws Refusal UNAUTHENTICATED if the header Authorization holds something else than a bearer token
     */
    public static SocketToken fromWebSocketRequest(HttpServerRequest request) {
        return SocketToken.from(request);
    }
}
