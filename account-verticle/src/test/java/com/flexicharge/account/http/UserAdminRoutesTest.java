package com.flexicharge.account.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.account.RunningAccounts;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators do with people's accounts, as the admin web app does it. */
@ExtendWith(TestDatabaseExtension.class)
class UserAdminRoutesTest {
    private static final String OLGA = "olga@example.org";
    private static final String ANNA = "anna@example.org";
    private static final String PASSWORD = "Charge-4-me";

    private final TestDatabase database;
    private RunningAccounts accounts;
    private Http http;
    private String olga;

    UserAdminRoutesTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        database.execute("drop schema if exists account cascade");
        accounts = RunningAccounts.start(database, Map.of("ADMIN_USERNAME", OLGA, "ADMIN_PASSWORD", PASSWORD));
        http = new Http(accounts);
        olga = http.post("/admin/sign-in", credentials(OLGA, PASSWORD)).text("accessToken");
    }

    @AfterEach
    void stop() {
        accounts.close();
    }

    @Test
    void whoWasMadeByAnAdministratorChoosesAPasswordOfTheirOwnAtTheFirstSignIn() {
        var made = post("/admin/users", person(ANNA).put("password", "First-1-word"));
        assertThat(made.status()).isEqualTo(201);
        var user = made.object().getJsonObject("User");
        assertThat(user.getString("UserStatus")).isEqualTo("FORCE_CHANGE_PASSWORD");
        assertThat(user.getBoolean("Enabled")).isTrue();
        assertThat(attributes(user.getJsonArray("Attributes")))
                .containsExactly(
                        "sub=" + user.getString("Username"),
                        "email=" + ANNA,
                        "name=Anna",
                        "family_name=Berg",
                        "role=user");

        var challenge = http.post("/auth/sign-in", credentials(ANNA, "First-1-word"));
        assertThat(challenge.outcome()).isEqualTo("400 NEW_PASSWORD_REQUIRED");
        assertThat(challenge.text("ChallengeName")).isEqualTo("NEW_PASSWORD_REQUIRED");
        var answer = credentials(ANNA, "Second-2-none").put("session", challenge.text("Session"));
        assertThat(http.post("/auth/force-change-password", answer.copy().put("password", "weak"))
                        .outcome())
                .isEqualTo("400 InvalidPasswordException");
        assertThat(http.post("/auth/force-change-password", answer.copy().put("session", "another"))
                        .outcome())
                .isEqualTo("400 NotAuthorizedException");

        var signedIn = http.post("/auth/force-change-password", answer);
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(http.get("/auth/user-information", signedIn.text("accessToken"))
                        .text("username"))
                .isEqualTo(ANNA);
        assertThat(http.post("/auth/force-change-password", answer).outcome()).isEqualTo("400 NotAuthorizedException");
        assertThat(http.post("/auth/sign-in", credentials(ANNA, "Second-2-none"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAdministratorIsMadeWithAPasswordThatIsMailed() {
        assertThat(post("/admin", person("ove@example.org")).status()).isEqualTo(201);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !accounts.lettersTo("ove@example.org").isEmpty());
        var password = firstPassword(accounts.lettersTo("ove@example.org").get(0));
        var challenge = http.post("/admin/sign-in", credentials("ove@example.org", password));
        assertThat(challenge.outcome()).isEqualTo("400 NEW_PASSWORD_REQUIRED");
        var signedIn = http.post(
                "/admin/force-change-password",
                credentials("ove@example.org", "Second-2-none").put("session", challenge.text("Session")));
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(http.get("/admin/users", signedIn.text("accessToken")).status())
                .isEqualTo(200);
    }

    @Test
    void aPersonIsNoAdministrator() {
        user(ANNA);
        assertThat(http.post("/admin/sign-in", credentials(ANNA, PASSWORD)).outcome())
                .isEqualTo("403 insufficientScope");

        var token = http.post("/auth/sign-in", credentials(ANNA, PASSWORD)).text("accessToken");
        assertThat(http.get("/admin/users", token).outcome()).isEqualTo("403 insufficientScope");
        assertThat(http.get("/admin", accounts.developmentToken("dev", Role.ADMIN))
                        .status())
                .isEqualTo(200);
        assertThat(http.get("/admin", null).outcome()).isEqualTo("401 unauthorizedError");
    }

    @Test
    void theListIsReadPageByPageInTheOrderInWhichPeopleCame() {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            user(name + "@example.org");
            accounts.clock.advance(Duration.ofSeconds(1));
        }

        var emails = new ArrayList<String>();
        var token = "";
        for (int pages = 0; pages < 3; pages++) {
            var page = get("/admin/users?limit=2" + (token.isEmpty() ? "" : "&pagination_token=" + token))
                    .object();
            page.getJsonArray("Users").forEach(one -> emails.add(email((JsonObject) one)));
            token = page.getString("NextToken", "");
        }

        assertThat(emails)
                .containsExactly("a@example.org", "b@example.org", "c@example.org", "d@example.org", "e@example.org");
        assertThat(token).isNull();
        assertThat(emailsAt("/admin/")).containsExactly(OLGA);
    }

    @Test
    void theListIsSearchedByTheBeginningOfAnAttribute() {
        user("anna@example.org");
        user("annette@example.org");
        user("a_n@example.org");

        assertThat(emailsAt("/admin/users?filter_attribute=email&filter_value=ANN"))
                .containsExactlyInAnyOrder("anna@example.org", "annette@example.org");
        assertThat(emailsAt("/admin/users?filter_attribute=email&filter_value=a_n"))
                .containsExactly("a_n@example.org");
        assertThat(emailsAt("/admin/users?filter_attribute=name&filter_value=ann"))
                .hasSize(3);
        assertThat(emailsAt("/admin/users?filter_attribute=family_name&filter_value=%25"))
                .isEmpty();
        assertThat(emailsAt("/admin/users?filter_attribute=role&filter_value=user"))
                .hasSize(3);
        assertThat(get("/admin/users?filter_attribute=password&filter_value=x").outcome())
                .isEqualTo("400 InvalidParameterException");
        assertThat(get("/admin/users?limit=61").outcome()).isEqualTo("400 invalidLimit");
        assertThat(get("/admin/users?pagination_token=*").outcome()).isEqualTo("400 InvalidParameterException");
    }

    @Test
    void onePersonIsShownByNumberOrAddressFlatOrAsAttributes() {
        var userID = user(ANNA);

        assertThat(get("/admin/users/" + ANNA).object()).isEqualTo(new JsonObject("""
                        {"username":"anna@example.org","firstName":"Anna","lastName":"Berg","phoneNumber":"","streetAddress":"",
                         "zipCode":"","city":"","country":""}""").put("userId", userID));
        var single = get("/admin/" + userID).object();
        assertThat(single.getString("Username")).isEqualTo(userID);
        assertThat(single.getString("UserStatus")).isEqualTo("CONFIRMED");
        assertThat(single.getString("UserCreateDate")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(attributes(single.getJsonArray("UserAttributes"))).contains("email=" + ANNA);
        assertThat(get("/admin/nobody@example.org").outcome()).isEqualTo("404 UserNotFoundException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/users/", "/admin/"})
    void attributesAreChangedAndTheAnswerShowsThePerson(String path) {
        user(ANNA);

        var changed = put(path + ANNA, change("email", "ann@example.org", "name", "Ann", "family_name", ""));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).contains("ann@example.org").contains("Ann");
        assertThat(http.post("/auth/sign-in", credentials("ann@example.org", PASSWORD))
                        .text("family_name"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "email, no address, 400 InvalidParameterException",
        "email, olga@example.org, 409 UsernameExistsException",
        "sub, 1, 400 InvalidParameterException",
        "password, x, 400 InvalidParameterException",
        "role, king, 400 InvalidParameterException"
    })
    void whatNoAttributeMayBeIsRefused(String name, String value, String outcome) {
        user(ANNA);

        assertThat(put("/admin/users/" + ANNA, change(name, value)).outcome()).isEqualTo(outcome);
        assertThat(get("/admin/users/" + ANNA).status()).isEqualTo(200);
    }

    @Test
    void whoIsDisabledIsOutWithinAMinuteAndComesBackWithANewToken() {
        user(ANNA);
        var token = http.post("/auth/sign-in", credentials(ANNA, PASSWORD)).text("accessToken");
        assertThat(http.get("/auth/user-information", token).status()).isEqualTo(200);

        assertThat(put("/admin/users/" + ANNA + "/disable", new JsonObject()).status())
                .isEqualTo(200);

        accounts.clock.advance(Duration.ofSeconds(31));
        assertThat(http.get("/auth/user-information", token).outcome()).isEqualTo("401 unauthorizedError");
        assertThat(http.post("/auth/sign-in", credentials(ANNA, PASSWORD)).outcome())
                .isEqualTo("400 NotAuthorizedException");
        assertThat(put("/admin/users/" + ANNA + "/enable", new JsonObject()).text("message"))
                .isNotEmpty();
        accounts.clock.advance(Duration.ofSeconds(31));
        assertThat(http.get("/auth/user-information", token).outcome()).isEqualTo("401 unauthorizedError");
        assertThat(http.post("/auth/sign-in", credentials(ANNA, PASSWORD)).status())
                .isEqualTo(200);
    }

    @Test
    void theLastAdministratorCannotBeTakenAway() {
        assertThat(send("DELETE", "/admin/" + OLGA).outcome()).isEqualTo("409 lastAdmin");
        assertThat(put("/admin/" + OLGA + "/disable", new JsonObject()).outcome())
                .isEqualTo("409 lastAdmin");
        assertThat(put("/admin/" + OLGA, change("role", "user")).outcome()).isEqualTo("409 lastAdmin");
        assertThat(send("DELETE", "/auth/delete-user").outcome()).isEqualTo("409 lastAdmin");

        user(ANNA);
        assertThat(put("/admin/" + ANNA, change("role", "admin")).status()).isEqualTo(200);
        assertThat(emailsAt("/admin")).containsExactlyInAnyOrder(OLGA, ANNA);
        assertThat(send("DELETE", "/admin/" + OLGA).status()).isEqualTo(200);
        assertThat(emailsAt("/admin")).containsExactly(ANNA);
    }

    @Test
    void aPersonIsRemovedUnlessTheyCharge() {
        var userID = user(ANNA);
        accounts.openSessions.add(RunningAccounts.openSession(10_000, userID));
        assertThat(send("DELETE", "/admin/users/" + ANNA).outcome()).isEqualTo("409 transactionOpen");

        accounts.openSessions.clear();
        var removed = send("DELETE", "/admin/users/" + ANNA);

        assertThat(removed.object().getInteger("statusCode")).isEqualTo(200);
        assertThat(get("/admin/users/" + userID).outcome()).isEqualTo("404 UserNotFoundException");
        assertThat(emailsAt("/admin/users")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/set-user-password", "/admin/set-admin-password"})
    void aPasswordIsSetForSomebody(String path) {
        user(ANNA);

        assertThat(post(path, credentials(ANNA, "weak")).outcome()).isEqualTo("400 InvalidPasswordException");
        assertThat(post(path, credentials("nobody@example.org", "Second-2-none"))
                        .outcome())
                .isEqualTo("404 UserNotFoundException");
        assertThat(post(path, credentials(ANNA, "Second-2-none")).status()).isEqualTo(200);
        assertThat(http.post("/auth/sign-in", credentials(ANNA, "Second-2-none"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCodeForANewPasswordIsMailedToSomebody() {
        user(ANNA);

        assertThat(send("POST", "/admin/reset-user-password/" + ANNA).status()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> !accounts.lettersTo(ANNA).isEmpty());
        var code = RunningAccounts.codeIn(accounts.lettersTo(ANNA).get(0));
        assertThat(http.post(
                                "/auth/confirm-forgot-password",
                                credentials(ANNA, "Second-2-none").put("confirmationCode", code))
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", "/admin/reset-user-password/nobody").outcome()).isEqualTo("404 UserNotFoundException");
    }

    @Test
    void whoExistsAlreadyOrIsNoAddressIsNotMade() {
        user(ANNA);

        assertThat(post("/admin/users", person(ANNA).put("password", PASSWORD)).outcome())
                .isEqualTo("409 UsernameExistsException");
        assertThat(post("/admin/users", person("anna").put("password", PASSWORD))
                        .outcome())
                .isEqualTo("400 InvalidParameterException");
        assertThat(post("/admin/users", person("b@example.org")).outcome()).isEqualTo("400 InvalidParameterException");
        assertThat(post("/admin", person("b@example.org").put("password", "weak"))
                        .outcome())
                .isEqualTo("400 InvalidPasswordException");
    }

    /** @return the userID */
    private String user(String username) {
        var made = post("/admin/users", person(username).put("password", "First-1-word"));
        post("/admin/set-user-password", credentials(username, PASSWORD));
        return made.object().getJsonObject("User").getString("Username");
    }

    private List<String> emailsAt(String path) {
        return get(path).object().getJsonArray("Users").stream()
                .map(one -> email((JsonObject) one))
                .toList();
    }

    private static String email(JsonObject user) {
        return attributes(user.getJsonArray("Attributes")).get(1).substring("email=".length());
    }

    private static List<String> attributes(JsonArray list) {
        return list.stream()
                .map(JsonObject.class::cast)
                .map(one -> one.getString("Name") + "=" + one.getString("Value"))
                .toList();
    }

    private static JsonObject change(String... namesAndValues) {
        var list = new JsonArray();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            list.add(new JsonObject().put("Name", namesAndValues[i]).put("Value", namesAndValues[i + 1]));
        }
        return new JsonObject().put("userAttributes", list);
    }

    private static String firstPassword(String letter) {
        var found = Pattern.compile("(?m)^[A-Za-z0-9]{20}$").matcher(letter);
        assertThat(found.find()).as(letter).isTrue();
        return found.group();
    }

    private static JsonObject person(String username) {
        return new JsonObject().put("username", username).put("name", "Anna").put("family_name", "Berg");
    }

    private static JsonObject credentials(String username, String password) {
        return new JsonObject().put("username", username).put("password", password);
    }

    private Http.Answer get(String path) {
        return http.get(path, olga);
    }

    private Http.Answer post(String path, JsonObject body) {
        return http.send("POST", path, body.encode(), olga);
    }

    private Http.Answer put(String path, JsonObject body) {
        return http.send("PUT", path, body.encode(), olga);
    }

    private Http.Answer send(String method, String path) {
        return http.send(method, path, null, olga);
    }
}
