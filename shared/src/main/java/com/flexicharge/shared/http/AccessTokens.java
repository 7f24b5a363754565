package com.flexicharge.shared.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.TokenEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints.GetStanding;
import com.flexicharge.shared.contract.account.TokenEndpoints.GetTrustedKeys;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKey;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every token that is accepted: those of accounts, by keys that account-verticle names, and development tokens. Usable from any
 * thread.
 *
 * <p>The keys are asked for again after five minutes, and when a token names one that is not known, at most every ten seconds. Whether
 * an account still stands is asked for once in 30 s for each of its tokens; 50,000 answers are kept, some 10 MB, and the one not
 * used for longest goes.
 */
public final class AccessTokens implements TokenVerifier {
    private static final Duration KEYS_LIFE = Duration.ofMinutes(5);
    private static final Duration KEYS_PAUSE = Duration.ofSeconds(10);
    private static final Duration STANDING_LIFE = Duration.ofSeconds(30);
    private static final int MOST_STANDINGS = 50_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Tokens development;
    private final Clock clock;
    private final Map<GetStanding, Known> standings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<GetStanding, Known> eldest) {
            return size() > MOST_STANDINGS;
        }
    };
    private volatile @Nullable Trusted trusted;

    private record Known(boolean holds, Instant at) {}

    private record Trusted(TokenRules rules, boolean accounts, Map<String, JWTAuth> keys, Instant at) {}

    public AccessTokens(Vertx vertx, Bus bus, Tokens development, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.development = development;
        this.clock = clock;
    }

    @Override
    public Future<VerifiedToken> examine(String text) {
        SignedToken token;
        try {
            token = SignedToken.read(text);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
        return token.kid()
                .map(kid -> trusting(kid).compose(keys -> examine(token, kid, keys)))
                .orElseGet(() -> development.examine(token));
    }

    private Future<VerifiedToken> examine(SignedToken token, String kid, Trusted by) {
        var key = by.keys().get(kid);
        if (key == null) {
            return Future.failedFuture(BearerToken.refusal("invalid signature"));
        }
        return token.verify(key).compose(claims -> {
            if (token.saysAccessToken()) {
                claims.put("token_use", "access");
            }
            var verified = by.rules().check(claims, clock.instant());
            return by.accounts() ? standing(verified, claims) : Future.succeededFuture(verified);
        });
    }

    /** The keys, asked for again if they are old or this one is not among them. */
    private Future<Trusted> trusting(String kid) {
        var known = trusted;
        var now = clock.instant();
        if (known != null) {
            var age = Duration.between(known.at(), now);
            var fits = known.keys().containsKey(kid) ? KEYS_LIFE : KEYS_PAUSE;
            if (age.compareTo(fits) < 0) {
                return Future.succeededFuture(known);
            }
        }
        return bus.ask(TokenEndpoints.GET_TRUSTED_KEYS, new GetTrustedKeys())
                .map(this::take)
                // what was known stays good: a key does not go bad because account-verticle is away
                .recover(failure -> known != null && known.keys().containsKey(kid)
                        ? Future.succeededFuture(known)
                        : Future.failedFuture(away()));
    }

    private Trusted take(TrustedKeys told) {
        var rules = new TokenRules(told.issuer(), told.audience(), told.rolesClaim(), told.adminRole());
        var keys = told.keys().stream().collect(Collectors.toMap(TrustedKey::kid, this::key, (one, other) -> one));
        var taken = new Trusted(rules, told.accounts(), keys, clock.instant());
        trusted = taken;
        return taken;
    }

    private JWTAuth key(TrustedKey key) {
        return JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addJwk(new JsonObject(key.jwk()))
                        .setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
    }

    private Future<VerifiedToken> standing(VerifiedToken token, JsonObject claims) {
        if (!(claims.getValue("ver") instanceof Number version)) {
            return Future.failedFuture(BearerToken.refusal("jwt malformed"));
        }
        var asked = new GetStanding(token.caller().userID(), version.intValue());
        return remembered(asked)
                .map(Future::succeededFuture)
                .orElseGet(() -> bus.ask(TokenEndpoints.GET_STANDING, asked)
                        .map(standing -> remember(asked, standing.holds()))
                        .recover(failure -> Future.failedFuture(away())))
                .compose(holds -> holds
                        ? Future.succeededFuture(token)
                        : Future.failedFuture(BearerToken.refusal("jwt revoked")));
    }

    private Optional<Boolean> remembered(GetStanding asked) {
        synchronized (standings) {
            return Optional.ofNullable(standings.get(asked))
                    .filter(known ->
                            Duration.between(known.at(), clock.instant()).compareTo(STANDING_LIFE) < 0)
                    .map(Known::holds);
        }
    }

    private boolean remember(GetStanding asked, boolean holds) {
        synchronized (standings) {
            standings.put(asked, new Known(holds, clock.instant()));
        }
        return holds;
    }

    private static Refusal away() {
        return Refusal.of(
                Reason.UNAVAILABLE, "unavailable", "Whose token this is cannot be found out now. Try again soon.");
    }
}
