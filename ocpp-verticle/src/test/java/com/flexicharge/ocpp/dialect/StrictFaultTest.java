package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Authorize;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a strict charger's message can be wrong, and the frame it is answered with. */
class StrictFaultTest {
    private static final Strict16 STRICT = new Strict16();
    private static final String NO_MESSAGE =
            "[4,\"-1\",\"FormationViolation\",\"A message is a JSON array that begins with its type\",{}]";
    private static final String BAD_ID_REASON = "The message id must be a string of 1 to 36 characters";
    private static final String ID_36 = "123456789012345678901234567890123456";

    private static Arguments row(String in, String out) {
        return Arguments.of(in, out);
    }

    private static String fault(String id, String code, String description, String details) {
        return "[4,\"" + id + "\",\"" + code + "\",\"" + description + "\"," + details + "]";
    }

    private static String member(String code, String description, String pointer) {
        return fault("7", code, description, "{\"pointer\":\"" + pointer + "\"}");
    }

    static Stream<Arguments> malformedFrames() {
        return Stream.of(
                row("", NO_MESSAGE),
                row("hello", NO_MESSAGE),
                row("{}", NO_MESSAGE),
                row("\"text\"", NO_MESSAGE),
                row("null", NO_MESSAGE),
                row("[]", NO_MESSAGE),
                row("[2,\"7\",\"Heartbeat\",{}", NO_MESSAGE),
                row("[2,\"7\",\"Heartbeat\",{}] []", NO_MESSAGE),
                row("[2,\"7\",\"Heartbeat\",{\"a\":NaN}]", NO_MESSAGE),
                row("[\"2\",\"7\",\"Heartbeat\",{}]", NO_MESSAGE),
                row("[2.5,\"7\",\"Heartbeat\",{}]", NO_MESSAGE),
                row("[null,\"7\",\"Heartbeat\",{}]", NO_MESSAGE),
                row("[[2],\"7\",\"Heartbeat\",{}]", NO_MESSAGE),
                row("[2]", fault("-1", "FormationViolation", BAD_ID_REASON, "{}")),
                row("[2,7,\"Heartbeat\",{}]", fault("-1", "FormationViolation", BAD_ID_REASON, "{}")),
                row("[2,null,\"Heartbeat\",{}]", fault("-1", "FormationViolation", BAD_ID_REASON, "{}")),
                row("[2,{},\"Heartbeat\",{}]", fault("-1", "FormationViolation", BAD_ID_REASON, "{}")),
                row("[2,\"\",\"Heartbeat\",{}]", fault("", "FormationViolation", BAD_ID_REASON, "{}")),
                row(
                        "[2,\"" + ID_36 + "7\",\"Heartbeat\",{}]",
                        fault(ID_36 + "7", "FormationViolation", BAD_ID_REASON, "{}")),
                row("[2,\"7\"]", fault("7", "FormationViolation", "The action must be a string", "{}")),
                row("[2,\"7\",5,{}]", fault("7", "FormationViolation", "The action must be a string", "{}")),
                row("[2,\"7\",null,{}]", fault("7", "FormationViolation", "The action must be a string", "{}")),
                row(
                        "[2,\"7\",\"Heartbeat\",{},{}]",
                        fault("7", "FormationViolation", "A CALL has four elements", "{}")),
                row("[2,\"7\",\"Heartbeat\"]", fault("7", "ProtocolError", "The payload is missing", "{}")),
                row(
                        "[2,\"7\",\"Heartbeat\",[]]",
                        fault("7", "FormationViolation", "The payload must be an object", "{}")),
                row(
                        "[2,\"7\",\"Heartbeat\",null]",
                        fault("7", "FormationViolation", "The payload must be an object", "{}")),
                row(
                        "[2,\"7\",\"Heartbeat\",\"{}\"]",
                        fault("7", "FormationViolation", "The payload must be an object", "{}")));
    }

    static Stream<Arguments> ignoredFrames() {
        return Stream.of(
                row("[1,\"7\",\"Heartbeat\",{}]", "ignored: unknownMessageType"),
                row("[5,\"7\"]", "ignored: unknownMessageType"),
                row("[-2,\"7\"]", "ignored: unknownMessageType"),
                row("[99999999999999999999,\"7\"]", "ignored: unknownMessageType"),
                row("[3]", "ignored: answerWithoutId"),
                row("[3,null,{}]", "ignored: answerWithoutId"),
                row("[4,{},\"GenericError\",\"\",{}]", "ignored: answerWithoutId"));
    }

