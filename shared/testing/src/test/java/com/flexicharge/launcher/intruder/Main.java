package com.flexicharge.launcher.intruder;

import io.vertx.core.Future;

/** Allowed: the process's own thread waits for the modules to start. */
public final class Main {
    public void run(Future<String> started) {
        Future.await(started);
    }
}
