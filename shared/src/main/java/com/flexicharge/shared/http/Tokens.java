package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens signed with a key of this installation: JWTs with {@code sub} = userID, {@code token_use} = access, and
 * {@code roles} that hold {@code admin} for administrators.
 */
public final class Tokens implements TokenVerifier {
    /** Ours have about 600; the head of a request is bounded at 8192 anyway. */
    static final int MAX_CHARACTERS = 8192;

    private static final String ADMIN = "admin";
    private static final String ACCESS = "access";

    private final JWTAuth jwt;
    private final String issuer;
    private final Clock clock;

    /** @param issuer the public URL of this installation: tokens of another one are refused */
    public Tokens(Vertx vertx, DevelopmentKey key, String issuer, Clock clock) {
        // Expiry is checked here and not there: the library reads the system's time.
        var options = new JWTAuthOptions().addJwk(key.jwk()).setJWTOptions(new JWTOptions().setIgnoreExpiration(true));
        this.jwt = JWTAuth.create(vertx, options);
        this.issuer = issuer;
        this.clock = clock;
    }

    /** @param userID 1…64 characters */
    public String mint(String userID, Role role, Duration life) {
        var caller = new Caller(userID, role);
        var now = clock.instant();
        var claims = new JsonObject()
                .put("iss", issuer)
                .put("sub", caller.userID())
                .put("token_use", ACCESS)
                .put("roles", caller.isAdmin() ? List.of("user", ADMIN) : List.of("user"))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond());
        return jwt.generateToken(
                claims, new JWTOptions().setAlgorithm(DevelopmentKey.ALGORITHM).setNoTimestamp(true));
    }

    @Override
    public Future<VerifiedToken> examine(String token) {
        try {
            requireOurAlgorithm(token);
            return jwt.authenticate(new TokenCredentials(token))
                    .recover(no -> Future.failedFuture(BearerToken.refusal("invalid signature")))
                    .map(user -> verified(user.attributes().getJsonObject("accessToken")));
        } catch (ClassCastException e) {
            // The library expects of some claims that they are numbers.
            return Future.failedFuture(BearerToken.refusal("jwt malformed"));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    /**
     * Finds the token of a request that wants to become a WebSocket.
     *
     * @throws Refusal UNAUTHENTICATED if the header Authorization holds something else than a bearer token
     */
    public static SocketToken fromWebSocketRequest(HttpServerRequest request) {
        return SocketToken.from(request);
    }

    /** One algorithm and no other, whatever the token says: neither {@code none}, nor an HMAC keyed with a public key. */
    private static void requireOurAlgorithm(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || token.length() > MAX_CHARACTERS) {
            throw BearerToken.refusal("jwt malformed");
        }
        var head = object(parts[0]);
        if (!DevelopmentKey.ALGORITHM.equals(head.path("alg").textValue())) {
            throw BearerToken.refusal("invalid algorithm");
        }
        if (head.has("crit")) {
            // RFC 7515 §4.1.11: what it names must be understood, and we understand nothing of that kind.
            throw BearerToken.refusal("jwt malformed");
        }
        object(parts[1]);
    }

    /** Read more strictly than the library does: of a claim that is there twice nobody can say which one was meant. */
    private static ObjectNode object(String part) {
        try {
            if (Json.readUnambiguous(Buffer.buffer(Base64.getUrlDecoder().decode(part))) instanceof ObjectNode object) {
                return object;
            }
        } catch (IllegalArgumentException | IOException e) {
            // Answered below, like JSON that is no object.
        }
        throw BearerToken.refusal("jwt malformed");
    }

    private VerifiedToken verified(JsonObject claims) {
        var now = clock.instant();
        var expiresAt = moment(claims, "exp").orElseThrow(() -> BearerToken.refusal("jwt has no expiry"));
        if (!issuer.equals(claims.getValue("iss"))) {
            throw BearerToken.refusal("jwt issuer invalid");
        }
        if (!now.isBefore(expiresAt)) {
            throw BearerToken.refusal("jwt expired");
        }
        if (moment(claims, "nbf").filter(now::isBefore).isPresent()) {
            throw BearerToken.refusal("jwt not active");
        }
        if (!ACCESS.equals(claims.getValue("token_use"))) {
            throw BearerToken.refusal("jwt is not an access token");
        }
        return new VerifiedToken(caller(claims), expiresAt);
    }

    private static Caller caller(JsonObject claims) {
        if (claims.getValue("sub") instanceof String userID && !userID.isEmpty() && userID.length() <= 64) {
            return new Caller(userID, isAdmin(claims) ? Role.ADMIN : Role.USER);
        }
        throw BearerToken.refusal("jwt subject invalid");
    }

    private static boolean isAdmin(JsonObject claims) {
        return holdsAdmin(claims.getValue("roles")) || holdsAdmin(claims.getValue("groups"));
    }

    private static boolean holdsAdmin(@Nullable Object claim) {
        return claim instanceof JsonArray roles ? roles.contains(ADMIN) : ADMIN.equals(claim);
    }

    private static Optional<Instant> moment(JsonObject claims, String name) {
        return claims.getValue(name) instanceof Number seconds
                ? Moments.ofSeconds(seconds.longValue())
                : Optional.empty();
    }
}
