package com.flexicharge.shared.bus;

import io.vertx.core.Future;

/** What answers an endpoint or listens to a topic, so that it can be ended. */
@FunctionalInterface
public interface Listening {
    Future<Void> end();
}
