package com.flexicharge.account.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.account.RunningAccounts;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people do with their own accounts, as the apps do it. */
@ExtendWith(TestDatabaseExtension.class)
class AuthRoutesTest {
    private static final String ANNA = "anna@example.org";
    private static final String PASSWORD = "Charge-4-me";

    private final TestDatabase database;
    private RunningAccounts accounts;
    private Http http;

    AuthRoutesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        database.execute("drop schema if exists account cascade");
        accounts = RunningAccounts.start(database);
        http = new Http(accounts);
    }

    @AfterEach
    void stop() {
        accounts.close();
    }

    @Test
    void fromSignUpToTheOwnProfile() {
        assertThat(signUp(ANNA, PASSWORD).object().getInteger("statusCode")).isEqualTo(200);
        assertThat(signIn(ANNA, PASSWORD).outcome()).isEqualTo("400 UserNotConfirmedException");

        var verified = verify(ANNA, lastCode(ANNA));
        assertThat(verified.status()).isEqualTo(200);
        assertThat(verified.text("message")).isNotEmpty();

        var signedIn = signIn("Anna@Example.org", PASSWORD);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.text("email")).isEqualTo(ANNA);
        assertThat(signedIn.text("username")).isEqualTo(ANNA);
        assertThat(signedIn.text("name")).isEqualTo("Anna");
        assertThat(signedIn.text("family_name")).isEqualTo("Berg");
        assertThat(signedIn.text("user_id")).hasSize(36);
        assertThat(signedIn.text("tokenType")).isEqualTo("Bearer");
        assertThat(signedIn.object().getInteger("expiresIn")).isEqualTo(43_200);

        var profile = http.get("/auth/user-information", signedIn.text("accessToken"));
        assertThat(profile.object()).isEqualTo(new JsonObject("""
                        {"username":"anna@example.org","firstName":"Anna","lastName":"Berg","phoneNumber":"",
                         "streetAddress":"","zipCode":"","city":"","country":""}"""));
    }

    @Test
    void whatCannotBeAnAccountIsRefusedWithAllThatIsWrong() {
        var nothing = http.post("/auth/sign-up", new JsonObject());
        assertThat(nothing.outcome()).isEqualTo("400 InvalidParameterException");
        assertThat(nothing.object().getJsonArray("errors").encode())
                .contains("/username")
                .contains("/password");

        assertThat(signUp("anna", PASSWORD).outcome()).isEqualTo("400 InvalidParameterException");
        var weak = signUp(ANNA, "charge");
        assertThat(weak.outcome()).isEqualTo("400 InvalidPasswordException");
        assertThat(weak.text("message"))
                .isEqualTo(
                        "Password did not conform with policy: it must have 8 to 128 characters, it must have an upper"
                                + " case letter, it must have a digit");
        assertThat(accounts.lettersTo(ANNA)).isEmpty();
    }

    @Test
    void anAddressThatSomebodyVerifiedIsTaken() {
        account(ANNA);

        assertThat(signUp("ANNA@example.org", "Another-1-password").outcome()).isEqualTo("409 UsernameExistsException");
        assertThat(signIn(ANNA, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoeverSignedUpWithAnAddressOfAnotherAndNeverVerifiedItStandsInNobodysWay() {
        signUp(ANNA, "Somebody-3lse");
        var strangers = code(ANNA, 1);

        assertThat(signUp(ANNA, PASSWORD).status()).isEqualTo(200);
        assertThat(verify(ANNA, strangers).outcome()).isEqualTo("400 CodeMismatchException");
        assertThat(verify(ANNA, code(ANNA, 2)).status()).isEqualTo(200);
        assertThat(signIn(ANNA, "Somebody-3lse").outcome()).isEqualTo("400 NotAuthorizedException");
        assertThat(signIn(ANNA, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aCodeHasFiveTries() {
        signUp(ANNA, PASSWORD);
        var right = code(ANNA, 1);
        for (int i = 0; i < 5; i++) {
            assertThat(verify(ANNA, other(right)).outcome()).isEqualTo("400 CodeMismatchException");
        }

        assertThat(verify(ANNA, right).outcome()).isEqualTo("400 CodeMismatchException");
    }

    @Test
    void aCodeHoldsForFifteenMinutesAndMayBeEnteredTwice() {
        signUp(ANNA, PASSWORD);
        signUp("berit@example.org", PASSWORD);
        var code = code(ANNA, 1);
        assertThat(verify(ANNA, code).status()).isEqualTo(200);
        assertThat(verify(ANNA, code).status()).isEqualTo(200);

        accounts.clock.advance(Duration.ofMinutes(15));
        assertThat(verify("berit@example.org", code("berit@example.org", 1)).outcome())
                .isEqualTo("400 ExpiredCodeException");
    }

    @Test
    void aWrongPasswordAndAnUnknownAccountAreToldAlike() {
        account(ANNA);

        var wrong = signIn(ANNA, "Charge-4-you");
        var unknown = signIn("nobody@example.org", "Charge-4-you");

        assertThat(wrong.outcome()).isEqualTo("400 NotAuthorizedException");
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.header("retry-after")).isEmpty();
    }

    @Test
    void tenFailuresCloseTheDoorForFifteenMinutesEvenToTheRightPassword() {
        account(ANNA);
        for (int i = 0; i < 10; i++) {
            assertThat(signIn(ANNA, "Charge-4-you").outcome()).isEqualTo("400 NotAuthorizedException");
        }

        var closed = signIn(ANNA, PASSWORD);
        assertThat(closed.outcome()).isEqualTo("429 LimitExceededException");
        assertThat(closed.header("retry-after")).isEqualTo("900");
        accounts.clock.advance(Duration.ofMinutes(16));
        assertThat(signIn(ANNA, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void asManyGuessesAtOnceAreNoMoreThanTen() {
        account(ANNA);

        var outcomes = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> signIn(ANNA, "Charge-4-you-" + i)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(Http.Answer::status)
                .toList();

        assertThat(outcomes).filteredOn(status -> status == 400).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void aForgottenPasswordIsSetAnewWithACodeAndEndsAllTokens() {
        account(ANNA);
        var token = signIn(ANNA, PASSWORD).text("accessToken");
        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);

        var asked = http.send("POST", "/auth/forgot-password/" + ANNA, null, null);
        var ofNobody = http.send("POST", "/auth/forgot-password/nobody@example.org", null, null);
        assertThat(asked.status()).isEqualTo(200);
        assertThat(ofNobody.body()).isEqualTo(asked.body());

        var code = code(ANNA, 2);
        assertThat(confirm(ANNA, code, "short").outcome()).isEqualTo("400 InvalidPasswordException");
        assertThat(confirm(ANNA, other(code), "Another-1-password").outcome()).isEqualTo("400 CodeMismatchException");
        assertThat(confirm("nobody@example.org", code, "Another-1-password").outcome())
                .isEqualTo("400 CodeMismatchException");
        var confirmed = confirm(ANNA, code, "Another-1-password");
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.object().getInteger("statusCode")).isEqualTo(200);

        assertThat(confirm(ANNA, code, "Another-2-password").outcome()).isEqualTo("400 CodeMismatchException");
        assertThat(signIn(ANNA, PASSWORD).outcome()).isEqualTo("400 NotAuthorizedException");
        assertThat(signIn(ANNA, "Another-1-password").status()).isEqualTo(200);
        accounts.clock.advance(Duration.ofSeconds(31));
        var old = http.get("/auth/user-information", token);
        assertThat(old.outcome()).isEqualTo("401 unauthorizedError");
        assertThat(old.text("message")).isEqualTo("jwt revoked");
        assertThat(accounts.lettersTo("nobody@example.org")).isEmpty();
    }

    @Test
    void aPasswordIsChangedWithTheTokenInTheHeaderOrInTheBody() {
        account(ANNA);
        var token = signIn(ANNA, PASSWORD).text("accessToken");

        var wrong = http.post(
                "/auth/change-password", change("Charge-4-you", "Second-2-none").put("accessToken", token));
        assertThat(wrong.outcome()).isEqualTo("400 NotAuthorizedException");
        assertThat(http.post("/auth/change-password", change(PASSWORD, "second").put("accessToken", token))
                        .outcome())
                .isEqualTo("400 InvalidPasswordException");
        assertThat(http.post("/auth/change-password", change(PASSWORD, "Second-2-none"))
                        .outcome())
                .isEqualTo("401 unauthorizedError");

        var inBody = http.post(
                "/auth/change-password", change(PASSWORD, "Second-2-none").put("accessToken", token));
        assertThat(inBody.status()).isEqualTo(200);
        assertThat(inBody.text("message")).isNotEmpty();
        var inHeader = http.send(
                "POST",
                "/auth/change-password",
                change("Second-2-none", "Third-3-time").encode(),
                token);
        assertThat(inHeader.status()).isEqualTo(200);
        assertThat(signIn(ANNA, "Third-3-time").status()).isEqualTo(200);
        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);
    }

    @Test
    void aProfileKeepsWhatIsNotTold() {
        account(ANNA);
        var token = signIn(ANNA, PASSWORD).text("accessToken");

        var changed = http.send(
                "PUT",
                "/auth/user-information",
                new JsonObject().put("city", "Jönköping").put("lastName", "").encode(),
                token);

        assertThat(changed.status()).isEqualTo(204);
        var profile = http.get("/auth/user-information", token).object();
        assertThat(profile.getString("city")).isEqualTo("Jönköping");
        assertThat(profile.getString("lastName")).isEmpty();
        assertThat(profile.getString("firstName")).isEqualTo("Anna");
        assertThat(http.send("PUT", "/auth/user-information", "{\"city\":\"" + "x".repeat(256) + "\"}", token)
                        .outcome())
                .isEqualTo("400 InvalidParameterException");
        assertThat(http.send("PUT", "/auth/user-information", "{\"city\":\"a\\u0000b\"}", token)
                        .status())
                .isIn(204, 400);
        assertThat(http.get("/auth/user-information", null).outcome()).isEqualTo("401 unauthorizedError");
    }

    @Test
    void whoeverLeavesIsForgottenAndMaySignUpAgain() {
        account(ANNA);
        var signedIn = signIn(ANNA, PASSWORD);
        var token = signedIn.text("accessToken");
        accounts.openSessions.add(RunningAccounts.openSession(10_000, signedIn.text("user_id")));
        assertThat(http.send("DELETE", "/auth/delete-user", null, token).outcome())
                .isEqualTo("409 transactionOpen");

        accounts.openSessions.clear();
        var gone = http.send("DELETE", "/auth/delete-user", null, token);

        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.text("message")).isNotEmpty();
        assertThat(signIn(ANNA, PASSWORD).outcome()).isEqualTo("400 NotAuthorizedException");
        accounts.clock.advance(Duration.ofSeconds(31));
        assertThat(http.get("/auth/user-information", token).outcome()).isEqualTo("401 unauthorizedError");
        assertThat(signUp(ANNA, PASSWORD).status()).isEqualTo(200);
        assertThat(database.rows(
                        "select user_id from account.users where first_name = 'Anna' and deleted_at is not null"))
                .isEmpty();
    }

    @Test
    void theKeysThatTellOurTokensAreThereForAll() {
        account(ANNA);
        var head = signIn(ANNA, PASSWORD).text("accessToken").split("\\.")[0];
        var kid = new JsonObject(new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8))
                .getString("kid");

        var keys = http.get("/.well-known/jwks.json", null);

        assertThat(keys.status()).isEqualTo(200);
        var key = keys.object().getJsonArray("keys").getJsonObject(0);
        assertThat(key.getString("kid")).isEqualTo(kid);
        assertThat(key.fieldNames()).containsExactlyInAnyOrder("kid", "kty", "alg", "use", "n", "e");
    }

    private void account(String username) {
        signUp(username, PASSWORD);
        verify(username, lastCode(username));
    }

    private Http.Answer confirm(String username, String code, String password) {
        return http.post(
                "/auth/confirm-forgot-password", credentials(username, password).put("confirmationCode", code));
    }

    private static JsonObject change(String previous, String next) {
        return new JsonObject().put("previousPassword", previous).put("newPassword", next);
    }

    /** Six digits that are not these. */
    private static String other(String code) {
        return code.equals("111111") ? "222222" : "111111";
    }

    private Http.Answer signUp(String username, String password) {
        return http.post(
                "/auth/sign-up",
                credentials(username, password).put("name", "Anna").put("family_name", "Berg"));
    }

    private Http.Answer verify(String username, String code) {
        return http.post(
                "/auth/verify", new JsonObject().put("username", username).put("code", code));
    }

    private Http.Answer signIn(String username, String password) {
        return http.post("/auth/sign-in", credentials(username, password));
    }

    private static JsonObject credentials(String username, String password) {
        return new JsonObject().put("username", username).put("password", password);
    }

    /** Waits for the first letter; further ones are waited for by their number. */
    private String lastCode(String address) {
        return code(address, 1);
    }

    private String code(String address, int letter) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> accounts.lettersTo(address).size() >= letter);
        return RunningAccounts.codeIn(accounts.lettersTo(address).get(letter - 1));
    }
}
