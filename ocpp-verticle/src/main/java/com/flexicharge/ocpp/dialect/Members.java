package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.message.Decimals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The members of a FlexiCharge payload, found whatever their spelling: {@code idTag}, {@code id_tag} and {@code idTAG} are one. */
final class Members {
    private final JsonNode payload;
    private final Map<String, JsonNode> byPlainName = new HashMap<>();

    Members(JsonNode payload) {
        this.payload = payload;
        payload.fields().forEachRemaining(member -> byPlainName.putIfAbsent(plain(member.getKey()), member.getValue()));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** The member with OCPP's spelling, else any other spelling of it; null counts as absent. */
    Optional<JsonNode> find(String name) {
        var exact = payload.get(name);
        var member = exact == null ? byPlainName.get(plain(name)) : exact;
        return Optional.ofNullable(member).filter(node -> !node.isNull());
    }

    /** Whether the member, if there, is spelled as in OCPP. */
    boolean isSpelledRight(String name) {
        return payload.has(name) || !byPlainName.containsKey(plain(name));
    }

    boolean hasNull() {
        return byPlainName.values().stream().anyMatch(JsonNode::isNull);
    }

    /** A text or number as text, cut to OCPP's limit; absent when empty. */
    Optional<String> text(String name, int most) {
        return find(name)
                .filter(JsonNode::isValueNode)
                .map(node -> Texts.cut(node.asText(), most))
                .filter(text -> !text.isEmpty());
    }

    /** A number, or a text that says one. */
    Optional<BigDecimal> number(String name) {
        return find(name).flatMap(Members::number);
    }

    static Optional<BigDecimal> number(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.decimalValue());
        }
        return node.isTextual() ? Decimals.parse(node.textValue()) : Optional.empty();
    }
}
