package com.flexicharge.testing.ocpp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.testing.ocpp.SchemaCase.Verdict;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every way a payload can keep or break its published schema: each member missing, null, of each wrong type, at its limit and over
 * it, out of range, and beside a member nobody knows.
 */
public final class SchemaCases {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TIME = "2026-01-02T03:04:05.678Z";

    /** Lists of a charger's calls of which OCPP's tables want at least one entry (1..*); the schemas do not say so. */
    private static final Set<String> AT_LEAST_ONE = Set.of("meterValue", "sampledValue");

    private final JsonNode schema;
    private final boolean chargersCall;
    private final ObjectNode full;
    private final List<SchemaCase> cases = new ArrayList<>();

    private SchemaCases(JsonNode schema, boolean chargersCall) {
        this.schema = schema;
        this.chargersCall = chargersCall;
        this.full = (ObjectNode) sample(schema);
    }

    /**
     * Of what a charger calls. Beside the schema the text of OCPP counts here: no negative connector, no empty list where there
     * must be an entry.
     */
    public static List<SchemaCase> ofChargersCall(JsonNode schema) {
        return of(new SchemaCases(schema, true));
    }

    /**
     * Of anything else: calls of ours, where an operator's wish goes out as long as its schema allows it, and what chargers answer,
     * where an empty list is no reason to lose the answer.
     */
    public static List<SchemaCase> of(JsonNode schema) {
        return of(new SchemaCases(schema, false));
    }

    private static List<SchemaCase> of(SchemaCases cases) {
        cases.add("everything", "", cases.full, Verdict.ACCEPTED);
        cases.object("", cases.schema);
        return List.copyOf(cases.cases);
    }

    private void object(String at, JsonNode object) {
        var type = resolved(object);
        change("an unknown member", at + "/strange", JSON.textNode("x"), Verdict.FORMATION);
        type.path("properties").fields().forEachRemaining(member -> {
            var pointer = at + "/" + member.getKey();
            change("missing", pointer, null, isRequired(type, member.getKey()) ? Verdict.OCCURRENCE : Verdict.ACCEPTED);
            value(pointer, member.getKey(), resolved(member.getValue()));
        });
    }

    private void value(String pointer, String name, JsonNode type) {
        change("null", pointer, JSON.nullNode(), Verdict.TYPE);
        switch (type.path("type").asText()) {
            case "object" -> {
                wrongTypes(pointer, "an array", "a text", "a number", "a flag");
                object(pointer, type);
            }
            case "array" -> array(pointer, name, type);
            case "string" -> text(pointer, type);
            case "integer" -> integer(pointer, name);
            case "number" -> wrongTypes(pointer, "an object", "an array", "a text", "a flag");
            case "boolean" -> wrongTypes(pointer, "an object", "an array", "a text", "a number");
            default -> throw new IllegalStateException("A schema of a type unknown here: " + type);
        }
    }

    private void array(String pointer, String name, JsonNode type) {
        wrongTypes(pointer, "an object", "a text", "a number", "a flag");
        var atLeastOne = chargersCall && AT_LEAST_ONE.contains(name);
        change("empty", pointer, JSON.arrayNode(), atLeastOne ? Verdict.OCCURRENCE : Verdict.ACCEPTED);
        value(pointer + "/0", name, resolved(type.path("items")));
    }

    private void text(String pointer, JsonNode type) {
        wrongTypes(pointer, "an object", "an array", "a number", "a flag");
        if (type.has("enum")) {
            type.path("enum").forEach(word -> change("the word " + word.asText(), pointer, word, Verdict.ACCEPTED));
            change("an unknown word", pointer, JSON.textNode("Odd"), Verdict.PROPERTY);
            change(
                    "a word in other letters",
                    pointer,
                    otherCase(type.path("enum").get(0)),
                    Verdict.PROPERTY);
        } else if (type.path("format").asText().equals("date-time")) {
            change("no date", pointer, JSON.textNode("yesterday"), Verdict.PROPERTY);
            change("a day that is none", pointer, JSON.textNode("2026-02-30T00:00:00Z"), Verdict.PROPERTY);
        } else if (type.has("maxLength")) {
            var most = type.path("maxLength").asInt();
            change("as long as may be", pointer, JSON.textNode("x".repeat(most)), Verdict.ACCEPTED);
            change("too long", pointer, JSON.textNode("x".repeat(most + 1)), Verdict.PROPERTY);
        }
    }