    static Stream<Arguments> refusedPayloads() {
        return Stream.of(
                row(
                        "[2,\"7\",\"Heartbeat\",{\"extra\":1}]",
                        member("FormationViolation", "extra is not a member of this message", "/extra")),
                row("[2,\"7\",\"Fly\",{}]", fault("7", "NotImplemented", "Fly is no action of OCPP 1.6", "{}")),
                row(
                        "[2,\"7\",\"heartbeat\",{}]",
                        fault("7", "NotImplemented", "heartbeat is no action of OCPP 1.6", "{}")),
                row(
                        "[2,\"7\",\"Reset\",{\"type\":\"Hard\"}]",
                        fault("7", "NotSupported", "Reset is sent by the central system only", "{}")),
                row(
                        "[2,\"7\",\"Reset\",{}]",
                        fault("7", "NotSupported", "Reset is sent by the central system only", "{}")),
                row(
                        "[2,\"7\",\"Reset\",{\"extra\":1}]",
                        member("FormationViolation", "extra is not a member of this message", "/extra")),
                row("[2,\"7\",\"Authorize\",{}]", member("OccurenceConstraintViolation", "idTag is missing", "/idTag")),
                row(
                        "[2,\"7\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[]}]",
                        member("OccurenceConstraintViolation", "meterValue needs at least 1 entry", "/meterValue")),
                row(
                        "[2,\"7\",\"Authorize\",{\"idTag\":7}]",
                        member("TypeConstraintViolation", "idTag must be a string", "/idTag")),
                row(
                        "[2,\"7\",\"Authorize\",{\"idTag\":\"123456789012345678901\"}]",
                        member("PropertyConstraintViolation", "idTag is longer than 20 characters", "/idTag")),
                row(
                        "[2,\"7\",\"Authorize\",{\"idTag\":\"a\\u0000b\"}]",
                        member("PropertyConstraintViolation", "idTag contains the character NUL", "/idTag")),
                row(
                        "[2,\"7\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05Z\","
                                + "\"sampledValue\":[{\"value\":\"1\"},{\"value\":\"1\",\"unit\":\"Joule\"}]}]}]",
                        member(
                                "PropertyConstraintViolation",
                                "meterValue[0].sampledValue[1].unit cannot be \\\"Joule\\\"",
                                "/meterValue/0/sampledValue/1/unit")),
                row(
                        "[2,\"7\",\"Heartbeat\",{\"a/b~c\":1}]",
                        member("FormationViolation", "a/b~c is not a member of this message", "/a~1b~0c")));
    }

    @ParameterizedTest
    @MethodSource({"malformedFrames", "ignoredFrames", "refusedPayloads"})
    void everyFaultHasItsAnswer(String in, String out) {
        assertThat(Answers.to(STRICT, in)).isEqualTo(out);
    }

    @Test
    void anIdOf36CharactersIsFine() {
        assertThat(Answers.to(STRICT, "[2,\"" + ID_36 + "\",\"Heartbeat\",{}]")).isEqualTo("accepted");
    }

    @Test
    void ofSeveralFaultsTheFirstKindIsAnswered() {
        var unknownMember = "[2,\"7\",\"StatusNotification\",{\"connectorId\":\"x\",\"status\":\"Odd\",\"extra\":1}]";
        var missing = "[2,\"7\",\"StatusNotification\",{\"connectorId\":\"x\",\"status\":\"Odd\"}]";
        var wrongType =
                "[2,\"7\",\"StatusNotification\",{\"status\":\"Odd\",\"errorCode\":\"NoError\",\"connectorId\":\"x\"}]";
        var impossible =
                "[2,\"7\",\"StatusNotification\",{\"status\":\"Odd\",\"errorCode\":\"NoError\",\"connectorId\":1}]";
        assertThat(Answers.to(STRICT, unknownMember)).contains("\"FormationViolation\"", "/extra");
        assertThat(Answers.to(STRICT, missing)).contains("\"OccurenceConstraintViolation\"", "/errorCode");
        assertThat(Answers.to(STRICT, wrongType)).contains("\"TypeConstraintViolation\"", "/connectorId");
        assertThat(Answers.to(STRICT, impossible)).contains("\"PropertyConstraintViolation\"", "/status");
    }

    @Test
    void aRefusedStopCanBePutAside() {
        var decoded = STRICT.decode("[2,\"7\",\"StopTransaction\",[1]]");
        assertThat(((Decoded.Malformed) decoded).action()).contains("StopTransaction");
    }

    @Test
    void longNamesAreCutToTheLimitOfADescription() throws Exception {
        var name = "x".repeat(40_000);
        var answer = Answers.to(STRICT, "[2,\"7\",\"Heartbeat\",{\"" + name + "\":1}]");
        var elements = Json.MAPPER.readTree(answer);
        assertThat(elements.get(3).textValue()).hasSize(255);
        assertThat(elements.at("/4/pointer").textValue()).hasSize(255);
    }

    @Test
    void ofTwoMembersOfOneNameTheLastCounts() {
        var request = Answers.request(
                STRICT, "[2,\"7\",\"Authorize\",{\"idTag\":\"A\",\"idTag\":\"B\"}]", Authorize.Request.class);
        assertThat(request.idTag()).isEqualTo("B");
    }
}
