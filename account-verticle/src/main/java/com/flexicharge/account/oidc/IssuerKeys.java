package com.flexicharge.account.oidc;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKey;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKeys;
import com.flexicharge.shared.http.JsonClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an external issuer, found by OpenID Connect Discovery 1.0 §4. They are fetched when somebody asks and they are older
 * than ten seconds: those who ask remember them for minutes and ask sooner only for a key they do not know. While the issuer is
 * away, the keys it had stay good. Lives on the verticle's event loop.
 */
public final class IssuerKeys {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
    private static final Duration FRESH = Duration.ofSeconds(10);

    /** Within the deadline of those who ask. */
    private static final Duration DEADLINE = Duration.ofSeconds(4);

    private static final int MOST_KEYS = 100;

    private final IssuerConfig config;
    private final Clock clock;
    private final JsonClient client;
    private @Nullable TrustedKeys known;
    private @Nullable Instant fetchedAt;
    private @Nullable Future<TrustedKeys> underWay;

    public IssuerKeys(Vertx vertx, IssuerConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.client = new JsonClient(vertx, 2, DEADLINE);
    }

    /** Fails with {@code UNAVAILABLE unavailable} if the issuer cannot be asked and never could be. */
    public Future<TrustedKeys> get() {
        var keys = known;
        var at = fetchedAt;
        if (keys != null && at != null && Duration.between(at, clock.instant()).compareTo(FRESH) < 0) {
            return Future.succeededFuture(keys);
        }
        var running = underWay;
        return running != null ? running : fetch();
    }

    private Future<TrustedKeys> fetch() {
        var fetching = object(config.discovery())
                .compose(found -> object(keysAt(found)))
                .map(this::take)
                .recover(this::unreachable)
                .onComplete(done -> underWay = null);
        if (!fetching.isComplete()) {
            underWay = fetching;
        }
        return fetching;
    }

    private URI keysAt(JsonObject discovered) {
        if (!config.issuer().equals(discovered.getValue("issuer"))) {
            // Discovery §4.3: they must be the same, or the document is somebody else's
            throw new IllegalArgumentException(
                    "its discovery document is of the issuer " + discovered.getValue("issuer"));
        }
        if (discovered.getValue("jwks_uri") instanceof String uri && IssuerConfig.isAllowed(uri)) {
            return URI.create(uri);
        }
        throw new IllegalArgumentException("its discovery document has no jwks_uri that can be trusted");
    }

    private TrustedKeys take(JsonObject set) {
        var keys = set.getValue("keys") instanceof JsonArray list ? list : new JsonArray();
        var usable = IntStream.range(0, Math.min(keys.size(), MOST_KEYS))
                .mapToObj(keys::getValue)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(IssuerKeys::isUsable)
                .map(key -> new TrustedKey(key.getString("kid"), publicPart(key)))
                .toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("it has no RS256 key with a kid");
        }
        var taken = trusting(usable);
        known = taken;
        fetchedAt = clock.instant();
        return taken;
    }

    private TrustedKeys trusting(List<TrustedKey> keys) {
        return new TrustedKeys(
                config.issuer(), config.audience(), config.rolesClaim(), config.adminRole(), false, keys);
    }

    private static boolean isUsable(JsonObject key) {
        return key.getValue("kid") instanceof String
                && key.getValue("n") instanceof String
                && key.getValue("e") instanceof String
                && "RSA".equals(key.getValue("kty"))
                && Objects.equals(key.getValue("use", "sig"), "sig")
                && Objects.equals(key.getValue("alg", "RS256"), "RS256");
    }

    private static String publicPart(JsonObject key) {
        return new JsonObject()
                .put("kid", key.getString("kid"))
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("n", key.getString("n"))
                .put("e", key.getString("e"))
                .encode();
    }

    private Future<TrustedKeys> unreachable(Throwable failure) {
        LOG.warn("The keys of the issuer {} could not be read: {}", config.issuer(), failure.getMessage());
        var keys = known;
        if (keys == null) {
            return Future.failedFuture(Refusal.of(
                    Reason.UNAVAILABLE, "unavailable", "The issuer of tokens cannot be reached now. Try again soon."));
        }
        // asked again after the pause, not at once
        fetchedAt = clock.instant();
        return Future.succeededFuture(keys);
    }

    private Future<JsonObject> object(URI uri) {
        return client.get(uri, Map.of())
                .compose(answer -> answer.status() == 200 && answer.body().isPresent()
                        ? Future.succeededFuture(answer.body().get())
                        : Future.failedFuture("it answered " + answer.status()));
    }
}
