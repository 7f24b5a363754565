package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    private static final String ISSUER = "http://localhost:8080";
    private static final Vertx VERTX = Vertx.vertx();
    private static final DevelopmentKey KEY = DevelopmentKey.generate();

    private final MutableClock clock = MutableClock.at(NOW);
    private final Tokens tokens = new Tokens(VERTX, KEY, ISSUER, clock);

    @AfterAll
    static void stop() {
        ApiServer.await(VERTX.close());
    }

    @Test
    void aMintedTokenSaysWhoAndUntilWhen() {
        var user = ApiServer.await(tokens.examine(tokens.mint("alice", Role.USER, Duration.ofHours(12))));
        var admin = ApiServer.await(tokens.verify(tokens.mint("åke", Role.ADMIN, Duration.ofHours(1))));

        assertThat(user).isEqualTo(new VerifiedToken(new Caller("alice", Role.USER), NOW.plusSeconds(43200)));
        assertThat(admin).isEqualTo(new Caller("åke", Role.ADMIN));
    }

    @Test
    void aTokenEndsAtItsSecondAndNotBefore() {
        var token = tokens.mint("alice", Role.USER, Duration.ofHours(1));

        clock.advance(Duration.ofMinutes(60).minusMillis(1));
        assertThat(tokens.verify(token).succeeded()).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(refusal(token)).isEqualTo("jwt expired");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"iss":"http://localhost:8080","sub":"a","token_use":"access","exp":1}                     | jwt expired
            {"iss":"http://localhost:8080","sub":"a","token_use":"access"}                             | jwt has no expiry
            {"iss":"http://localhost:8080","sub":"a","token_use":"access","exp":"4000000000"}          | jwt malformed
            {"iss":"http://localhost:8081","sub":"a","token_use":"access","exp":4000000000}            | jwt issuer invalid
            {"sub":"a","token_use":"access","exp":4000000000}                                          | jwt issuer invalid
            {"iss":"http://localhost:8080","sub":"a","token_use":"id","exp":4000000000}                | jwt is not an access token
            {"iss":"http://localhost:8080","sub":"a","exp":4000000000}                                 | jwt is not an access token
            {"iss":"http://localhost:8080","sub":"a","token_use":"access","exp":4000000000,"nbf":3900000000} | jwt not active
            {"iss":"http://localhost:8080","token_use":"access","exp":4000000000}                      | jwt subject invalid
            {"iss":"http://localhost:8080","sub":"","token_use":"access","exp":4000000000}             | jwt subject invalid
            {"iss":"http://localhost:8080","sub":7,"token_use":"access","exp":4000000000}              | jwt subject invalid
            """)
    void aTokenOfOursThatDoesNotHoldSaysWhy(String claims, String message) {
        assertThat(refusal(signed(claims))).isEqualTo(message);
    }

    @Test
    void aUserIdHasAtMost64Characters() {
        var claims =
                "{'iss':'http://localhost:8080','sub':'%s','token_use':'access','exp':4000000000}".replace('\'', '"');

        assertThat(tokens.verify(signed(claims.formatted("a".repeat(64)))).succeeded())
                .isTrue();
        assertThat(refusal(signed(claims.formatted("a".repeat(65))))).isEqualTo("jwt subject invalid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "roles":["admin"]            | ADMIN
            "roles":"admin"              | ADMIN
            "groups":["user","admin"]    | USER
            "roles":["Admin"]            | USER
            "roles":["administrator"]    | USER
            "roles":{"admin":true}       | USER
            "roles":null                 | USER
            "scope":"admin"              | USER
            """)
    void onlyTheWordAdminMakesAnAdmin(String claim, Role role) {
        var claims = "{\"iss\":\"http://localhost:8080\",\"sub\":\"a\",\"token_use\":\"access\",\"exp\":4000000000,"
                + claim + "}";

        assertThat(ApiServer.await(tokens.verify(signed(claims)))).isEqualTo(new Caller("a", role));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        var other = new Tokens(VERTX, DevelopmentKey.generate(), ISSUER, clock);

        assertThat(refusal(other.mint("alice", Role.ADMIN, Duration.ofHours(1))))
                .isEqualTo("invalid signature");
    }

    @Test
    void aChangedTokenIsRefused() {
        var parts = tokens.mint("alice", Role.USER, Duration.ofHours(1)).split("\\.");
        var asAdmin = edit(parts[1], claims -> claims.replace("[\"user\"]", "[\"admin\"]"));

        assertThat(asAdmin).isNotEqualTo(parts[1]);
        assertThat(refusal(parts[0] + "." + asAdmin + "." + parts[2])).isEqualTo("invalid signature");
        assertThat(refusal(parts[0] + "." + parts[1] + ".")).isEqualTo("invalid signature");
        assertThat(refusal(parts[0] + "." + parts[1] + ".!!")).isEqualTo("invalid signature");
    }

    @Test
    void noOtherAlgorithmIsTakenWhateverTheTokenSays() {
        var parts = tokens.mint("alice", Role.USER, Duration.ofHours(1)).split("\\.");
        for (var algorithm : List.of("none", "None", "HS256", "RS512", "ES256", "PS256", "")) {
            var head = edit(parts[0], text -> text.replace("RS256", algorithm));

            assertThat(refusal(head + "." + parts[1] + "." + parts[2])).isEqualTo("invalid algorithm");
            assertThat(refusal(head + "." + parts[1] + ".")).isEqualTo("invalid algorithm");
        }
    }

    @Test
    void anHmacKeyedWithOurPublicKeyIsRefused() {
        var publicKey = KEY.jwk().getString("n");
        var forger = JWTAuth.create(
                VERTX,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(publicKey)));
        var claims = new JsonObject()
                .put("iss", ISSUER)
                .put("sub", "root")
                .put("token_use", "access")
                .put("roles", List.of("admin"))
                .put("exp", 4000000000L);

        assertThat(refusal(forger.generateToken(claims, new JWTOptions().setAlgorithm("HS256"))))
                .isEqualTo("invalid algorithm");
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "a.b", "a.b.c", "....", "e30.e30.e30.e30", "bnVsbA.e30.", "W10.e30."})
    void whatIsNoTokenIsMalformed(String text) {
        assertThat(refusal(text)).isEqualTo("jwt malformed");
    }

    @Test
    void aTokenThatIsFarTooLongIsNotDecoded() {
        assertThat(refusal("a".repeat(9000) + ".b.c")).isEqualTo("jwt malformed");
    }

    private String refusal(String token) {
        Future<Caller> outcome = tokens.verify(token);
        var failure = new Throwable[1];
        assertThatThrownBy(
                        () -> outcome.toCompletionStage().toCompletableFuture().get())
                .isInstanceOf(ExecutionException.class)
                .satisfies(thrown -> failure[0] = thrown.getCause());
        assertThat(failure[0]).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHENTICATED);
            assertThat(refusal.code()).isEqualTo("unauthorizedError");
        });
        return String.valueOf(failure[0].getMessage());
    }

    private static String signed(String claims) {
        var jwt = JWTAuth.create(VERTX, new JWTAuthOptions().addJwk(KEY.jwk()));
        return jwt.generateToken(
                new JsonObject(claims), new JWTOptions().setAlgorithm("RS256").setNoTimestamp(true));
    }

    private static String edit(String part, UnaryOperator<String> change) {
        var text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(change.apply(text).getBytes(StandardCharsets.UTF_8));
    }
}
