package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three requests a minute for each caller. */
class LimitedTest {
    private final ApiServer server = ApiServer.limitedTo(
            3, new HttpSettings(List.of("*"), 1024, true, Duration.ofSeconds(5)), LimitedTest::routes);

    private static void routes(HttpRoutes routes) {
        routes.get("/open", Access.OPEN, x -> done())
                .get("/user", Access.USER, x -> done())
                .get("/admin", Access.ADMIN, x -> done())
                .on(HttpMethod.GET, "/health", Access.OPEN, RouteOptions.STANDARD.withoutLimit(), x -> done());
    }

    private static Future<HttpAnswer> done() {
        return Future.succeededFuture(HttpAnswer.noContent());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoAsksTooOftenIsToldHowLongToWaitAndPassesThen() {
        assertThat(statuses(3, "GET /open", "X-Forwarded-For: 192.0.2.1")).containsOnly(204);

        var reply = server.ask("GET /open", "X-Forwarded-For: 192.0.2.1");
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers())
                .containsEntry("retry-after", "20")
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("content-type", "application/problem+json");
        assertThat(reply.body())
                .contains("\"code\":\"tooManyRequests\"")
                .contains("There were more requests than the 3 a minute allowed. Ask again in 20 s.");

        server.clock.advance(Duration.ofSeconds(20));
        assertThat(statuses(2, "GET /open", "X-Forwarded-For: 192.0.2.1")).containsExactly(204, 429);
    }

    @Test
    void aUserIsCountedByNameWhereverTheRequestsComeFrom() {
        var alice = "Authorization: Bearer " + server.token("alice", Role.USER);
        for (int i = 1; i <= 3; i++) {
            assertThat(statuses(1, "GET /user", alice, "X-Forwarded-For: 192.0.2." + i))
                    .containsOnly(204);
        }

        assertThat(statuses(1, "GET /user", alice, "X-Forwarded-For: 192.0.2.9"))
                .containsOnly(429);
        assertThat(statuses(1, "GET /open", alice)).containsOnly(429);
        assertThat(statuses(1, "GET /user", "Authorization: Bearer " + server.token("bob", Role.USER)))
                .containsOnly(204);
    }

    @Test
    void aUserWhoIsNoAdministratorIsCountedByName() {
        var alice = "Authorization: Bearer " + server.token("alice", Role.USER);

        assertThat(statuses(4, "GET /admin", alice)).containsExactly(403, 403, 403, 429);
        assertThat(statuses(1, "GET /open")).containsOnly(204);
    }

    @Test
    void whoTriesTokensUsesUpTheAddressAndItsUsersWithGoodOnesNoticeNothing() {
        assertThat(statuses(4, "GET /user", "Authorization: Bearer a.b.c")).containsExactly(401, 401, 401, 429);
        assertThat(statuses(1, "GET /user")).containsOnly(429);
        assertThat(statuses(1, "GET /open")).containsOnly(429);

        var alice = "Authorization: Bearer " + server.token("alice", Role.USER);
        assertThat(statuses(3, "GET /user", alice)).containsOnly(204);
    }

    @Test
    void pathsThatDoNotExistCountToo() {
        assertThat(statuses(2, "GET /nowhere")).containsOnly(404);
        assertThat(statuses(1, "PUT /open")).containsOnly(405);
        assertThat(statuses(1, "GET /nowhere")).containsOnly(429);
        assertThat(statuses(1, "GET /%zz")).containsOnly(429);
    }

    @Test
    void healthAndPreflightsAreNotCounted() {
        assertThat(statuses(5, "GET /health")).containsOnly(204);
        assertThat(statuses(5, "OPTIONS /open")).containsOnly(204);
        assertThat(statuses(3, "GET /open")).containsOnly(204);
        assertThat(statuses(1, "GET /open")).containsOnly(429);
        assertThat(statuses(1, "GET /health")).containsOnly(204);
    }

    private List<Integer> statuses(int requests, String request, String... headers) {
        return IntStream.range(0, requests)
                .mapToObj(i -> server.ask(request, headers).status())
                .toList();
    }
}
