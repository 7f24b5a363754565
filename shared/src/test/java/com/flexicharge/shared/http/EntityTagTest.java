package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
    private static volatile HttpAnswer shown = HttpAnswer.ok(List.of(1, 2));
    private static ApiServer server;

    @BeforeAll
    static void start() {
        var settings = new HttpSettings(List.of("https://app.example.org"), 1024, false, Duration.ofSeconds(5));
        server = ApiServer.with(
                settings,
                routes -> routes.get("/list", Access.OPEN, x -> Future.succeededFuture(shown))
                        .get(
                                "/refused",
                                Access.OPEN,
                                x -> Future.failedFuture(Refusal.of(Reason.CONFLICT, "no", "No.")))
                        .post("/list", Access.OPEN, x -> Future.succeededFuture(HttpAnswer.ok(List.of(1, 2)))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatIsReadMayBeKeptByWhoReadItAndIsAskedAboutEachTime() {
        shown = HttpAnswer.ok(List.of(1, 2));

        var reply = server.ask("GET /list", "Origin: https://app.example.org");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("etag")).matches("W/\"[A-Za-z0-9_-]{22}\"");
        assertThat(reply.header("cache-control")).isEqualTo("private, no-cache");
        assertThat(reply.header("vary")).isEqualTo("Origin, Authorization");
        assertThat(server.ask("HEAD /list").header("etag")).isEqualTo(reply.header("etag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/\"other\", %s", "\"other\",%s,\"more\"", "*"})
    void whoHasItAlreadyIsToldSoInAFewBytes(String known) throws IOException {
        shown = HttpAnswer.ok(List.of(1, 2));
        var tag = server.ask("GET /list").header("etag");

        try (var wire = server.connect()) {
            var reply = wire.ask(
                    "", "GET /list", "Origin: https://app.example.org", "If-None-Match: " + known.formatted(tag));

            assertThat(reply.status()).isEqualTo(304);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.header("etag")).isEqualTo(tag);
            assertThat(reply.header("cache-control")).isEqualTo("private, no-cache");
            assertThat(reply.header("vary")).isEqualTo("Origin, Authorization");
            assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://app.example.org");
            assertThat(reply.header("access-control-expose-headers")).contains("etag");
            assertThat(reply.headers()).doesNotContainKeys("content-type");
            assertThat(wire.ask("", "GET /list").body())
                    .as("the connection goes on")
                    .isEqualTo("[1,2]");
        }
    }

    @Test
    void aStrongTagOfTheSameTextIsTheSame() {
        shown = HttpAnswer.ok(List.of(1, 2));
        var tag = server.ask("GET /list").header("etag");

        assertThat(server.ask("GET /list", "If-None-Match: " + tag.substring(2)).status())
                .isEqualTo(304);
        assertThat(server.ask("HEAD /list", "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    @Test
    void whatChangedIsSentWholeAlsoWhereOnlyTheNextPageIsNew() {
        shown = HttpAnswer.ok(List.of(1, 2));
        var tag = server.ask("GET /list").header("etag");

        shown = HttpAnswer.ok(List.of(1, 2)).next("more");
        var longer = server.ask("GET /list", "If-None-Match: " + tag);
        shown = HttpAnswer.ok(List.of(1, 3));
        var other = server.ask("GET /list", "If-None-Match: " + tag);

        assertThat(longer.status()).isEqualTo(200);
        assertThat(longer.header("link")).contains("cursor=more");
        assertThat(other.body()).isEqualTo("[1,3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /refused", "GET /nowhere", "POST /list"})
    void errorsAndWhatIsWrittenAreKeptByNobody(String request) {
        var reply = server.ask(request, "If-None-Match: *");

        assertThat(reply.status()).isNotEqualTo(304);
        assertThat(reply.headers()).doesNotContainKey("etag").containsEntry("cache-control", "no-store");
    }

    @Test
    void aRoutesOwnWordOnKeepingStands() {
        shown = HttpAnswer.html("<p>").header("cache-control", "max-age=60");

        assertThat(server.ask("GET /list").header("cache-control")).isEqualTo("max-age=60");
    }
}
