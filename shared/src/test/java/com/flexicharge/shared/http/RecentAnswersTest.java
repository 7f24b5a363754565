package com.flexicharge.shared.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {
    private final MutableClock clock = MutableClock.at(ApiServer.NOW);
    private final AtomicInteger built = new AtomicInteger();
    private volatile Future<Void> ready = Future.succeededFuture();
    private ApiServer server;

    @BeforeEach
    void start() {
        var recent = new RecentAnswers(clock);
        server = ApiServer.with(routes -> routes.get("/list", Access.OPEN, recent.of(this::build))
                .get("/other", Access.OPEN, recent.of(this::build))
                .post("/list", Access.OPEN, recent.after(x -> Future.succeededFuture(HttpAnswer.noContent()))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Future<HttpAnswer> build(HttpExchange exchange) {
        var number = built.incrementAndGet();
        if (exchange.query().bool("fails", "x").orElse(false)) {
            return Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "Away."));
        }
        return ready.map(now -> HttpAnswer.ok(List.of(number)));
    }

    @Test
    void withinASecondAListIsBuiltOnce() {
        var first = server.ask("GET /list?a=1&b=2");
        clock.advance(Duration.ofMillis(999));
        var second = server.ask("GET //list/?b=2&a=1");
        clock.advance(Duration.ofMillis(1));

        assertThat(first.body()).isEqualTo("[1]");
        assertThat(second.body()).isEqualTo("[1]");
        assertThat(server.ask("GET /list?a=1&b=2").body()).isEqualTo("[2]");
    }

    @Test
    void eachSetOfFiltersAndEachKindOfReaderHasItsOwn() {
        var admin = "Authorization: Bearer " + server.token("boss", Role.ADMIN);
        var user = "Authorization: Bearer " + server.token("anna", Role.USER);

        assertThat(server.ask("GET /list").body()).isEqualTo("[1]");
        assertThat(server.ask("GET /list?a=1").body()).isEqualTo("[2]");
        assertThat(server.ask("GET /other").body()).isEqualTo("[3]");
        assertThat(server.ask("GET /list", admin).body()).isEqualTo("[4]");
        assertThat(server.ask("GET /list", user).body()).isEqualTo("[1]");
    }

    @Test
    void whoAsksWhileItIsBeingBuiltWaitsForIt() {
        var promise = Promise.<Void>promise();
        ready = promise.future();
        var asked = List.of(
                CompletableFuture.supplyAsync(() -> server.ask("GET /list").body()),
                CompletableFuture.supplyAsync(() -> server.ask("GET /list").body()));
        await().atMost(Duration.ofSeconds(20)).until(() -> built.get() == 1);

        promise.complete();

        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isEqualTo("[1]"));
    }

    @Test
    void aFailureIsNotKept() {
        assertThat(server.ask("GET /list?fails=1").status()).isEqualTo(503);
        assertThat(server.ask("GET /list?fails=1").status()).isEqualTo(503);

        assertThat(built).hasValue(2);
    }

    @Test
    void whoChangedSomethingSeesItAtOnce() {
        assertThat(server.ask("GET /list").body()).isEqualTo("[1]");

        server.ask("POST /list");

        assertThat(server.ask("GET /list").body()).isEqualTo("[2]");
    }

    @Test
    void aClockThatIsSetBackMakesNothingLast() {
        server.ask("GET /list");

        clock.advance(Duration.ofHours(-1));

        assertThat(server.ask("GET /list").body()).isEqualTo("[2]");
    }

    @Test
    void beyondTheBoundListsAreBuiltForEachWhoAsksUntilThereIsRoom() {
        for (var i = 0; i < 64; i++) {
            server.ask("GET /list?q=" + i);
        }
        assertThat(server.ask("GET /list?q=one-more").body()).isEqualTo("[65]");
        assertThat(server.ask("GET /list?q=one-more").body()).isEqualTo("[66]");
        assertThat(server.ask("GET /list?q=0").body()).isEqualTo("[1]");

        clock.advance(Duration.ofSeconds(1));
        assertThat(server.ask("GET /list?q=one-more").body()).isEqualTo("[67]");
        assertThat(server.ask("GET /list?q=one-more").body()).isEqualTo("[67]");
    }
}
