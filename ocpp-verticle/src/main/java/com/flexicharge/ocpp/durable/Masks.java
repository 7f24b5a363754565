package com.flexicharge.ocpp.durable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.flexicharge.ocpp.message.Action;
import java.util.Optional;

/** Keeps a charger's password out of every row and every answer: it is on the wire, and sealed until then. */
final class Masks {
    static final String MASKED = "***";

    /** Shorter ones are no passwords (16 bytes at least), and would be found in any text. */
    private static final int LEAST_CHARACTERS = 4;

    private static final String AUTHORIZATION_KEY = "AuthorizationKey";

    private Masks() {}

    /** The password that a request sets. */
    static Optional<String> secret(Action action, JsonNode request) {
        return action == Action.CHANGE_CONFIGURATION && isAuthorizationKey(request.path("key"))
                ? Optional.of(request.path("value").asText())
                : Optional.empty();
    }

    static ObjectNode request(Action action, ObjectNode request) {
        return secret(action, request).isEmpty() ? request : request.deepCopy().put("value", MASKED);
    }

    /**
     * What a charger answered.
     *
     * @param secret of the request; a charger may say it again
     */
    static JsonNode answer(JsonNode answer, Optional<String> secret) {
        var masked = answer.deepCopy();
        for (var key : masked.path("configurationKey")) {
            if (key instanceof ObjectNode object && isAuthorizationKey(key.path("key")) && key.has("value")) {
                object.put("value", MASKED);
            }
        }
        return echo(masked, secret);
    }

    static String echo(String text, Optional<String> secret) {
        return secret.filter(word -> word.length() >= LEAST_CHARACTERS)
                .map(word -> text.replace(word, MASKED))
                .orElse(text);
    }

    /** Keys have no letter case (OCPP 1.6 §7.29, CiString). */
    private static boolean isAuthorizationKey(JsonNode name) {
        return AUTHORIZATION_KEY.equalsIgnoreCase(name.asText());
    }

    /** The nodes are ours: a copy was made. At most 64 levels, as it was read. */
    private static JsonNode echo(JsonNode node, Optional<String> secret) {
        if (secret.isEmpty()) {
            return node;
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(echo(member.getValue(), secret)));
        } else if (node instanceof ArrayNode array) {
            for (var index = 0; index < array.size(); index++) {
                array.set(index, echo(array.get(index), secret));
            }
        } else if (node.isTextual()) {
            return TextNode.valueOf(echo(node.textValue(), secret));
        }
        return node;
    }
}
