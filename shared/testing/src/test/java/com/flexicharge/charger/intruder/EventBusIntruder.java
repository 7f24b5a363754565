package com.flexicharge.charger.intruder;

import io.vertx.core.Vertx;

public final class EventBusIntruder {
    public void tell(Vertx vertx) {
        vertx.eventBus().publish("somewhere", "something");
    }
}
