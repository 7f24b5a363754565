package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** A charger of plain OCPP 1.6J that writes its frames out; counts its message ids. */
final class StrictCharger implements AutoCloseable {
    private final TestSocket socket;
    private int lastId;

    StrictCharger(RunningServer server, String identity) {
        socket = TestSocket.connect(server.sockets("/ocpp/" + identity), "ocpp1.6");
        assertThat(socket.subprotocol()).isEqualTo("ocpp1.6");
    }

    TestSocket socket() {
        return socket;
    }

    /** @return the payload of the CALLRESULT */
    String call(String action, String payload) {
        String id = "c" + ++lastId;
        socket.send("[2,\"" + id + "\",\"" + action + "\"," + payload + "]");
        String answer = socket.next();
        String head = "[3,\"" + id + "\",";
        assertThat(answer).startsWith(head).endsWith("]");
        return answer.substring(head.length(), answer.length() - 1);
    }

    void boot() {
        assertThat(call("BootNotification", "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"Wall 7\"}"))
                .matches("\\{\"status\":\"Accepted\",\"currentTime\":\"[-0-9]{10}T[:.0-9]{12}Z\",\"interval\":300}");
    }

    void status(int connector, String status) {
        assertThat(call(
                        "StatusNotification",
                        "{\"connectorId\":" + connector + ",\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}"))
                .isEqualTo("{}");
    }

    /** @return id of the server's CALL, whose payload must match */
    String expect(String action, String payloadPattern) {
        String frame = socket.next();
        var matcher = Pattern.compile("\\[2,\"([^\"]{1,36})\",\"" + action + "\",(.*)]")
                .matcher(frame);
        assertThat(matcher.matches()).as(frame).isTrue();
        assertThat(matcher.group(2)).matches(payloadPattern);
        return matcher.group(1);
    }

    void accept(String id) {
        socket.send("[3,\"" + id + "\",{\"status\":\"Accepted\"}]");
    }

    int start(String payload) {
        var matcher = Pattern.compile("\\{\"idTagInfo\":\\{.*\"status\":\"\\w+\"},\"transactionId\":(\\d+)}")
                .matcher(call("StartTransaction", payload));
        assertThat(matcher.matches()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** For times whose distance is to be exact: two readings of the clock may differ by a second. */
    static String secondsBefore(Instant moment, long seconds) {
        return moment.minusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        socket.close();
    }
}
