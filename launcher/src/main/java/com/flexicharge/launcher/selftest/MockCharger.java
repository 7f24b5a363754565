package com.flexicharge.launcher.selftest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;

/**
 * A charger of the FlexiCharge dialect with hard-coded answers: an ordinary client that knows the address and the frames, nothing
 * of the server. Like the small simulator it uses the id of our RemoteStart and RemoteStop for its own Start and Stop.
 */
final class MockCharger {
    private final Clock clock;
    private final WebSocket socket;
    private final Frames frames;

    private MockCharger(Vertx vertx, Clock clock, WebSocket socket) {
        this.clock = clock;
        this.socket = socket;
        frames = new Frames(vertx);
        socket.textMessageHandler(this::receive);
    }

    static Future<MockCharger> connect(
            Vertx vertx, WebSocketClient client, int port, String serialNumber, Clock clock) {
        return client.connect(port, "127.0.0.1", "/charger/" + serialNumber)
                .map(socket -> new MockCharger(vertx, clock, socket));
    }

    Frames frames() {
        return frames;
    }

    Future<Void> close() {
        return socket.close();
    }

    void bootNotification(String uniqueID) {
        call(
                uniqueID,
                "BootNotification",
                new JsonObject()
                        .put("chargePointVendor", "FlexiCharge")
                        .put("chargePointModel", "Self-test")
                        .put("chargePointSerialNumber", "selftest")
                        .put("firmwareVersion", "1"));
    }

    /** @return the frame as sent, for comparing with what the user gets */
    String meterValues(String uniqueID, int transactionID) {
        var values = new JsonObject()
                .put("chargingPercent", value(42, "%", "SoC"))
                .put("chargingPower", value(7200, "W", "Power.Active,Import"))
                .put("chargedSoFar", value(35, "Wh", "Energy.Active.Import"));
        return call(
                uniqueID,
                "MeterValues",
                new JsonObject()
                        .put("connectorId", 1)
                        .put("transactionId", transactionID)
                        .put("timestamp", clock.millis())
                        .put("values", values));
    }

    private static JsonObject value(int value, String unit, String measurand) {
        return new JsonObject().put("value", value).put("unit", unit).put("measurand", measurand);
    }

    private void receive(String text) {
        frames.add(text);
        var frame = new JsonArray(text);
        if (Integer.valueOf(2).equals(frame.getValue(0))) {
            answer(frame.getString(1), frame.getString(2));
        }
    }

    private void answer(String uniqueID, String action) {
        send(new JsonArray().add(3).add(uniqueID).add(action).add(new JsonObject().put("status", "Accepted")));
        if (action.equals("RemoteStartTransaction")) {
            call(
                    uniqueID,
                    "StartTransaction",
                    new JsonObject()
                            .put("connectorId", "1")
                            .putNull("id_tag")
                            .put("meterStart", 0)
                            .put("timestamp", clock.millis() / 1000)
                            .putNull("reservationId"));
        }
        if (action.equals("RemoteStopTransaction")) {
            call(
                    uniqueID,
                    "StopTransaction",
                    new JsonObject()
                            .putNull("idTag")
                            .put("meterStop", 5000)
                            .put("timestamp", clock.millis() / 1000)
                            .put("transactionId", 1)
                            .put("reason", "Remote")
                            .putNull("transactionData"));
        }
    }

    private String call(String uniqueID, String action, JsonObject payload) {
        return send(new JsonArray().add(2).add(uniqueID).add(action).add(payload));
    }

    private String send(JsonArray frame) {
        String text = frame.encode();
        socket.writeTextMessage(text);
        return text;
    }
}
