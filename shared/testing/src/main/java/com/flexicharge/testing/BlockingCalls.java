package com.flexicharge.testing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;

/** Calls after which the calling thread may stand still. */
final class BlockingCalls {
    private record Blocking(String owner, Set<String> methods) {
        boolean matches(JavaAccess<?> access) {
            return methods.contains(access.getTarget().getName())
                    && access.getTarget().getOwner().isAssignableTo(owner);
        }
    }

    private static final List<Blocking> ALL = List.of(
            new Blocking("io.vertx.core.Future", Set.of("await")),
            new Blocking("java.util.concurrent.Future", Set.of("get")),
            new Blocking("java.util.concurrent.CompletableFuture", Set.of("join")),
            new Blocking("java.lang.Thread", Set.of("sleep", "join")),
            new Blocking("java.lang.Object", Set.of("wait")),
            new Blocking("java.lang.Process", Set.of("waitFor")),
            new Blocking("java.util.concurrent.TimeUnit", Set.of("sleep", "timedJoin", "timedWait")),
            new Blocking("java.util.concurrent.CountDownLatch", Set.of("await")),
            new Blocking("java.util.concurrent.CyclicBarrier", Set.of("await")),
            new Blocking("java.util.concurrent.Phaser", Set.of("arriveAndAwaitAdvance", "awaitAdvance")),
            new Blocking("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
            new Blocking("java.util.concurrent.Exchanger", Set.of("exchange")),
            new Blocking("java.util.concurrent.BlockingQueue", Set.of("take", "put")),
            new Blocking("java.util.concurrent.ExecutorService", Set.of("awaitTermination", "invokeAll", "invokeAny")),
            new Blocking("java.util.concurrent.locks.Condition", Set.of("await", "awaitNanos", "awaitUntil")),
            new Blocking("java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil")),
            new Blocking("java.sql.DriverManager", Set.of("getConnection")),
            new Blocking("javax.sql.DataSource", Set.of("getConnection")),
            new Blocking("java.net.http.HttpClient", Set.of("send")));

    static final DescribedPredicate<JavaAccess<?>> BLOCKS = DescribedPredicate.describe(
            "blocks its thread", access -> ALL.stream().anyMatch(blocking -> blocking.matches(access)));

    private BlockingCalls() {}
}
