package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathsTest {
    private static ApiServer server;

    @BeforeAll
    static void start() {
        server = ApiServer.with(routes -> routes.get("/", Access.OPEN, said("root"))
                .get("/chargers", Access.OPEN, said("list"))
                .post("/chargers", Access.ADMIN, said("made"))
                .get(
                        "/chargers/{connectorID}",
                        Access.OPEN,
                        x -> said("charger " + number(x)).handle(x))
                .delete(
                        "/chargers/{connectorID}",
                        Access.OPEN,
                        x -> said("gone " + number(x)).handle(x))
                .get("/chargers/available", Access.OPEN, said("available"))
                .get(
                        "/chargers/serial/{serialNumber}",
                        Access.OPEN,
                        x -> said(x.path("serialNumber")).handle(x))
                .alias("/transaction", "/transactions")
                .get(
                        "/transactions/{id}",
                        Access.OPEN,
                        x -> said("transaction " + x.path("id")).handle(x))
                .put(
                        "/transactions/start/{id}",
                        Access.OPEN,
                        x -> said("start " + x.path("id")).handle(x)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /                             | root
            GET //                            | root
            GET /chargers                     | list
            GET /chargers/                    | list
            GET //chargers//                  | list
            GET /chargers?status=Available    | list
            GET /chargers/100000              | charger 100000
            GET /chargers//100000/            | charger 100000
            GET /chargers/000100000           | charger 100000
            GET /chargers/2147483647          | charger 2147483647
            DELETE /chargers/100000           | gone 100000
            GET /chargers/available           | available
            GET /chargers/serial/a%20b        | a b
            GET /chargers/serial/a+b          | a+b
            GET /chargers/serial/a%252Fb      | a%2Fb
            GET /chargers/serial/a%2Fb        | a/b
            GET /chargers/serial/%C3%A5       | å
            GET /chargers/serial/..           | ..
            GET /transactions/4711            | transaction 4711
            GET /transaction/4711             | transaction 4711
            GET /transaction/4711/            | transaction 4711
            PUT /transaction/start/4711       | start 4711
            PUT /transactions/start/4711      | start 4711
            """)
    void leadsTo(String request, String answer) {
        var reply = server.ask(request);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"statusCode\":200,\"message\":\"" + answer + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"/nowhere", "/chargers/1/2/3", "/CHARGERS", "/transactionsx/1", "/chargers/serial/a/b", "/../etc/passwd"
    })
    void anUnknownPathIsNotFound(String path) {
        var reply = server.ask("GET " + path);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.body())
                .isEqualTo("{\"type\":\"/docs/errors#notFound\",\"title\":\"Not Found\",\"status\":404,"
                        + "\"detail\":\"There is nothing at this path.\",\"instance\":\"" + path + "\","
                        + "\"code\":\"notFound\",\"message\":\"There is nothing at this path.\",\"statusCode\":404,"
                        + "\"errors\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT /chargers               | GET, HEAD, OPTIONS, POST
            PATCH /chargers/1           | DELETE, GET, HEAD, OPTIONS
            DELETE /chargers/available  | GET, HEAD, OPTIONS
            GET /transaction/start/1    | OPTIONS, PUT
            BREW /chargers              | GET, HEAD, OPTIONS, POST
            """)
    void aKnownPathSaysWhichMethodsItAnswers(String request, String allowed) {
        var reply = server.ask(request);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo(allowed);
        assertThat(reply.body()).contains("\"code\":\"methodNotAllowed\"", "\"title\":\"Method Not Allowed\"");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "2147483648", "99999999999999999999", "1.5", "1e3", "abc", "serial", "0x10", "%D9%A1"})
    void aNumberThatIsNoneIsRefusedWithTheCodeOfTheRoute(String id) {
        var reply = server.ask("GET /chargers/" + id);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .contains(
                        "\"code\":\"invalidConnectorID\"",
                        "\"errors\":[{\"pointer\":\"/path/connectorID\",\"code\":\"invalidConnectorID\"}]",
                        "\"message\":\"connectorID must be a whole number between 1 and 2147483647.\"");
    }

    @ParameterizedTest
    @CsvSource({"/chargers/serial/%zz", "/chargers/serial/%4", "/chargers/serial/a%00b", "/chargers/serial/a%0D%0Ab"})
    void brokenEncodingAndControlCharactersAreRefused(String path) {
        var reply = server.ask("GET " + path);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"invalidRequest\"", "\"instance\":\"" + path + "\"");
    }

    @Test
    void headAnswersAsGetWithoutTheBody() {
        var reply = server.ask("HEAD /chargers");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).containsEntry("content-length", "35").containsKey("x-request-id");
    }

    @Test
    void aTargetThatIsNoPathIsRefusedInTheSameShape() {
        var reply = server.ask("GET *");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).contains("\"code\":\"notFound\"");
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
    }

    @Test
    void aRouteThatExistsAlreadyCannotBeRegisteredAgain() {
        var builder = HttpApi.builder(HttpSettings.standard(), server.tokens)
                .mount(routes -> routes.get("/a/{one}", Access.OPEN, said("1")));

        assertThatThrownBy(() -> builder.mount(routes -> routes.get("/a/{two}/", Access.USER, said("2"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GET /a/{two}/ has a handler already");
    }

    @Test
    void aPathThatIsNoTemplateCannotBeRegistered() {
        var builder = HttpApi.builder(HttpSettings.standard(), server.tokens);

        assertThatThrownBy(() -> builder.mount(routes -> routes.get("/a/x{one}", Access.OPEN, said("1"))))
                .hasMessage("The path /a/x{one} has a segment that is neither a name nor {an id}");
    }

    @Test
    void aTokenIsAskedForOnlyWhereTheRouteSaysSo() {
        assertThat(server.ask("POST /chargers").status()).isEqualTo(401);
        assertThat(server.ask("POST /chargers", "Authorization: Bearer " + server.token("alice", Role.ADMIN))
                        .status())
                .isEqualTo(200);
    }

    private static int number(HttpExchange exchange) {
        return exchange.pathNumber("connectorID", "invalidConnectorID");
    }

    private static RouteHandler said(String text) {
        return exchange -> Future.succeededFuture(HttpAnswer.ok(new Said(200, text)));
    }

    private record Said(int statusCode, String message) {}
}
