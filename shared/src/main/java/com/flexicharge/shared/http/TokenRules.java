package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a token must say.
 *
 * @param issuer     {@code iss}
 * @param audience   what {@code aud}, {@code client_id} (Cognito) or {@code azp} (Keycloak) must hold; empty: none is looked at
 * @param rolesClaim where its roles are; dots reach into objects
 * @param adminRole  the role that makes an admin
 */
record TokenRules(String issuer, String audience, String rolesClaim, String adminRole) {
    private static final Pattern DOT = Pattern.compile("\\.");

    static TokenRules ofOurs(String issuer) {
        return new TokenRules(issuer, "", "roles", "admin");
    }

    /** @throws com.flexicharge.shared.contract.Refusal UNAUTHENTICATED, with the texts apps know */
    VerifiedToken check(JsonObject claims, Instant now) {
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
        if (!isAccessToken(claims)) {
            throw BearerToken.refusal("jwt is not an access token");
        }
        if (!audience.isEmpty()
                && !holds(claims.getValue("aud"), audience)
                && !audience.equals(claims.getValue("client_id"))
                && !audience.equals(claims.getValue("azp"))) {
            throw BearerToken.refusal("jwt audience invalid");
        }
        return new VerifiedToken(caller(claims), expiresAt);
    }

    /** Ours and Cognito's say so in token_use, Keycloak's in typ; a token that tells who signed in is none. */
    private static boolean isAccessToken(JsonObject claims) {
        return claims.containsKey("token_use")
                ? "access".equals(claims.getValue("token_use"))
                : "Bearer".equals(claims.getValue("typ"));
    }

    private Caller caller(JsonObject claims) {
        if (claims.getValue("sub") instanceof String userID && !userID.isEmpty() && userID.length() <= 64) {
            return new Caller(userID, holds(roles(claims), adminRole) ? Role.ADMIN : Role.USER);
        }
        throw BearerToken.refusal("jwt subject invalid");
    }

    /** The claim of this very name, else what its parts lead to. */
    private @Nullable Object roles(JsonObject claims) {
        if (claims.containsKey(rolesClaim)) {
            return claims.getValue(rolesClaim);
        }
        Object value = claims;
        for (var name : DOT.split(rolesClaim)) {
            value = value instanceof JsonObject object && object.containsKey(name) ? object.getValue(name) : "";
        }
        return value;
    }

    private static boolean holds(@Nullable Object claim, String text) {
        return claim instanceof JsonArray texts ? texts.contains(text) : text.equals(claim);
    }

    private static Optional<Instant> moment(JsonObject claims, String name) {
        return claims.getValue(name) instanceof Number seconds
                ? Moments.ofSeconds(seconds.longValue())
                : Optional.empty();
    }
}
