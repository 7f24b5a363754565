package com.flexicharge.launcher.outage;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A charger that waits for no answer: it sends readings as fast as its socket takes them. */
final class Flood {
    /** Makes a message long that costs little to read. */
    private static final String BLANKS = " ".repeat(12_000);

    private final String identity;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean enough;
    private volatile @Nullable WebSocket socket;

    Flood(String identity) {
        this.identity = identity;
    }

    Future<Void> connect(WebSocketClient client, int port) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/ocpp/" + identity)
                .addSubProtocol("ocpp1.6");
        return client.connect(options)
                .onSuccess(opened -> {
                    socket = opened;
                    opened.textMessageHandler(text -> answered.incrementAndGet());
                    opened.drainHandler(room -> send());
                })
                .mapEmpty();
    }

    /** From any thread. */
    void begin(Vertx vertx) {
        vertx.runOnContext(now -> send());
    }

    /** So much of what it sent is not taken that it waits. */
    boolean isHeldBack() {
        return socket().writeQueueFull();
    }

    void stop() {
        enough = true;
    }

    boolean hasAllAnswers() {
        return answered.get() == sent.get() && !isHeldBack();
    }

    private WebSocket socket() {
        return Objects.requireNonNull(socket);
    }

    private synchronized void send() {
        while (!enough && !socket().writeQueueFull()) {
            var number = sent.incrementAndGet();
            socket().writeTextMessage("[2,\"" + number
                    + "\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-11-22T10:00:00Z\",\"sampledValue\":["
                    + BLANKS + "{\"value\":\"" + number + "\"}]}]}]");
        }
    }
}
