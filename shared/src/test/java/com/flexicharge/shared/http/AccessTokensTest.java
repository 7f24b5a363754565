package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.TokenEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints.GetStanding;
import com.flexicharge.shared.contract.account.TokenEndpoints.Standing;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKey;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKeys;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tokens open the door, as every process sees it; account-verticle is played here. */
class AccessTokensTest {
    private static final String ISSUER = "https://charge.example.org";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = Bus.of(vertx);
    private final MutableClock clock = MutableClock.at("2026-11-23T12:00:00Z");
    private final AtomicInteger keyQuestions = new AtomicInteger();
    private final List<GetStanding> standingQuestions = new CopyOnWriteArrayList<>();
    private final List<JsonObject> keys = new ArrayList<>();
    private volatile boolean stands = true;
    private volatile boolean away;
    private Tokens development;
    private AccessTokens tokens;

    @BeforeEach
    void start() {
        keys.add(RsaJwk.generate().put("kid", "november"));
        bus.answer(TokenEndpoints.GET_TRUSTED_KEYS, asked -> {
            keyQuestions.incrementAndGet();
            return away ? Future.failedFuture("away") : Future.succeededFuture(trusted());
        });
        bus.answer(TokenEndpoints.GET_STANDING, asked -> {
            standingQuestions.add(asked);
            return away ? Future.failedFuture("away") : Future.succeededFuture(new Standing(stands));
        });
        development = new Tokens(vertx, DevelopmentKey.generate(), ISSUER, clock);
        tokens = new AccessTokens(vertx, bus, development, clock);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private TrustedKeys trusted() {
        return new TrustedKeys(
                ISSUER,
                "",
                "roles",
                "admin",
                true,
                keys.stream()
                        .map(key -> new TrustedKey(
                                key.getString("kid"),
                                RsaJwk.publicPart(key, key.getString("kid")).encode()))
                        .toList());
    }

    private JsonObject claims() {
        return new JsonObject()
                .put("iss", ISSUER)
                .put("sub", "anna")
                .put("token_use", "access")
                .put("roles", new JsonArray().add("user").add("admin"))
                .put("ver", 7)
                .put("exp", clock.instant().plus(Duration.ofHours(1)).getEpochSecond());
    }

    private String signed(JsonObject key, JsonObject claims) {
        return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key))
                .generateToken(
                        claims,
                        new JWTOptions()
                                .setAlgorithm("RS256")
                                .setNoTimestamp(true)
                                .setHeader(new JsonObject().put("kid", key.getString("kid"))));
    }

    private Caller caller(String token) {
        try {
            return tokens.verify(token)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private Refusal refusal(String token) {
        try {
            throw new AssertionError("Accepted: "
                    + tokens.verify(token)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (Refusal) Objects.requireNonNull(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTokenOfAnAccountAndOneOfDevelopmentBothTellWhoTheirBearerIs() {
        assertThat(caller(signed(keys.get(0), claims()))).isEqualTo(new Caller("anna", Role.ADMIN));
        assertThat(caller(development.mint("dev", Role.USER, Duration.ofHours(1))))
                .isEqualTo(new Caller("dev", Role.USER));
        assertThat(standingQuestions).containsExactly(new GetStanding("anna", 7));
    }

    @Test
    void whetherAnAccountStillStandsIsAskedTwiceAMinute() {
        var token = signed(keys.get(0), claims());
        caller(token);
        caller(token);
        assertThat(standingQuestions).hasSize(1);

        stands = false;
        clock.advance(Duration.ofSeconds(31));

        assertThat(refusal(token).getMessage()).isEqualTo("jwt revoked");
        assertThat(standingQuestions).hasSize(2);
    }

    @Test
    void aKeyThatIsNewIsLearntAfterAPauseSoThatMadeUpNamesCostNothing() {
        caller(signed(keys.get(0), claims()));
        var december = RsaJwk.generate().put("kid", "december");
        keys.add(december);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(signed(december, claims())).getMessage()).isEqualTo("invalid signature");
        }
        assertThat(keyQuestions).hasValue(1);

        clock.advance(Duration.ofSeconds(10));

        assertThat(caller(signed(december, claims())).userID()).isEqualTo("anna");
        assertThat(keyQuestions).hasValue(2);
    }

    @Test
    void whatIsForgedOrForSomebodyElseIsRefused() {
        var forged = RsaJwk.generate().put("kid", "november");
        assertThat(refusal(signed(forged, claims())).getMessage()).isEqualTo("invalid signature");
        assertThat(refusal(signed(keys.get(0), claims().put("iss", "https://other.example")))
                        .getMessage())
                .isEqualTo("jwt issuer invalid");
        var versionless = claims();
        versionless.remove("ver");
        assertThat(refusal(signed(keys.get(0), versionless)).getMessage()).isEqualTo("jwt malformed");
        assertThat(refusal("not.a.token").reason()).isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void whileAccountsAreAwayKnownKeysStayGoodAndNobodyUnknownGetsIn() {
        var token = signed(keys.get(0), claims());
        caller(token);
        away = true;
        clock.advance(Duration.ofSeconds(20));
        assertThat(caller(token).userID()).isEqualTo("anna");

        clock.advance(Duration.ofMinutes(6));

        var refused = refusal(token);
        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(refused.code()).isEqualTo("unavailable");
        away = false;
        assertThat(caller(token).userID()).isEqualTo("anna");
    }
}
