package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each member of each message from a strict charger: missing, null, of the wrong type, too long, out of range. */
class StrictMemberTest {
    private static final Strict16 STRICT = new Strict16();

    private static final Map<String, String> FULL = Map.of(
            "Authorize",
            "{'idTag':'A'}",
            "BootNotification",
            "{'chargePointVendor':'v','chargePointModel':'m','chargePointSerialNumber':'s','chargeBoxSerialNumber':'b',"
                    + "'firmwareVersion':'1','iccid':'i','imsi':'i','meterType':'t','meterSerialNumber':'s'}",
            "StatusNotification",
            "{'connectorId':1,'errorCode':'NoError','info':'i','status':'Available','timestamp':'2026-01-02T03:04:05Z',"
                    + "'vendorId':'v','vendorErrorCode':'e'}",
            "StartTransaction",
            "{'connectorId':1,'idTag':'A','meterStart':0,'reservationId':1,'timestamp':'2026-01-02T03:04:05Z'}",
            "StopTransaction",
            "{'idTag':'A','meterStop':10,'timestamp':'2026-01-02T03:04:05Z','transactionId':1,'reason':'Local',"
                    + "'transactionData':[{'timestamp':'2026-01-02T03:04:05Z','sampledValue':[{'value':'1'}]}]}",
            "MeterValues",
            "{'connectorId':1,'transactionId':1,'meterValue':[{'timestamp':'2026-01-02T03:04:05Z','sampledValue':["
                    + "{'value':'1','context':'Trigger','format':'Raw','measurand':'SoC','phase':'L1','location':'EV','unit':'Percent'}]}]}",
            "DataTransfer",
            "{'vendorId':'v','messageId':'m','data':'d'}");

    /** Member, whether required, its type, its limit: the tables of OCPP 1.6 §6. */
    private static final Map<String, List<String>> MEMBERS = Map.of(
            "Authorize",
            List.of("/idTag required string 20"),
            "BootNotification",
            List.of(
                    "/chargePointVendor required string 20",
                    "/chargePointModel required string 20",
                    "/chargePointSerialNumber optional string 25",
                    "/chargeBoxSerialNumber optional string 25",
                    "/firmwareVersion optional string 50",
                    "/iccid optional string 20",
                    "/imsi optional string 20",
                    "/meterType optional string 25",
                    "/meterSerialNumber optional string 25"),
            "StatusNotification",
            List.of(
                    "/connectorId required connector",
                    "/errorCode required word",
                    "/info optional string 50",
                    "/status required word",
                    "/timestamp optional time",
                    "/vendorId optional string 255",
                    "/vendorErrorCode optional string 50"),
            "StartTransaction",
            List.of(
                    "/connectorId required connector",
                    "/idTag required string 20",
                    "/meterStart required integer",
                    "/reservationId optional integer",
                    "/timestamp required time"),
            "StopTransaction",
            List.of(
                    "/idTag optional string 20",
                    "/meterStop required integer",
                    "/timestamp required time",
                    "/transactionId required integer",
                    "/reason optional word",
                    "/transactionData optional array",
                    "/transactionData/0/timestamp required time",
                    "/transactionData/0/sampledValue required array 1"),
            "MeterValues",
            List.of(
                    "/connectorId required connector",
                    "/transactionId optional integer",
                    "/meterValue required array 1",
                    "/meterValue/0/timestamp required time",
                    "/meterValue/0/sampledValue required array 1",
                    "/meterValue/0/sampledValue/0/value required string",
                    "/meterValue/0/sampledValue/0/context optional word",
                    "/meterValue/0/sampledValue/0/format optional word",
                    "/meterValue/0/sampledValue/0/measurand optional word",
                    "/meterValue/0/sampledValue/0/phase optional word",
                    "/meterValue/0/sampledValue/0/location optional word",
                    "/meterValue/0/sampledValue/0/unit optional word"),
            "DataTransfer",
            List.of("/vendorId required string 255", "/messageId optional string 50", "/data optional string"));

    @TestFactory
    Stream<DynamicTest> everyMember() {
        return MEMBERS.entrySet().stream()
                .flatMap(message -> message.getValue().stream().flatMap(member -> cases(message.getKey(), member)));
    }

