package com.flexicharge.charger.intruder;

import io.vertx.core.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

public final class BlockingIntruder {
    public String await(Future<String> future) {
        return Future.await(future);
    }

    public String join(Future<String> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    public String get(Future<String> future) throws ExecutionException, InterruptedException {
        return future.toCompletionStage().toCompletableFuture().get();
    }

    public void latch(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    public void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
