package com.flexicharge.fleet;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Supplier;

/** A part of a fleet that lives on one event loop, and is asked from others. */
abstract class Loop extends VerticleBase {
    /** Begins nothing new from here on. */
    abstract void settle();

    /** Who still waits for something, and for what. */
    abstract Future<List<String>> unsettled();

    void here(Runnable what) {
        context.runOnContext(on -> what.run());
    }

    <T> Future<T> ask(Supplier<T> question) {
        Promise<T> answer = Promise.promise();
        here(() -> answer.complete(question.get()));
        return answer.future();
    }
}
