package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How the tests of this package wait, and how long the database under test does. */
final class Outcome {
    /** Short, so that a test of a dead connection does not take 15 s. */
    static final Waits SHORT = new Waits(Duration.ofMillis(1_500), Duration.ofMillis(400), Duration.ofMillis(3_000));

    private Outcome() {}

    static DatabaseSettings settings(TestDatabase database, int poolSize) {
        return new DatabaseSettings(
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                database.password(),
                "disable",
                poolSize);
    }

    static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError("Expected an answer", e);
        }
    }

    static Throwable failure(Future<?> future) {
        try {
            var answer = future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            throw new AssertionError("Expected a failure, was answered " + answer);
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new AssertionError("Expected a failure", e);
        }
    }

    static void assertUnavailable(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(refusal.code()).isEqualTo("dbError");
        });
    }
}
