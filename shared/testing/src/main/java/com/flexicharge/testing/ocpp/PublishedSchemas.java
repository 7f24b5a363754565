package com.flexicharge.testing.ocpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The published JSON schemas of the 39 actions, a request's and a confirmation's each. */
public final class PublishedSchemas {
    private static final String REQUEST = ".req";
    private static final String CONFIRMATION = ".conf";
    private static final PublishedSchemas ALL = new PublishedSchemas();

    private final Map<String, JsonNode> texts = new HashMap<>();
    private final Map<String, JsonSchema> checks = new HashMap<>();
    private final List<String> actions = new ArrayList<>();

    private PublishedSchemas() {
        var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        for (var schema : read()) {
            var name = schema.path("$id").asText().substring("urn:".length());
            texts.put(name, schema);
            checks.put(name, factory.getSchema(schema, config));
            if (name.endsWith(REQUEST)) {
                actions.add(name.substring(0, name.length() - REQUEST.length()));
            }
        }
    }

    private static JsonNode read() {
        try (var in = PublishedSchemas.class.getResourceAsStream("/ocpp-1.6/schemas.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in, "schemas.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> actions() {
        return List.copyOf(ALL.actions);
    }

    public static JsonNode request(String action) {
        return known(ALL.texts, action + REQUEST);
    }

    public static JsonNode confirmation(String action) {
        return known(ALL.texts, action + CONFIRMATION);
    }

    /** What is wrong with a request, in the validator's words; empty: nothing. */
    public static List<String> faultsOfRequest(String action, JsonNode payload) {
        return faults(action + REQUEST, payload);
    }

    /** What is wrong with a confirmation; empty: nothing. */
    public static List<String> faultsOfConfirmation(String action, JsonNode payload) {
        return faults(action + CONFIRMATION, payload);
    }

    private static List<String> faults(String name, JsonNode payload) {
        return known(ALL.checks, name).validate(payload).stream()
                .map(ValidationMessage::toString)
                .toList();
    }

    private static <T> T known(Map<String, T> map, String name) {
        var found = map.get(name);
        if (found == null) {
            throw new IllegalArgumentException("No schema is published for " + name);
        }
        return found;
    }
}
