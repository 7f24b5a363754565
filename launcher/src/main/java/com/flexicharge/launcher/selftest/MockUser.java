package com.flexicharge.launcher.selftest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

/** A person's app that listens to live metrics: an ordinary client that knows the address and its token. */
final class MockUser {
    private final WebSocket socket;
    private final Frames frames;

    private MockUser(Vertx vertx, WebSocket socket) {
        this.socket = socket;
        frames = new Frames(vertx);
        socket.textMessageHandler(frames::add);
    }

    static Future<MockUser> connect(Vertx vertx, WebSocketClient client, int port, String userID, String token) {
        return client.connect(port, "127.0.0.1", "/user/" + userID + "?access_token=" + token)
                .map(socket -> new MockUser(vertx, socket));
    }

    Frames frames() {
        return frames;
    }

    Future<Void> close() {
        return socket.close();
    }
}
