package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.db.IdempotencyRepository;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestDatabaseExtension.class)
class IdempotencyTest {
    private static int nextCharger = 310_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final Http http;
    private final int connectorID = nextCharger++;

    IdempotencyTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        database.execute("truncate transaction.idempotency_keys");
        sessions.registry.add(connectorID, Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void theSameRequestAgainHasTheFirstAnswerAndIsNotDoneAgain() {
        var first = reserve(ANNA, "k1");
        sessions.clock.advance(Duration.ofHours(1));

        var again = reserve(ANNA, "k1");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        assertThat(again.header("content-type")).isEqualTo(first.header("content-type"));
        assertThat(sessions.registry.holdsAsked).hasSize(1);
    }

    @Test
    void theOtherNameOfTheRouteIsTheSameRequest() {
        var first = reserve(ANNA, "k1");

        assertThat(http.send(ANNA, "POST", "/transaction/", body(), key("k1")).body())
                .isEqualTo(first.body());
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        var id = reserve(ANNA, "k1").id();

        assertThat(http.send(ANNA, "POST", "/transactions", "{\"connectorID\":1}", key("k1"))
                        .refusal())
                .isEqualTo("409 idempotencyKeyReused");
        assertThat(http.send(ANNA, "PUT", "/transactions/start/" + id, body(), key("k1"))
                        .refusal())
                .isEqualTo("409 idempotencyKeyReused");
        assertThat(http.send(ANNA, "PUT", "/transactions/start/" + id, null, key("k2"))
                        .status())
                .isEqualTo(200);
        assertThat(http.send(ANNA, "PUT", "/transactions/start/" + (id + 1), null, key("k2"))
                        .refusal())
                .isEqualTo("409 idempotencyKeyReused");
    }

    @Test
    void keysOfOneCallerAreNotKeysOfAnother() {
        var first = reserve(ANNA, "k1").id();
        sessions.clock.advance(Duration.ofMinutes(6));

        assertThat(reserve(BERT, "k1").id()).isGreaterThan(first);
    }

    @Test
    void whileTheFirstIsUnderWayTheSecondIsToldToComeAgain() {
        var charger = Promise.<Void>promise();
        sessions.registry.holdWhen(charger.future());
        var first = CompletableFuture.supplyAsync(() -> reserve(ANNA, "k1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> sessions.registry.holdsAsked.size() == 1);

        var second = reserve(ANNA, "k1");

        assertThat(second.refusal()).isEqualTo("409 idempotencyKeyInUse");
        assertThat(second.header("retry-after")).isEqualTo("1");
        charger.complete();
        assertThat(first.join().status()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(reserve(ANNA, "k1").body())
                        .isEqualTo(first.join().body()));
        assertThat(sessions.registry.holdsAsked).hasSize(1);
    }

    @Test
    void anAnswerOutlivesTheProcessThatGaveIt() {
        var first = reserve(ANNA, "k1");

        try (var other = RunningSessions.start(database, sessions.clock)) {
            other.registry.add(connectorID, Protocol.FLEXICHARGE);

            var again = new Http(other).send(ANNA, "POST", "/transactions", body(), key("k1"));

            assertThat(again.body()).isEqualTo(first.body());
            assertThat(other.registry.holdsAsked).isEmpty();
        }
    }

    @Test
    void whatAProcessLeftUndoneWhenItDiedIsDoneTwoMinutesLater() {
        reserve(ANNA, "k1");
        database.execute("update transaction.idempotency_keys set status = null, headers = null, body = null");
        assertThat(reserve(ANNA, "k1").refusal()).isEqualTo("409 idempotencyKeyInUse");

        sessions.clock.advance(Duration.ofMinutes(2));

        var again = reserve(ANNA, "k1");
        assertThat(again.status()).isEqualTo(201);
        assertThat(sessions.registry.holdsAsked)
                .as("the work bears being done twice")
                .hasSize(1);
    }

    @Test
    void aRefusalThatMayPassIsNotKeptAndOneThatStandsIs() {
        for (var passing : new Reason[] {Reason.OFFLINE, Reason.TIMED_OUT, Reason.REJECTED}) {
            sessions.registry.refuseHolds(passing, "no");
            assertThat(reserve(ANNA, "k1").status()).isGreaterThan(500);
        }
        sessions.registry.refuseHolds(Reason.CONFLICT, "no");
        var refused = reserve(ANNA, "k1");
        assertThat(refused.refusal()).isEqualTo("409 couldNotReserveCharger");

        sessions.registry.holdAgain();

        assertThat(reserve(ANNA, "k1").body()).isEqualTo(refused.body());
        assertThat(reserve(ANNA, "k2").status()).isEqualTo(201);
    }

    @Test
    void startAndStopHeedKeysToo() {
        var id = reserve(ANNA, "k1").id();
        var started = http.send(ANNA, "PUT", "/transactions/start/" + id, null, key("k2"));
        var stopped = http.send(ANNA, "PUT", "/transactions/stop/" + id, null, key("k3"));

        assertThat(http.send(ANNA, "PUT", "/transactions/start/" + id, null, key("k2"))
                        .body())
                .as("of before the stop")
                .isEqualTo(started.body());
        assertThat(http.send(ANNA, "PUT", "/transactions/stop/" + id, null, key("k3"))
                        .body())
                .isEqualTo(stopped.body());
    }

    @Test
    void afterADayAKeyIsNewAndItsRowIsSweptUp() {
        reserve(ANNA, "old");
        reserve(ANNA, "new");
        sessions.clock.advance(Duration.ofHours(24));

        var fresh = reserve(ANNA, "new");
        assertThat(fresh.status()).isEqualTo(201);
        assertThat(sessions.registry.holdsAsked).hasSize(2);

        var keys = new IdempotencyRepository(sessions.database, "transaction");
        assertThat(keys.forget(sessions.clock.instant()).toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(20));
        assertThat(database.rows("select key from transaction.idempotency_keys"))
                .containsExactly("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void aKeyThatIsNoneIsSaid(String key) {
        var answer = reserve(ANNA, key);

        assertThat(answer.refusal()).isEqualTo("400 invalidRequest");
        assertThat(answer.body()).contains("/header/Idempotency-Key");
    }

    private Http.Answer reserve(Caller caller, String key) {
        return http.send(caller, "POST", "/transactions", body(), key(key));
    }

    private String body() {
        return "{\"connectorID\":" + connectorID + "}";
    }

    private static Map<String, String> key(String key) {
        return Map.of("Idempotency-Key", key);
    }
}
