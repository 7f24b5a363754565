package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.testing.ocpp.PublishedSchemas;
import com.flexicharge.testing.ocpp.SchemaCase;
import com.flexicharge.testing.ocpp.SchemaCase.Verdict;
import com.flexicharge.testing.ocpp.SchemaCases;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Our messages against the schemas others published: what they allow we read and write, what they forbid we refuse, in both directions. */
class PublishedSchemaTest {
    private static final Strict16 STRICT = new Strict16();

    /** The schema wants an entry; a charger that has no certificate and says so with an empty list is understood. */
    private static final String SURVIVED = "/certificateHashData";

    @Test
    void everyActionOfThePublishedSchemasIsOneOfOurs() {
        assertThat(PublishedSchemas.actions())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Action.values()).map(Action::wire).toList());
    }

    @TestFactory
    Stream<DynamicTest> requestsAreReadAsTheirSchemaSays() {
        return cases(true, (action, example) -> verdict(action.readRequest(example.payload(), Set.of())));
    }

    @TestFactory
    Stream<DynamicTest> confirmationsAreReadAsTheirSchemaSays() {
        return cases(
                false,
                (action, example) -> verdict(STRICT.readResponse(
                        action,
                        new CallResult(
                                MessageId.UNREADABLE,
                                example.payload(),
                                example.payload().toString()))));
    }

    @TestFactory
    Stream<DynamicTest> whatWeSendKeepsItsSchemaAndItsValues() {
        return PublishedSchemas.actions().stream()
                .flatMap(action -> accepted(casesOf(action, true))
                        .map(example -> DynamicTest.dynamicTest(
                                action + " " + example.pointer() + " " + example.what(),
                                () -> sends(action, example))));
    }

    private static void sends(String name, SchemaCase example) throws Exception {
        var action = Action.named(name).orElseThrow();
        var request = ((Parsed.Valid<OcppRequest>) action.readRequest(example.payload(), Set.of())).value();
        var frame = Json.MAPPER.readTree(STRICT.writeCall("id", request));
        assertThat(frame.get(2).asText()).isEqualTo(name);
        assertThat(PublishedSchemas.faultsOfRequest(name, frame.get(3))).isEmpty();
        assertThat(frame.get(3)).isEqualTo(reread(example.payload()));
    }

    @TestFactory
    Stream<DynamicTest> whatWeAnswerKeepsItsSchemaAndItsValues() {
        return PublishedSchemas.actions().stream()
                .flatMap(action -> accepted(casesOf(action, false))
                        .map(example -> DynamicTest.dynamicTest(
                                action + " " + example.pointer() + " " + example.what(),
                                () -> answers(action, example))));
    }

    private static void answers(String name, SchemaCase example) throws Exception {
        var action = Action.named(name).orElseThrow();
        var response = ((Parsed.Valid<OcppResponse>) action.readResponse(example.payload(), Set.of())).value();
        var call = Answers.call(STRICT, "[2,\"id\",\"" + name + "\",{}]");
        var payload = Json.MAPPER.readTree(STRICT.writeResult(call, response)).get(2);
        if (!example.pointer().equals(SURVIVED)) {
            assertThat(PublishedSchemas.faultsOfConfirmation(name, payload)).isEmpty();
        }
        assertThat(payload).isEqualTo(reread(example.payload()));
    }

    private interface Reading {
        Verdict of(Action action, SchemaCase example);
    }

    private static Stream<DynamicTest> cases(boolean requests, Reading reading) {
        return PublishedSchemas.actions().stream()
                .flatMap(action -> casesOf(action, requests).stream()
                        .map(example -> DynamicTest.dynamicTest(
                                action + " " + example.pointer() + " " + example.what(),
                                () -> reads(action, requests, example, reading))));
    }

    private static void reads(String action, boolean requests, SchemaCase example, Reading reading) {
        assertThat(reading.of(Action.named(action).orElseThrow(), example))
                .as(example.payload().toString())
                .isEqualTo(example.verdict());
        agreesWithTheSchema(action, requests, example);
    }

    private static List<SchemaCase> casesOf(String action, boolean requests) {
        if (!requests) {
            return SchemaCases.of(PublishedSchemas.confirmation(action));
        }
        var schema = PublishedSchemas.request(action);
        return Action.named(action).orElseThrow().comesFromCharger()
                ? SchemaCases.ofChargersCall(schema)
                : SchemaCases.of(schema);
    }

    /** So that a verdict this kit made up against the schema does not go unnoticed. */
    private static void agreesWithTheSchema(String action, boolean requests, SchemaCase example) {
        var faults = requests
                ? PublishedSchemas.faultsOfRequest(action, example.payload())
                : PublishedSchemas.faultsOfConfirmation(action, example.payload());
        if (example.verdict() == Verdict.ACCEPTED && !example.pointer().equals(SURVIVED)) {
            assertThat(faults).isEmpty();
        }
    }

    private static Stream<SchemaCase> accepted(List<SchemaCase> cases) {
        return cases.stream().filter(example -> example.verdict() == Verdict.ACCEPTED);
    }

    private static Verdict verdict(Parsed<?> parsed) {
        if (parsed instanceof Parsed.Refused<?> refused) {
            return Arrays.stream(Verdict.values())
                    .filter(verdict ->
                            verdict.code().equals(refused.fault().code().wire()))
                    .findFirst()
                    .orElseThrow();
        }
        return Verdict.ACCEPTED;
    }

    /** Numbers as a text makes them, so that trees compare. */
    private static ObjectNode reread(JsonNode payload) throws Exception {
        return (ObjectNode) Json.MAPPER.readTree(payload.toString());
    }
}