    private static Stream<DynamicTest> cases(String action, String member) {
        var words = List.of(member.split(" ", -1));
        var pointer = words.get(0);
        var required = words.get(1).equals("required");
        var limit = words.size() > 3 ? Integer.parseInt(words.get(3)) : 0;
        var cases = new ArrayList<DynamicTest>();
        cases.add(test(action, pointer, null, required ? "OccurenceConstraintViolation" : "accepted"));
        cases.add(test(action, pointer, "null", "TypeConstraintViolation"));
        switch (words.get(2)) {
            case "string" -> {
                cases.add(test(action, pointer, "7", "TypeConstraintViolation"));
                cases.add(test(action, pointer, "{}", "TypeConstraintViolation"));
                if (limit > 0) {
                    cases.add(test(action, pointer, text(limit), "accepted"));
                    cases.add(test(action, pointer, text(limit + 1), "PropertyConstraintViolation"));
                }
            }
            case "word" -> {
                cases.add(test(action, pointer, "7", "TypeConstraintViolation"));
                cases.add(test(action, pointer, "\"Odd\"", "PropertyConstraintViolation"));
                cases.add(test(action, pointer, "\"\"", "PropertyConstraintViolation"));
            }
            case "integer" -> {
                cases.addAll(numbers(action, pointer));
                cases.add(test(action, pointer, "-1", "accepted"));
                cases.add(test(action, pointer, "9223372036854775807", "accepted"));
                cases.add(test(action, pointer, "9223372036854775808", "PropertyConstraintViolation"));
            }
            case "connector" -> {
                cases.addAll(numbers(action, pointer));
                cases.add(test(action, pointer, "0", "accepted"));
                cases.add(test(action, pointer, "-1", "PropertyConstraintViolation"));
                cases.add(test(action, pointer, "2147483648", "PropertyConstraintViolation"));
            }
            case "time" -> {
                cases.add(test(action, pointer, "1760000000", "TypeConstraintViolation"));
                cases.add(test(action, pointer, "\"yesterday\"", "PropertyConstraintViolation"));
                cases.add(test(action, pointer, "\"2026-02-30T00:00:00Z\"", "PropertyConstraintViolation"));
            }
            default -> {
                cases.add(test(action, pointer, "{}", "TypeConstraintViolation"));
                cases.add(test(action, pointer, "[]", limit > 0 ? "OccurenceConstraintViolation" : "accepted"));
                cases.add(test(action, pointer, "[7]", "TypeConstraintViolation"));
            }
        }
        return cases.stream();
    }

    private static List<DynamicTest> numbers(String action, String pointer) {
        return List.of(
                test(action, pointer, "\"1\"", "TypeConstraintViolation"),
                test(action, pointer, "1.5", "TypeConstraintViolation"),
                test(action, pointer, "true", "TypeConstraintViolation"),
                test(action, pointer, "1.0", "accepted"));
    }

    private static String text(int characters) {
        // beyond the basic plane: a limit counts characters, not UTF-16 units
        return "\"" + "🔌".repeat(characters) + "\"";
    }

    private static DynamicTest test(String action, String pointer, @Nullable String value, String expected) {
        var name = action + pointer + " " + (value == null ? "missing" : value) + " → " + expected;
        return DynamicTest.dynamicTest(name, () -> {
            var answer = Answers.to(STRICT, "[2,\"7\",\"" + action + "\"," + changed(action, pointer, value) + "]");
            if (expected.equals("accepted")) {
                assertThat(answer).isEqualTo("accepted");
            } else {
                assertThat(answer)
                        .startsWith("[4,\"7\",\"" + expected + "\",\"")
                        .contains("{\"pointer\":\"" + pointer);
            }
        });
    }

    private static JsonNode changed(String action, String pointer, @Nullable String value) throws Exception {
        var payload = Json.MAPPER.readTree(FULL.getOrDefault(action, "{}").replace('\'', '"'));
        var slash = pointer.lastIndexOf('/');
        var owner = (ObjectNode) payload.at(pointer.substring(0, slash));
        if (value == null) {
            owner.remove(pointer.substring(slash + 1));
        } else {
            owner.set(pointer.substring(slash + 1), Json.MAPPER.readTree(value));
        }
        return payload;
    }
}
