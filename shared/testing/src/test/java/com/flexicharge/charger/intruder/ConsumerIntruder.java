package com.flexicharge.charger.intruder;

import io.vertx.core.eventbus.Message;

public final class ConsumerIntruder {
    public String read(Message<String> message) {
        return message.body();
    }
}
