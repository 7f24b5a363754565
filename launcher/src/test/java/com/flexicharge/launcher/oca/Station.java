package com.flexicharge.launcher.oca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flexicharge.launcher.e2e.TestSocket;
import com.flexicharge.testing.ocpp.PublishedSchemas;
import java.util.List;

/**
 * A charge point as a case plays it. Every frame, in either direction, is held against the schema that others published for it; what
 * goes wrong on purpose is sent past it.
 */
final class Station implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bench bench;
    private final String identity;
    private final int connectorID;
    private TestSocket socket;
    private int lastId;
    private String serversCall = "";
    private String serversAction = "";

    private Station(Bench bench, String identity, TestSocket socket) {
        this.bench = bench;
        this.identity = identity;
        this.connectorID = bench.connectorID(identity);
        this.socket = socket;
    }

    static Station connect(Bench bench, String identity) {
        return new Station(bench, identity, open(bench, identity));
    }

    /** Over a socket opened by other means. */
    static Station on(Bench bench, String identity, TestSocket socket) {
        return new Station(bench, identity, socket);
    }

    private static TestSocket open(Bench bench, String identity) {
        return TestSocket.connect(bench.server().sockets("/ocpp/" + identity), "ocpp1.6");
    }

    int connectorID() {
        return connectorID;
    }

    String identity() {
        return identity;
    }

    TestSocket socket() {
        return socket;
    }

    /** As after a loss of power: no close frame, and a new socket. */
    Station reconnects() {
        return reconnects(open(bench, identity));
    }

    Station reconnects(TestSocket fresh) {
        socket.abort();
        socket = fresh;
        return this;
    }

    Station boots() {
        var answer = calls("BootNotification", "{'chargePointVendor':'OCA','chargePointModel':'Bench'}");
        assertThat(answer.path("status").asText()).isEqualTo("Accepted");
        assertThat(answer.path("interval").asInt()).isEqualTo(300);
        return this;
    }

    Station reports(int connector, String status) {
        return reports(connector, status, "NoError");
    }

    Station reports(int connector, String status, String errorCode) {
        return calls(
                "StatusNotification",
                "{'connectorId':" + connector + ",'errorCode':'" + errorCode + "','status':'" + status + "'}",
                "{}");
    }

    /** Its CALL, and exactly this confirmation. */
    Station calls(String action, String payload, String confirmation) {
        assertThat(calls(action, payload).toString()).isEqualTo(Bench.json(confirmation));
        return this;
    }

    /** @return the confirmation's payload */
    JsonNode calls(String action, String payload) {
        var id = "c" + ++lastId;
        var text = Bench.json(payload);
        keepsSchema(PublishedSchemas.faultsOfRequest(action, read(text)), text);
        socket.send("[2,\"" + id + "\",\"" + action + "\"," + text + "]");
        var answer = read(socket.next());
        assertThat(answer.get(0).asInt()).as("a CALLRESULT: %s", answer).isEqualTo(3);
        assertThat(answer.get(1).asText()).isEqualTo(id);
        keepsSchema(PublishedSchemas.faultsOfConfirmation(action, answer.get(2)), answer.toString());
        return answer.get(2);
    }

    /** @return the transaction's number */
    int starts(int connector, String idTag, int meterStart, String timestamp, String tagStatus) {
        return starts(
                "{'connectorId':" + connector + ",'idTag':'" + idTag + "','meterStart':" + meterStart + ",'timestamp':'"
                        + timestamp + "'}",
                tagStatus);
    }

    int starts(String payload, String tagStatus) {
        var answer = calls("StartTransaction", payload);
        assertThat(answer.at("/idTagInfo/status").asText()).isEqualTo(tagStatus);
        assertThat(answer.path("transactionId").asInt()).isPositive();
        return answer.path("transactionId").asInt();
    }

    /** @return its session, as the operator sees it at once */
    JsonNode stops(int transactionID, String idTag, int meterStop, String reason) {
        calls(
                "StopTransaction",
                "{'transactionId':" + transactionID + ",'idTag':'" + idTag + "','meterStop':" + meterStop
                        + ",'timestamp':'" + Bench.now() + "','reason':'" + reason + "'}",
                "{'idTagInfo':{'status':'Accepted'}}");
        var session = bench.get("/transactions/" + transactionID);
        assertThat(session.path("state").asText()).isEqualTo("ended");
        assertThat(session.path("stopReason").asText()).isEqualTo(reason);
        return session;
    }

    /** The next frame is the server's CALL of this action, its payload exactly this text. */
    Station gets(String action, String payload) {
        assertThat(gets(action).toString()).isEqualTo(Bench.json(payload));
        return this;
    }

    /** @return the payload of the server's CALL, which comes next */
    JsonNode gets(String action) {
        var text = socket.next();
        var frame = read(text);
        assertThat(frame.get(0).asInt()).as("a CALL: %s", text).isEqualTo(2);
        assertThat(frame.get(2).asText()).as("the action of %s", text).isEqualTo(action);
        assertThat(frame.get(1).asText()).hasSizeBetween(1, 36);
        assertThat(text).as("compact").doesNotContain("\": ").doesNotContain("\", ");
        keepsSchema(PublishedSchemas.faultsOfRequest(action, frame.get(3)), text);
        serversCall = frame.get(1).asText();
        serversAction = action;
        return frame.get(3);
    }

    /** Confirms the server's last CALL. */
    Station answers(String payload) {
        var text = Bench.json(payload);
        keepsSchema(PublishedSchemas.faultsOfConfirmation(serversAction, read(text)), text);
        return answersWhatever(payload);
    }

    /** Past the schema, as real charge points do. */
    Station answersWhatever(String payload) {
        socket.send("[3,\"" + serversCall + "\"," + Bench.json(payload) + "]");
        return this;
    }

    Station answersStatus(String status) {
        return answers("{'status':'" + status + "'}");
    }

    Station answersError(String code) {
        socket.send("[4,\"" + serversCall + "\",\"" + code + "\",\"\",{}]");
        return this;
    }

    private static void keepsSchema(List<String> faults, String text) {
        assertThat(faults).as(text).isEmpty();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
