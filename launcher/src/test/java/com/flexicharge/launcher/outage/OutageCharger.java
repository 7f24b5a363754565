package com.flexicharge.launcher.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.launcher.e2e.TestSocket;
import java.util.regex.Pattern;

/** A strict charger that sends the same message again, with the same id, until it is confirmed. */
final class OutageCharger implements AutoCloseable {
    private static final Pattern TRANSACTION_ID = Pattern.compile("\"transactionId\":(\\d+)");
    static final String BEGAN = "2026-11-22T10:00:00Z";

    private final String identity;
    private final TestSocket socket;
    private int lastId;

    OutageCharger(RunningServer server, String identity) {
        this.identity = identity;
        this.socket = TestSocket.connect(server.sockets("/ocpp/" + identity), "ocpp1.6");
    }

    String identity() {
        return identity;
    }

    TestSocket socket() {
        return socket;
    }

    /** @return the frame that a charger repeats as it is */
    String frame(String action, String payload) {
        return "[2,\"" + identity + "-" + ++lastId + "\",\"" + action + "\"," + payload + "]";
    }

    String start() {
        return frame(
                "StartTransaction",
                "{\"connectorId\":1,\"idTag\":\"CARD\",\"meterStart\":1000,\"timestamp\":\"" + BEGAN + "\"}");
    }

    String reading(int transactionID) {
        return frame(
                "MeterValues",
                "{\"connectorId\":1,\"transactionId\":" + transactionID
                        + ",\"meterValue\":[{\"timestamp\":\"2026-11-22T10:10:00Z\",\"sampledValue\":[{\"value\":\"1500\"}]}]}");
    }

    String stop(int transactionID) {
        return frame(
                "StopTransaction",
                "{\"meterStop\":2000,\"timestamp\":\"2026-11-22T10:20:00Z\",\"transactionId\":" + transactionID + "}");
    }

    String status() {
        return frame(
                "StatusNotification",
                "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\",\"timestamp\":\"2026-11-22T10:00:00Z\"}");
    }

    String boot() {
        return frame("BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Wall 7\"}");
    }

    String authorize() {
        return frame("Authorize", "{\"idTag\":\"CARD\"}");
    }

    String ask(String frame) {
        socket.send(frame);
        return socket.next();
    }

    /** @return the transaction id, of a start that must be confirmed */
    int begin() {
        return transactionID(ask(start()));
    }

    static int transactionID(String confirmation) {
        var found = TRANSACTION_ID.matcher(confirmation);
        assertThat(found.find()).as(confirmation).isTrue();
        return Integer.parseInt(found.group(1));
    }

    static boolean isConfirmation(String answer) {
        return answer.startsWith("[3,");
    }

    @Override
    public void close() {
        socket.close();
    }
}
