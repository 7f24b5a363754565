package com.flexicharge.load.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** The process behind {@link Floor}. Its argument is the port. */
public final class FloorServer {
    private static final AtomicInteger TRANSACTIONS = new AtomicInteger();

    private FloorServer() {}

    public static void main(String[] arguments) {
        var options = new HttpServerOptions().setHost("127.0.0.1").addWebSocketSubProtocol("ocpp1.6");
        Vertx.vertx()
                .createHttpServer(options)
                .webSocketHandler(socket -> socket.textMessageHandler(text -> socket.writeTextMessage(answer(text))))
                .listen(Integer.parseInt(arguments[0]));
    }

    private static String answer(String text) {
        var call = new JsonArray(text);
        var payload = new JsonObject().put("status", "Accepted");
        if (call.getString(2).equals("StartTransaction")) {
            payload.put("transactionId", TRANSACTIONS.incrementAndGet());
        }
        return new JsonArray().add(3).add(call.getString(1)).add(payload).encode();
    }
}
