package com.flexicharge.shared.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * A token in the form of a JWT, its signature not looked at yet.
 *
 * @param kid the key that it says has signed it; empty: a development token
 */
record SignedToken(String text, Optional<String> kid, boolean saysAccessToken) {
    /** Ours have about 700; the head of a request is bounded at 8192 anyway. */
    static final int MAX_CHARACTERS = 8192;

    /**
     * One algorithm and no other, whatever the token says: neither {@code none}, nor an HMAC keyed with a public key.
     *
     * @throws com.flexicharge.shared.contract.Refusal UNAUTHENTICATED if it is no JWT of ours in form
     */
    static SignedToken read(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3 || text.length() > MAX_CHARACTERS) {
            throw BearerToken.refusal("jwt malformed");
        }
        var head = object(parts[0]);
        if (!RsaJwk.ALGORITHM.equals(head.path("alg").textValue())) {
            throw BearerToken.refusal("invalid algorithm");
        }
        if (head.has("crit")) {
            // RFC 7515 §4.1.11: what it names must be understood, and we understand nothing of that kind.
            throw BearerToken.refusal("jwt malformed");
        }
        object(parts[1]);
        // RFC 9068 §2.1
        var saysAccessToken = head.path("typ").asText().matches("(?i)(application/)?at\\+jwt");
        return new SignedToken(text, Optional.ofNullable(head.path("kid").textValue()), saysAccessToken);
    }

    /** @return its claims; fails UNAUTHENTICATED if none of these keys has signed it */
    Future<JsonObject> verify(JWTAuth keys) {
        try {
            return keys.authenticate(new TokenCredentials(text))
                    .recover(no -> Future.failedFuture(BearerToken.refusal("invalid signature")))
                    .map(user -> user.attributes().getJsonObject("accessToken"));
        } catch (ClassCastException e) {
            // The library expects of some claims that they are numbers.
            return Future.failedFuture(BearerToken.refusal("jwt malformed"));
        }
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
}
