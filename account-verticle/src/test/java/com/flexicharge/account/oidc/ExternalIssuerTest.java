package com.flexicharge.account.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.account.Awaiting;
import com.flexicharge.account.RunningAccounts;
import com.flexicharge.account.http.Http;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People whose accounts an issuer elsewhere keeps; here that issuer is a server beside. */
@ExtendWith(TestDatabaseExtension.class)
class ExternalIssuerTest {
    private final TestDatabase database;
    private FakeIssuer issuer;
    private RunningAccounts accounts;
    private Http http;

    ExternalIssuerTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        database.execute("drop schema if exists account cascade");
        issuer = FakeIssuer.start();
        accounts = RunningAccounts.start(
                database,
                Map.of(
                        "AUTH_MODE", "oidc",
                        "OIDC_ISSUER", issuer.url(),
                        "OIDC_AUDIENCE", "flexicharge",
                        "OIDC_ROLES_CLAIM", "realm_access.roles",
                        "OIDC_ADMIN_ROLE", "operator"));
        http = new Http(accounts);
    }

    @AfterEach
    void stop() {
        accounts.close();
        issuer.close();
    }

    private JsonObject claims(String userID) {
        return new JsonObject()
                .put("iss", issuer.url())
                .put("sub", userID)
                .put("azp", "flexicharge")
                .put("typ", "Bearer")
                .put("exp", accounts.clock.instant().plusSeconds(600).getEpochSecond());
    }

    @Test
    void aTokenOfTheIssuerOpensTheOwnProfileWhichWeKeep() {
        var token = issuer.token(claims("kim"));

        assertThat(http.get("/auth/user-information", token).text("username")).isEmpty();
        assertThat(http.send("PUT", "/auth/user-information", "{\"city\":\"Umeå\"}", token)
                        .status())
                .isEqualTo(204);
        assertThat(http.get("/auth/user-information", token).text("city")).isEqualTo("Umeå");

        assertThat(http.send("DELETE", "/auth/delete-user", null, token).status())
                .isEqualTo(200);
        assertThat(database.rows("select user_id from account.users")).isEmpty();
        assertThat(http.get("/auth/user-information", token).text("city")).isEmpty();
    }

    @Test
    void aKeyThatIsNewAtTheIssuerIsLearntWithinSeconds() {
        assertThat(http.get("/auth/user-information", issuer.token(claims("kim")))
                        .status())
                .isEqualTo(200);
        issuer.rotate();
        var token = issuer.token(claims("kim"));
        assertThat(http.get("/auth/user-information", token).text("message")).isEqualTo("invalid signature");

        accounts.clock.advance(Duration.ofSeconds(11));

        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);
    }

    @Test
    void whileTheIssuerIsAwayTheTokensItMadeHold() {
        var token = issuer.token(claims("kim")
                .put("exp", accounts.clock.instant().plus(Duration.ofHours(1)).getEpochSecond()));
        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);

        issuer.close();
        accounts.clock.advance(Duration.ofMinutes(10));

        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);
    }

    @Test
    void aTokenThatAnotherHasSignedIsRefused() {
        try (var other = FakeIssuer.start()) {
            assertThat(http.get("/auth/user-information", other.token(claims("kim")))
                            .text("message"))
                    .isEqualTo("invalid signature");
        }
    }

    @Test
    void anIssuerThatNeverAnsweredLetsNobodyInAndSaysSo() {
        issuer.close();
        try (var strangers = RunningAccounts.start(
                database, Map.of("AUTH_MODE", "oidc", "OIDC_ISSUER", issuer.url(), "OIDC_AUDIENCE", "flexicharge"))) {
            var answer = new Http(strangers).get("/auth/user-information", issuer.token(claims("kim")));

            assertThat(answer.outcome()).isEqualTo("503 unavailable");
            assertThat(answer.header("retry-after")).isNotEmpty();
        }
    }

    @Test
    void aDiscoveryDocumentOfAnotherIssuerIsNotBelieved() {
        issuer.claimToBe("https://evil.example");
        try (var strangers = RunningAccounts.start(
                database, Map.of("AUTH_MODE", "oidc", "OIDC_ISSUER", issuer.url(), "OIDC_AUDIENCE", "flexicharge"))) {
            assertThat(Awaiting.refusal(strangers.tokens().verify(issuer.token(claims("kim"))))
                            .code())
                    .isEqualTo("unavailable");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /auth/sign-up",
        "POST, /auth/verify",
        "POST, /auth/sign-in",
        "POST, /auth/forgot-password/kim@example.org",
        "POST, /auth/confirm-forgot-password",
        "POST, /auth/change-password",
        "POST, /auth/force-change-password",
        "POST, /admin/sign-in",
        "GET, /admin/users",
        "GET, /admin/kim",
        "PUT, /admin/users/kim/disable",
        "POST, /admin/set-user-password",
        "GET, /.well-known/jwks.json"
    })
    void routesOfAccountsSayWhoKeepsThem(String method, String path) {
        var answer = http.send(method, path, method.equals("GET") ? null : "{}", null);

        assertThat(answer.outcome()).isEqualTo("501 accountsManagedExternally");
        assertThat(answer.text("message")).isNotEmpty();
    }
}
