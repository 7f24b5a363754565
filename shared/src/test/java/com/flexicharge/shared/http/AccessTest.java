package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private static ApiServer server;
    private static String user;
    private static String admin;
    private static String expired;

    private record Who(String userID) {}

    @BeforeAll
    static void start() {
        server = ApiServer.with(routes -> routes.get("/open", Access.OPEN, AccessTest::who)
                .get("/user", Access.USER, AccessTest::who)
                .post("/user", Access.USER, AccessTest::who)
                .get("/admin", Access.ADMIN, AccessTest::who)
                .get("/of/{userID}", Access.USER, x -> {
                    x.requireOwner(Optional.of(x.path("userID")));
                    return who(x);
                })
                .get("/nobodys", Access.USER, x -> {
                    x.requireOwner(Optional.empty());
                    return who(x);
                })
                .on(HttpMethod.GET, "/file", Access.USER, RouteOptions.STANDARD.withTokenInQuery(), AccessTest::who));
        user = server.token("alice", Role.USER);
        admin = server.token("root", Role.ADMIN);
        expired = server.tokens.mint("alice", Role.USER, Duration.ZERO);
    }

    private static Future<HttpAnswer> who(HttpExchange exchange) {
        return Future.succeededFuture(
                HttpAnswer.ok(new Who(exchange.maybeCaller().map(Caller::userID).orElse("nobody"))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/open,none,200,nobody",
        "/open,user,200,alice",
        "/open,expired,200,nobody",
        "/user,user,200,alice",
        "/user,admin,200,root",
        "/admin,admin,200,root",
        "/of/alice,user,200,alice",
        "/of/alice,admin,200,root",
        "/nobodys,admin,200,root",
        "/user,none,401,unauthorizedError",
        "/user,expired,401,unauthorizedError",
        "/admin,none,401,unauthorizedError",
        "/admin,user,403,insufficientScope",
        "/of/bob,user,403,notOwner",
        "/of/Alice,user,403,notOwner",
        "/nobodys,user,403,notOwner"
    })
    void eachRouteLetsInWhoItIsFor(String path, String who, int status, String shown) {
        var header = switch (who) {
            case "user" -> "Authorization: Bearer " + user;
            case "admin" -> "Authorization: bearer  " + admin;
            case "expired" -> "Authorization: Bearer " + expired;
            default -> "X-None: 1";
        };
        var reply = server.ask("GET " + path, header);

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.body()).contains("\"" + shown + "\"");
        assertThat(reply.header("www-authenticate")).isEqualTo(status == 401 ? "Bearer" : "(none)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            X-None: 1                            | No authorization token was found
            Authorization: Basic dXNlcjpwYXNz    | Format is Authorization: Bearer [token]
            Authorization: Bearer                | Format is Authorization: Bearer [token]
            Authorization: Bearer abc            | jwt malformed
            Authorization: Bearer a.b.c          | jwt malformed
            """)
    void theMessageSaysWhatIsWrongWithTheToken(String header, String message) {
        var reply = server.ask("GET /user", header);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.body()).contains("\"code\":\"unauthorizedError\",\"message\":\"" + message + "\"");
    }

    @Test
    void anExpiredTokenSaysSo() {
        assertThat(server.ask("GET /user", "Authorization: Bearer " + expired).body())
                .contains("\"message\":\"jwt expired\"");
    }

    @Test
    void aBodyOfSomebodyUnknownIsNotLookedAt() {
        assertThat(server.askWithBody("{", "POST /user", "Content-Type: text/plain")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aTokenInTheAddressCountsOnlyWhereTheRouteSaysSo() {
        assertThat(server.ask("GET /user?access_token=" + user).status()).isEqualTo(401);
        assertThat(server.ask("GET /file?access_token=" + user).status()).isEqualTo(200);
        assertThat(server.ask("GET /file?token=" + user).status()).isEqualTo(200);
        assertThat(server.ask("GET /file", "Authorization: Bearer " + user).status())
                .isEqualTo(200);
        assertThat(server.ask("GET /file?token=x").status()).isEqualTo(401);
        assertThat(server.ask("GET /file").status()).isEqualTo(401);
    }
}
