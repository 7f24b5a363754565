package com.flexicharge.launcher.e2e;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of thousands of chargers: sends its next CALL when the one before was answered, and fails with whatever CALLERROR it gets.
 * On the event loop of its socket.
 */
final class StormCharger {
    enum Speaks {
        OCPP_16("/ocpp/"),
        FLEXICHARGE("/charger/");

        private final String path;

        Speaks(String path) {
            this.path = path;
        }
    }

    private static final Pattern TRANSACTION_ID = Pattern.compile("\"transactionId\":(\\d+)");
    private static final Pattern CALL = Pattern.compile("\\[2,\"([^\"]+)\",\"(\\w+)\",.*", Pattern.DOTALL);
    private static final int METER_START_WH = 1_000;

    private final Speaks dialect;
    private final String serialNumber;
    private final int energyWh;
    private final Instant begin = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 60);
    private @Nullable WebSocket socket;
    private Promise<String> answer = Promise.promise();
    private int lastId;
    private volatile int transactionID;

    /** @param energyWh of its one session, 3 at least */
    StormCharger(Speaks dialect, String serialNumber, int energyWh) {
        this.dialect = dialect;
        this.serialNumber = serialNumber;
        this.energyWh = energyWh;
    }

    Future<Void> connect(WebSocketClient client, int port) {
        var options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(dialect.path + serialNumber)
                .addSubProtocol("ocpp1.6");
        return client.connect(options).map(connected -> {
            socket = connected.textMessageHandler(this::received);
            connected.closeHandler(
                    gone -> answer.tryFail(serialNumber + " was closed: " + connected.closeStatusCode()));
            return null;
        });
    }

    Future<Void> boot() {
        return call("BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Wall 7\"}")
                .mapEmpty();
    }

    Future<Void> reportStatus() {
        return call("StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\"}")
                .mapEmpty();
    }

    /** Start, three readings, stop. */
    Future<Void> charge() {
        return call("StartTransaction", start())
                .onSuccess(begun -> transactionID = transactionID(begun))
                .compose(begun -> call("MeterValues", reading(1)))
                .compose(taken -> call("MeterValues", reading(2)))
                .compose(taken -> call("MeterValues", reading(3)))
                .compose(taken -> call("StopTransaction", stop()))
                .mapEmpty();
    }

    /** As the database must know it, by what was acknowledged. */
    String session() {
        return serialNumber + "|" + transactionID + "|ended|" + energyWh;
    }

    private Future<String> call(String action, String payload) {
        answer = Promise.promise();
        send("[2,\"" + ++lastId + "\",\"" + action + "\"," + payload + "]");
        return answer.future();
    }

    private void send(String frame) {
        Objects.requireNonNull(socket).writeTextMessage(frame);
    }

    private void received(String frame) {
        if (frame.startsWith("[3,\"" + lastId + "\",")) {
            answer.complete(frame);
            return;
        }
        Matcher bootData = CALL.matcher(frame);
        if (dialect == Speaks.FLEXICHARGE && bootData.matches()) {
            send("[3,\"" + bootData.group(1) + "\",\"" + bootData.group(2) + "\",{\"status\":\"Accepted\"}]");
        } else {
            answer.tryFail(serialNumber + " was sent " + frame);
        }
    }

    private String start() {
        return switch (dialect) {
            case OCPP_16 ->
                "{\"connectorId\":1,\"idTag\":\"TAG\",\"meterStart\":" + METER_START_WH + ",\"timestamp\":\"" + begin
                        + "\"}";
            case FLEXICHARGE ->
                "{\"connectorId\":\"1\",\"id_tag\":null,\"meterStart\":" + METER_START_WH + ",\"timestamp\":"
                        + begin.getEpochSecond() + ".25,\"reservationId\":null}";
        };
    }

    private String reading(int number) {
        var at = begin.plusSeconds(10L * number);
        int meterWh = METER_START_WH + energyWh * number / 4;
        return switch (dialect) {
            case OCPP_16 ->
                "{\"connectorId\":1,\"transactionId\":" + transactionID + ",\"meterValue\":[{\"timestamp\":\"" + at
                        + "\",\"sampledValue\":[{\"value\":\"" + meterWh + "\"}]}]}";
            case FLEXICHARGE ->
                "{\"connectorId\":1,\"transactionId\":1,\"timestamp\":" + at.toEpochMilli()
                        + ",\"values\":{\"chargedSoFar\":{\"value\":" + meterWh
                        + ",\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import\"}}}";
        };
    }

    private String stop() {
        var at = begin.plusSeconds(50);
        int meterWh = METER_START_WH + energyWh;
        return switch (dialect) {
            case OCPP_16 ->
                "{\"meterStop\":" + meterWh + ",\"timestamp\":\"" + at + "\",\"transactionId\":" + transactionID + "}";
            case FLEXICHARGE ->
                "{\"idTag\":null,\"meterStop\":" + meterWh + ",\"timestamp\":" + at.getEpochSecond()
                        + ".5,\"transactionId\":1,\"reason\":\"Local\",\"transactionData\":null}";
        };
    }

    private static int transactionID(String confirmation) {
        var id = TRANSACTION_ID.matcher(confirmation);
        if (!id.find()) {
            throw new IllegalStateException("No transactionId in " + confirmation);
        }
        return Integer.parseInt(id.group(1));
    }
}
