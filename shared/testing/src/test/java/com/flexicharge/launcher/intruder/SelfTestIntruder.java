package com.flexicharge.launcher.intruder;

import io.vertx.core.Future;

/** Not allowed: being in the launcher is no excuse by itself. */
public final class SelfTestIntruder {
    public void run(Future<String> step) {
        Future.await(step);
    }
}
