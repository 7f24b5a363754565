package com.flexicharge.launcher.selftest;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.http.Tokens;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server tries itself with a mock charger and a mock user over its own listening port, on a charger and a user kept for that.
 * Two who ask at once share one run. Everything here happens on one event loop.
 */
public final class SelfTest {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);

    private final Context context;
    private final Supplier<SelfTestRun> runs;
    private final Consumer<String> report;
    private @Nullable Promise<SelfTestResult> underWay;

    /**
     * @param multiplier stretches every limit; 1 is right for an ordinary computer
     * @param report     takes a line for each test and one for the whole run
     */
    public SelfTest(
            Vertx vertx,
            Bus bus,
            Tokens tokens,
            int socketPort,
            double multiplier,
            Clock clock,
            Consumer<String> report) {
        this.context = vertx.getOrCreateContext();
        this.report = report;
        this.runs = () -> new SelfTestRun(vertx, bus, tokens, socketPort, multiplier, clock);
    }

    /** Runs all tests, or joins the run under way; completes when it is over, also when tests failed. */
    public Future<SelfTestResult> run() {
        Promise<SelfTestResult> answer = Promise.promise();
        context.runOnContext(go -> join().onComplete(answer));
        return answer.future();
    }

    private Future<SelfTestResult> join() {
        var running = underWay;
        if (running != null) {
            return running.future();
        }
        Promise<SelfTestResult> promise = Promise.promise();
        underWay = promise;
        runAll().onComplete(done -> {
            underWay = null;
            promise.handle(done);
        });
        return promise.future();
    }

    private Future<SelfTestResult> runAll() {
        var run = runs.get();
        List<String> failed = new ArrayList<>();
        List<String> successful = new ArrayList<>();
        Future<Void> chain = run.prepare().recover(cause -> noted("Preparing the self-test failed", cause));
        for (var test : run.tests()) {
            chain = chain.compose(before -> one(test, failed, successful));
        }
        return chain.eventually(run::cleanUp)
                .recover(cause -> noted("Cleaning up after the self-test failed", cause))
                .map(over -> summary(new SelfTestResult(failed, successful)));
    }

    private Future<Void> one(SelfTestRun.Test test, List<String> failed, List<String> successful) {
        long startedNanos = System.nanoTime();
        return Future.<Void>future(promise -> started(test).onComplete(promise)).transform(done -> {
            long millis = (System.nanoTime() - startedNanos) / 1_000_000;
            if (done.succeeded()) {
                successful.add(test.name());
                report.accept("  ok      " + test.name() + " (" + millis + " ms)");
            } else {
                failed.add(test.name());
                report.accept("  FAILED  " + test.name() + " (" + millis + " ms): "
                        + done.cause().getMessage());
                LOG.warn("Self-test {} failed", test.name(), done.cause());
            }
            return Future.succeededFuture();
        });
    }

    private static Future<Void> started(SelfTestRun.Test test) {
        try {
            return test.body().get();
        } catch (RuntimeException thrown) {
            return Future.failedFuture(thrown);
        }
    }

    private SelfTestResult summary(SelfTestResult result) {
        report.accept("Self-test: " + result.successfulTests().size() + " passed, "
                + result.failedTests().size() + " failed");
        return result;
    }

    private Future<Void> noted(String what, Throwable cause) {
        report.accept("  " + what + ": " + cause.getMessage());
        LOG.warn(what, cause);
        return Future.succeededFuture();
    }
}
