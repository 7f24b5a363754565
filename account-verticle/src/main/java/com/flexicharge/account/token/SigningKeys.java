package com.flexicharge.account.token;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Sealing;
import com.flexicharge.shared.http.RsaJwk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign people's tokens, the same in all processes. A new one is made each month; it signs an hour later, when whoever
 * verifies has had time to hear of it. An old one verifies until the last token it can have signed has ended.
 *
 * <p>They are sealed under the database login. Where that has changed, the keys from before sign no more and a new one is made at
 * once; tokens from before hold until they end. Lives on the verticle's event loop.
 */
public final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private static final Duration SIGNS = Duration.ofDays(30);
    private static final Duration KNOWN_FIRST = Duration.ofHours(1);
    private static final Duration LONGEST_TOKEN = Duration.ofDays(7);

    private final Vertx vertx;
    private final SigningKeyRepository rows;
    private final Sealing sealing;
    private final Clock clock;
    private final String issuer;
    private final Duration life;
    private List<SigningKey> known = List.of();
    private @Nullable Signer signer;

    /** @param lifeSeconds until the token ends */
    public record Signed(String token, int lifeSeconds) {}

    private record Signer(String kid, JWTAuth jwt) {}

    public SigningKeys(Vertx vertx, Database database, Clock clock, String issuer, Duration life) {
        this.vertx = vertx;
        this.rows = new SigningKeyRepository(database);
        this.sealing = new Sealing(database, "signing keys");
        this.clock = clock;
        this.issuer = issuer;
        this.life = life;
    }

    /** Reads what other processes have made, makes what is missing, forgets what is over. */
    public Future<Void> refresh() {
        var over =
                clock.instant().minus(SIGNS).minus(KNOWN_FIRST.multipliedBy(2)).minus(LONGEST_TOKEN);
        return rows.drop(over)
                .compose(dropped -> rows.list())
                .compose(found -> isDue(found) ? make().compose(made -> rows.list()) : Future.succeededFuture(found))
                .compose(this::take);
    }

    /** Public parts, RFC 7517. */
    public List<JsonObject> publicKeys() {
        return known.stream().map(SigningKey::publicKey).toList();
    }

    public String issuer() {
        return issuer;
    }

    public Future<Signed> sign(String userID, Role role, int version) {
        var current = signer;
        if (current == null) {
            return Future.failedFuture(Refusal.of(
                    Reason.UNAVAILABLE, "dbError", "The keys that sign tokens are not there yet. Try again soon."));
        }
        var now = clock.instant();
        var claims = new JsonObject()
                .put("iss", issuer)
                .put("sub", userID)
                .put("token_use", "access")
                .put("roles", role == Role.ADMIN ? List.of("user", "admin") : List.of("user"))
                .put("ver", version)
                .put("jti", UUID.randomUUID().toString())
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(life).getEpochSecond());
        var options = new JWTOptions()
                .setAlgorithm(RsaJwk.ALGORITHM)
                .setNoTimestamp(true)
                .setHeader(new JsonObject().put("kid", current.kid()));
        return Future.succeededFuture(
                new Signed(current.jwt().generateToken(claims, options), Math.toIntExact(life.toSeconds())));
    }

    private boolean isDue(List<SigningKey> found) {
        return found.isEmpty()
                || !clock.instant()
                        .isBefore(found.get(found.size() - 1).createdAt().plus(SIGNS));
    }

    private Future<Void> make() {
        var kid = UUID.randomUUID().toString();
        return vertx.executeBlocking(RsaJwk::generate, false)
                .compose(jwk -> sealing.seal(kid, jwk.encode())
                        .compose(closed ->
                                rows.add(new SigningKey(kid, closed, RsaJwk.publicPart(jwk, kid), clock.instant()))));
    }

    /** The newest that is known for long enough, else the oldest there is. */
    private Future<Void> take(List<SigningKey> found) {
        var current = signer;
        var since = clock.instant().minus(KNOWN_FIRST);
        var chosen = found.stream()
                .filter(key -> !key.createdAt().isAfter(since))
                .reduce((older, newer) -> newer)
                .or(() -> found.stream().min(Comparator.comparing(SigningKey::createdAt)));
        known = found;
        return chosen.isEmpty()
                        || (current != null && current.kid().equals(chosen.get().kid()))
                ? Future.succeededFuture()
                : open(chosen.get()).compose(opened -> {
                    if (opened.isPresent()) {
                        signer = opened.get();
                        return Future.succeededFuture();
                    }
                    return makeAnother(found);
                });
    }

    private Future<Void> makeAnother(List<SigningKey> unreadable) {
        return make().compose(made -> rows.list()).compose(found -> {
            known = found;
            var own = found.stream().filter(key -> !unreadable.contains(key)).findFirst();
            return own.map(this::open)
                    .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                    .map(opened -> {
                        signer = opened.orElse(signer);
                        return null;
                    });
        });
    }

    /** Empty: it was sealed under another login. */
    private Future<Optional<Signer>> open(SigningKey key) {
        return sealing.open(key.kid(), key.privateKey())
                .map(text -> Optional.of(new Signer(
                        key.kid(),
                        JWTAuth.create(
                                vertx, new JWTAuthOptions().addJwk(new JsonObject(text).put("kid", key.kid()))))))
                .recover(failure -> {
                    LOG.warn(
                            "The signing key {} cannot be opened: the password of the database has changed. Another is"
                                    + " made.",
                            key.kid());
                    return Future.succeededFuture(Optional.empty());
                });
    }
}
