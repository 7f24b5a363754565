package com.flexicharge.ocpp.kit;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Connects chargers to one port. */
public final class TestChargers {
    private final WebSocketClient client;
    private final int port;

    public TestChargers(Vertx vertx, int port) {
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(2_000)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 20));
        this.port = port;
    }

    public TestCharger connect(String path, String... subprotocols) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .setSubProtocols(List.of(subprotocols));
        // listening before it connects: some are closed in the very turn in which they open
        var socket = client.webSocket();
        var charger = new TestCharger(socket);
        try {
            return socket.connect(options)
                    .map(connected -> charger)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No socket at " + path, e);
        }
    }
}