    private void integer(String pointer, String name) {
        wrongTypes(pointer, "an object", "an array", "a text", "a flag");
        change("a broken number", pointer, JSON.numberNode(1.5), Verdict.TYPE);
        change("a number beyond 64 bits", pointer, number("9223372036854775808"), Verdict.PROPERTY);
        if (name.equals("connectorId")) {
            change("negative", pointer, JSON.numberNode(-1), chargersCall ? Verdict.PROPERTY : Verdict.ACCEPTED);
        }
    }

    private void wrongTypes(String pointer, String... types) {
        for (var type : types) {
            change(type, pointer, ofType(type), Verdict.TYPE);
        }
    }

    private static JsonNode ofType(String type) {
        return switch (type) {
            case "an object" -> JSON.objectNode();
            case "an array" -> JSON.arrayNode();
            case "a text" -> JSON.textNode("1");
            case "a number" -> JSON.numberNode(7);
            case "a flag" -> JSON.booleanNode(true);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static JsonNode number(String digits) {
        return JSON.numberNode(new BigInteger(digits));
    }

    private static JsonNode otherCase(JsonNode word) {
        var text = word.asText();
        var lower = text.toLowerCase(Locale.ROOT);
        return JSON.textNode(text.equals(lower) ? text.toUpperCase(Locale.ROOT) : lower);
    }

    private void change(String what, String pointer, @Nullable JsonNode value, Verdict verdict) {
        var changed = full.deepCopy();
        var slash = pointer.lastIndexOf('/');
        var name = pointer.substring(slash + 1);
        edit(changed.at(pointer.substring(0, slash)), name, value);
        add(what, pointer, changed, verdict);
    }

    private static void edit(JsonNode owner, String name, @Nullable JsonNode value) {
        if (owner instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        } else if (value == null) {
            ((ObjectNode) owner).remove(name);
        } else {
            ((ObjectNode) owner).set(name, value);
        }
    }

    private void add(String what, String pointer, JsonNode payload, Verdict verdict) {
        cases.add(new SchemaCase(what, pointer, payload, verdict));
    }

    private JsonNode sample(JsonNode described) {
        var type = resolved(described);
        return switch (type.path("type").asText()) {
            case "object" -> objectSample(type);
            case "array" -> JSON.arrayNode().add(sample(type.path("items")));
            case "string" -> textSample(type);
            case "integer" -> JSON.numberNode(1);
            case "number" -> JSON.numberNode(new BigDecimal("1.1"));
            case "boolean" -> JSON.booleanNode(true);
            default -> throw new IllegalStateException("A schema of a type unknown here: " + type);
        };
    }

    private ObjectNode objectSample(JsonNode type) {
        var sample = JSON.objectNode();
        type.path("properties")
                .fields()
                .forEachRemaining(member -> sample.set(member.getKey(), sample(member.getValue())));
        return sample;
    }

    private static JsonNode textSample(JsonNode type) {
        if (type.has("enum")) {
            return type.path("enum").get(0);
        }
        return JSON.textNode(
                switch (type.path("format").asText()) {
                    case "date-time" -> TIME;
                    case "uri" -> "ftp://host/file";
                    default -> "x";
                });
    }

    private JsonNode resolved(JsonNode described) {
        var reference = described.path("$ref").asText("");
        return reference.isEmpty() ? described : schema.at(reference.substring(1));
    }

    private static boolean isRequired(JsonNode type, String name) {
        for (var required : type.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
