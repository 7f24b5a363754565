package com.flexicharge.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures on a test's own thread. */
public final class Awaiting {
    private static final int LIMIT_SECONDS = 20;

    private Awaiting() {}

    public static <T> T result(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("Expected an answer, but: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No answer within " + LIMIT_SECONDS + " s", e);
        }
    }

    public static Refusal refusal(Future<?> future) {
        try {
            var answer = future.toCompletionStage().toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("Expected a refusal, but: " + answer);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(Refusal.class);
            return (Refusal) e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("No refusal within " + LIMIT_SECONDS + " s", e);
        }
    }
}
