package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charge station's firmware as seen on the wire: one constant id for nearly everything, its own spellings, no ids of ours. */
final class FlexiChargeFirmware implements AutoCloseable {
    static final String U = "B4BC8F62";

    private static final Pattern CALL = Pattern.compile("\\[2,\"([^\"]+)\",\"(\\w+)\",(\\{.*})]", Pattern.DOTALL);

    /** A CALL of the server's. */
    record ServerCall(String uniqueID, String action, String payload) {}

    private final TestSocket socket;

    FlexiChargeFirmware(RunningServer server, String serialNumber) {
        socket = TestSocket.connect(server.sockets("/charger/" + serialNumber), "ocpp1.6");
    }

    TestSocket socket() {
        return socket;
    }

    /** @return BootData's payload, after the boot's confirmation has come and BootData was accepted */
    String boot() {
        socket.send("[2,\"" + U + "\",\"BootNotification\",{\"chargePointVendor\":\"AVT-Company\","
                + "\"chargePointModel\":\"AVT-Express\",\"chargePointSerialNumber\":\"avt.001.13.1\","
                + "\"chargeBoxSerialNumber\":\"avt.001.13.1.01\",\"firmwareVersion\":\"0.9.87\",\"iccid\":\"\",\"imsi\":\"\","
                + "\"meterType\":\"AVT NQC-ACDC\",\"meterSerialNumber\":\"avt.001.13.1.01\"}]");
        assertThat(socket.next())
                .matches(
                        "\\[3,\"" + U
                                + "\",\"BootNotification\",\\{\"status\":\"Accepted\",\"currentTime\":\\d{10},\"interval\":86400}]");
        var bootData = serverCall("DataTransfer");
        socket.send("[3,\"" + bootData.uniqueID() + "\",\"DataTransfer\",{\"status\":\"Accepted\"}]");
        return bootData.payload();
    }

    ServerCall serverCall(String action) {
        String frame = socket.next();
        Matcher matcher = CALL.matcher(frame);
        assertThat(matcher.matches()).as("a CALL: %s", frame).isTrue();
        assertThat(matcher.group(2)).isEqualTo(action);
        return new ServerCall(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    void accept(ServerCall call) {
        socket.send("[3,\"" + call.uniqueID() + "\",\"" + call.action() + "\",{\"status\":\"Accepted\"}]");
    }

    void status(String status) {
        socket.call(
                "[2,\"" + U + "\",\"StatusNotification\",{\"connectorId\":\"1\",\"errorCode\":\"\",\"status\":\""
                        + status + "\"}]",
                "[3,\"" + U + "\",\"StatusNotification\",{}]");
    }

    /** @return the transactionId of the confirmation */
    int startTransaction(String meterStart) {
        socket.send("[2,\"" + U + "\",\"StartTransaction\",{\"connectorId\":\"1\",\"id_tag\":null,\"meterStart\":"
                + meterStart + ",\"timestamp\":" + seconds() + ".25,\"reservationId\":null}]");
        var matcher = Pattern.compile(
                        "\\[3,\"" + U + "\",\"StartTransaction\",\\{\"idTagInfo\":1,\"transactionId\":(\\d+)}]")
                .matcher(socket.next());
        assertThat(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** @return the frame as sent */
    String meterValues(int percent, int powerW, int chargedWh) {
        return meterValues(System.currentTimeMillis(), percent, powerW, chargedWh);
    }

    /** @param millis the time the charger gives it */
    String meterValues(long millis, int percent, int powerW, int chargedWh) {
        String uniqueID = "100009MeterValues" + millis;
        String frame = "[2,\"" + uniqueID + "\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":1,\"timestamp\":"
                + millis
                + ",\"values\":{\"chargingPercent\":{\"value\":" + percent + ",\"unit\":\"%\",\"measurand\":\"SoC\"},"
                + "\"chargingPower\":{\"value\":" + powerW + ",\"unit\":\"W\",\"measurand\":\"Power.Active,Import\"},"
                + "\"chargedSoFar\":{\"value\":" + chargedWh
                + ",\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import\"}}}]";
        socket.call(frame, "[3,\"" + uniqueID + "\",\"MeterValues\"]");
        return frame;
    }

    void stopTransaction(String meterStop, String reason) {
        socket.call(
                "[2,\"" + U + "\",\"StopTransaction\",{\"idTag\":null,\"meterStop\":" + meterStop + ",\"timestamp\":"
                        + seconds() + ".5,\"transactionId\":1,\"reason\":\"" + reason + "\",\"transactionData\":null}]",
                "[3,\"" + U + "\",\"StopTransaction\",{\"idTagInfo\":1}]");
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }

    @Override
    public void close() {
        socket.close();
    }
}
