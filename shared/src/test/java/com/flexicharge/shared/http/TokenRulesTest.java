package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens as the two issuers write them. */
class TokenRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final TokenRules COGNITO = new TokenRules(
            "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc", "4client", "cognito:groups", "Admins");
    private static final TokenRules KEYCLOAK =
            new TokenRules("https://id.example.org/realms/charge", "flexicharge", "realm_access.roles", "operator");

    private static JsonObject cognito() {
        return new JsonObject("""
                {"sub":"aaaa-bbbb","cognito:groups":["Admins"],"iss":"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
                 "client_id":"4client","token_use":"access","scope":"aws.cognito.signin.user.admin","auth_time":1795430000,
                 "exp":1795438800,"iat":1795430000,"username":"anna"}""");
    }

    private static JsonObject keycloak() {
        return new JsonObject("""
                {"exp":1795438800,"iat":1795430000,"jti":"x","iss":"https://id.example.org/realms/charge","aud":"account",
                 "sub":"cccc-dddd","typ":"Bearer","azp":"flexicharge","realm_access":{"roles":["offline_access","operator"]},
                 "scope":"email profile","email":"anna@example.org"}""");
    }

    @Test
    void aTokenOfCognitoNamesItsClientAndGroups() {
        assertThat(COGNITO.check(cognito(), NOW).caller()).isEqualTo(new Caller("aaaa-bbbb", Role.ADMIN));

        var withoutGroup = cognito();
        withoutGroup.remove("cognito:groups");
        assertThat(COGNITO.check(withoutGroup, NOW).caller()).isEqualTo(new Caller("aaaa-bbbb", Role.USER));
    }

    @Test
    void aTokenOfKeycloakNamesItsPartyAndRolesInsideAnObject() {
        assertThat(KEYCLOAK.check(keycloak(), NOW).caller()).isEqualTo(new Caller("cccc-dddd", Role.ADMIN));
        assertThat(KEYCLOAK.check(keycloak().put("realm_access", "operators"), NOW)
                        .caller()
                        .role())
                .isEqualTo(Role.USER);
        assertThat(KEYCLOAK.check(keycloak().put("azp", "other").put("aud", new JsonArray().add("flexicharge")), NOW)
                        .caller()
                        .userID())
                .isEqualTo("cccc-dddd");
    }

    @ParameterizedTest
    @CsvSource({
        "iss, https://other.example, jwt issuer invalid",
        "client_id, other, jwt audience invalid",
        "token_use, id, jwt is not an access token",
        "sub, '', jwt subject invalid"
    })
    void whatIsNotForUsIsRefused(String claim, String value, String message) {
        assertThatThrownBy(() -> COGNITO.check(cognito().put(claim, value), NOW))
                .isInstanceOf(Refusal.class)
                .hasMessage(message);
    }

    @Test
    void aTokenHoldsFromItsBeginningToItsEnd() {
        assertThatThrownBy(() -> COGNITO.check(cognito(), Instant.ofEpochSecond(1795438800)))
                .hasMessage("jwt expired");
        assertThatThrownBy(() -> COGNITO.check(cognito().put("nbf", NOW.getEpochSecond() + 1), NOW))
                .hasMessage("jwt not active");
        assertThatThrownBy(() -> COGNITO.check(cognito().put("exp", "soon"), NOW))
                .hasMessage("jwt has no expiry");
    }
}
