package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class ErrorsTest {
    private static final Promise<HttpAnswer> LATE = Promise.promise();
    private static ApiServer server;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        server = ApiServer.with(ErrorsTest::routes);
    }

    private static void routes(HttpRoutes routes) {
        routes.get("/refused/{reason}", Access.OPEN, x -> {
                    throw Refusal.of(Reason.valueOf(x.path("reason")), "someCode", "Some text.");
                })
                .get(
                        "/failed/{reason}",
                        Access.OPEN,
                        x -> Future.failedFuture(
                                Refusal.of(Reason.valueOf(x.path("reason")), "someCode", "Some text.")))
                .get(
                        "/invalid",
                        Access.OPEN,
                        x -> Future.failedFuture(Refusal.invalid(
                                "Both are wrong.",
                                List.of(new Refusal.Fault("/a", "invalidA"), new Refusal.Fault("/b", "invalidB")))))
                .get("/throws", Access.OPEN, x -> {
                    throw new IllegalStateException("select secret from person");
                })
                .get("/overflows", Access.OPEN, x -> {
                    throw new StackOverflowError("deep");
                })
                .get("/fails", Access.OPEN, x -> Future.failedFuture(new IOException("password abc123")))
                .get("/nothing", Access.OPEN, x -> Future.succeededFuture(null))
                .get(
                        "/header",
                        Access.OPEN,
                        x -> Future.succeededFuture(HttpAnswer.ok("x").header("location", "/a\r\nSet-Cookie: b")))
                .on(
                        HttpMethod.GET,
                        "/never",
                        Access.OPEN,
                        RouteOptions.STANDARD.within(Duration.ofMillis(50)),
                        x -> LATE.future());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void deafen() {
        logger().detachAppender(log);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INVALID         | 400 | Bad Request         | (none) | (none)
            UNAUTHENTICATED | 401 | Unauthorized        | Bearer | (none)
            FORBIDDEN       | 403 | Forbidden           | (none) | (none)
            NOT_FOUND       | 404 | Not Found           | (none) | (none)
            CONFLICT        | 409 | Conflict            | (none) | (none)
            BUSY            | 429 | Too Many Requests   | (none) | 1
            REJECTED        | 502 | Bad Gateway         | (none) | (none)
            OFFLINE         | 503 | Service Unavailable | (none) | (none)
            UNAVAILABLE     | 503 | Service Unavailable | (none) | 5
            TIMED_OUT       | 504 | Gateway Timeout     | (none) | (none)
            """)
    void eachReasonHasItsStatus(String reason, int status, String title, String authenticate, String retryAfter) {
        for (var path : List.of("/refused/" + reason, "/failed/" + reason)) {
            var reply = server.ask("GET " + path + "?x=1");

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(reply.header("www-authenticate")).isEqualTo(authenticate);
            assertThat(reply.header("retry-after")).isEqualTo(retryAfter);
            assertThat(reply.body())
                    .isEqualTo("{\"type\":\"/docs/errors#someCode\",\"title\":\"" + title + "\",\"status\":" + status
                            + ",\"detail\":\"Some text.\",\"instance\":\"" + path + "\",\"code\":\"someCode\","
                            + "\"message\":\"Some text.\",\"statusCode\":" + status + ",\"errors\":[]}");
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void allFaultsOfAnInputAreTold() {
        var reply = server.ask("GET /invalid");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"type\":\"/docs/errors#invalidA\",\"title\":\"Bad Request\",\"status\":400,"
                                + "\"detail\":\"Both are wrong.\",\"instance\":\"/invalid\",\"code\":\"invalidA\","
                                + "\"message\":\"Both are wrong.\",\"statusCode\":400,"
                                + "\"errors\":[{\"pointer\":\"/a\",\"code\":\"invalidA\"},{\"pointer\":\"/b\",\"code\":\"invalidB\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"/throws", "/overflows", "/fails", "/nothing", "/header", "/refused/INTERNAL", "/failed/INTERNAL"})
    void aDefectIsLoggedOnceAndTellsTheClientNothing(String path) {
        var reply = server.ask("GET " + path, "X-Request-Id: abc-1");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body())
                .isEqualTo(
                        "{\"type\":\"/docs/errors#internalError\",\"title\":\"Internal Server Error\",\"status\":500,"
                                + "\"detail\":\"Something went wrong on our side. If you tell us, name request abc-1.\","
                                + "\"instance\":\"" + path + "\",\"code\":\"internalError\","
                                + "\"message\":\"Something went wrong on our side. If you tell us, name request abc-1.\","
                                + "\"statusCode\":500,\"errors\":[]}");
        assertThat(reply.headers()).doesNotContainKeys("location", "set-cookie");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Request abc-1 (GET " + path + ") failed");
    }

    @Test
    void anAnswerThatDoesNotComeEndsAtTheDeadlineAndIsNotSentLater() throws IOException {
        try (var wire = server.connect()) {
            var reply = wire.ask("", "GET /never");
            LATE.complete(HttpAnswer.ok("too late"));
            var next = wire.ask("", "GET /invalid");

            assertThat(reply.status()).isEqualTo(504);
            assertThat(reply.body()).contains("\"code\":\"requestTimeout\"", "\"title\":\"Gateway Timeout\"");
            assertThat(next.status()).isEqualTo(400);
        }
    }

    @Test
    void whatIsNotHttpIsAnsweredInTheSameShapeAndClosed() throws IOException {
        try (var wire = server.connect()) {
            wire.send("THIS IS NOT HTTP\r\n\r\n");
            var reply = wire.read(false);

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body()).contains("\"code\":\"invalidRequest\"");
            assertThat(wire.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anAddressAndHeadersThatAreTooLongAreAnsweredInTheSameShape() {
        assertThat(server.ask("GET /" + "a".repeat(5000)).body()).contains("\"status\":414", "\"addressTooLong\"");
        assertThat(server.ask("GET /invalid", "X: " + "a".repeat(9000)).body())
                .contains("\"status\":431", "\"headersTooLarge\"");
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HttpApi.class);
    }
}
