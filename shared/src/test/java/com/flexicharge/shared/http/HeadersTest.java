package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    private static ApiServer anyOrigin;
    private static ApiServer oneOrigin;

    @BeforeAll
    static void start() {
        anyOrigin = ApiServer.with(HeadersTest::routes);
        var named = List.of("https://app.example.org", "capacitor://localhost");
        oneOrigin = ApiServer.with(new HttpSettings(named, 1024, true, Duration.ofSeconds(5)), HeadersTest::routes);
    }

    private static void routes(HttpRoutes routes) {
        routes.get("/json", Access.OPEN, x -> answer(HttpAnswer.ok(List.of())))
                .get("/message", Access.OPEN, x -> answer(HttpAnswer.message(200, "Done.")))
                .get("/none", Access.OPEN, x -> answer(HttpAnswer.noContent()))
                .get("/text", Access.OPEN, x -> answer(HttpAnswer.text("up 1\n")))
                .get(
                        "/html",
                        Access.OPEN,
                        x -> answer(HttpAnswer.html("<p>å</p>").header("cache-control", "max-age=60")))
                .get("/pdf", Access.OPEN, x -> answer(HttpAnswer.bytes(200, "application/pdf", Buffer.buffer("%PDF"))))
                .get("/swagger", Access.OPEN, x -> answer(HttpAnswer.redirect("/docs")))
                .post("/admin", Access.ADMIN, x -> answer(HttpAnswer.noContent()))
                .get("/id", Access.OPEN, x -> answer(HttpAnswer.text(x.requestId())))
                .get("/address", Access.OPEN, x -> answer(HttpAnswer.text(x.remoteAddress())))
                .get(
                        "/agent",
                        Access.OPEN,
                        x -> answer(HttpAnswer.text(x.header("User-Agent").orElse("none"))));
    }

    private static Future<HttpAnswer> answer(HttpAnswer answer) {
        return Future.succeededFuture(answer);
    }

    @AfterAll
    static void stop() {
        anyOrigin.close();
        oneOrigin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD /none", "GET /none", "GET /swagger", "GET /nowhere", "PUT /json", "POST /admin"})
    void everyAnswerCanBeReadByBrowsersAndIsKeptByNobody(String request) {
        var reply = anyOrigin.ask(request, "Origin: https://somewhere.example");

        assertThat(reply.headers())
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("access-control-expose-headers", "location, link, etag, retry-after, www-authenticate")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "no-store")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("x-frame-options", "DENY")
                .containsEntry("content-security-policy", "default-src 'none'; frame-ancestors 'none'")
                .containsKey("x-request-id")
                .doesNotContainKeys("server", "x-powered-by", "strict-transport-security")
                .doesNotContainKey("access-control-allow-credentials");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/json", "/admin", "/nowhere", "/", "/chargers/%zz"})
    void aPreflightIsAnsweredOnEveryPath(String path) {
        var reply = anyOrigin.ask(
                "OPTIONS " + path,
                "Origin: https://somewhere.example",
                "Access-Control-Request-Method: PUT",
                "Access-Control-Request-Headers: authorization");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.body()).isEmpty();
        assertThat(reply.headers())
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("access-control-allow-methods", "GET, POST, PUT, DELETE")
                .containsEntry(
                        "access-control-allow-headers",
                        "authorization, content-type, idempotency-key, if-none-match, last-event-id");
    }

    @Test
    void whereOriginsAreNamedOnlyThoseAreAllowed() {
        var known = oneOrigin.ask("GET /json", "Origin: capacitor://localhost");
        var unknown = oneOrigin.ask("GET /json", "Origin: https://evil.example");
        var none = oneOrigin.ask("OPTIONS /json");

        assertThat(known.header("access-control-allow-origin")).isEqualTo("capacitor://localhost");
        assertThat(unknown.header("access-control-allow-origin")).isEqualTo("(none)");
        assertThat(none.header("access-control-allow-origin")).isEqualTo("(none)");
        assertThat(List.of(known, unknown, none))
                .extracting(reply -> reply.header("vary"))
                .containsExactly("Origin, Authorization", "Origin, Authorization", "Origin");
    }

    @Test
    void anyOriginAndNamedOnesExcludeEachOther() {
        assertThatThrownBy(() -> new HttpSettings(List.of("*", "https://a.example"), 1, false, Duration.ofSeconds(1)))
                .hasMessage("CORS origins are * alone or named, not both: [*, https://a.example]");
    }

    @Test
    void aRequestIdIsTakenOverIntoTheAnswer() {
        var reply = anyOrigin.ask("GET /id", "X-Request-Id: order-7:retry.2");

        assertThat(reply.header("x-request-id")).isEqualTo("order-7:retry.2");
        assertThat(reply.body()).isEqualTo("order-7:retry.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "a\"b", "åäö", "12345678901234567890123456789012345678901234567890123456789012345"})
    void anUnsafeRequestIdIsReplaced(String id) {
        var reply = anyOrigin.ask("GET /id", "X-Request-Id: " + id);

        assertThat(reply.header("x-request-id")).matches("[0-9a-f-]{36}").isEqualTo(reply.body());
    }

    @Test
    void contentTypesSayWhatTheBodyIs() {
        assertThat(anyOrigin.ask("GET /json").header("content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(anyOrigin.ask("GET /text").header("content-type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(anyOrigin.ask("GET /html").header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(anyOrigin.ask("GET /pdf").header("content-type")).isEqualTo("application/pdf");
        assertThat(anyOrigin.ask("GET /none").header("content-type")).isEqualTo("(none)");
    }

    @Test
    void answersWithoutDataCarryAMessage() {
        assertThat(anyOrigin.ask("GET /message").body()).isEqualTo("{\"statusCode\":200,\"message\":\"Done.\"}");
    }

    @Test
    void aRedirectAndAHeaderOfTheRouteGoOut() {
        assertThat(anyOrigin.ask("GET /swagger"))
                .extracting(Wire.Reply::status, reply -> reply.header("location"))
                .containsExactly(302, "/docs");
        assertThat(anyOrigin.ask("GET /html").header("cache-control")).isEqualTo("max-age=60");
        assertThat(anyOrigin.ask("GET /agent", "user-agent: test/1").body()).isEqualTo("test/1");
    }

    @Test
    void theAddressIsTheClientsAndBehindATrustedProxyTheOneItSaw() {
        var claimed = "X-Forwarded-For: 10.1.1.1, 192.0.2.7";

        assertThat(anyOrigin.ask("GET /address", claimed).body()).isEqualTo("127.0.0.1");
        assertThat(oneOrigin.ask("GET /address", claimed).body()).isEqualTo("192.0.2.7");
        assertThat(oneOrigin
                        .ask("GET /address", claimed, "X-Forwarded-For: 2001:db8::1")
                        .body())
                .isEqualTo("2001:db8::1");
        assertThat(oneOrigin.ask("GET /address", "X-Forwarded-For: <script>").body())
                .isEqualTo("127.0.0.1");
        assertThat(oneOrigin.ask("GET /address").body()).isEqualTo("127.0.0.1");
    }
}
