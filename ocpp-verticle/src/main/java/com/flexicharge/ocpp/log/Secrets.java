package com.flexicharge.ocpp.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map.Entry;
import java.util.regex.Pattern;

/**
 * What must not be kept: the value of the configuration key {@code AuthorizationKey}, which is a charger's password, private
 * keys, and the passwords in addresses like {@code ftp://user:password@host}, wherever in a message they stand.
 */
public final class Secrets {
    static final String MASK = "***";

    private static final String AUTHORIZATION_KEY = "authorizationkey";
    private static final String PRIVATE_KEY = "private key";
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    /** What it may look through again is over at the next slash, so that no text takes long. */
    private static final Pattern ADDRESS_PASSWORD = Pattern.compile("(://[^/\\s:@]*+:)[^/\\s]*@");

    private Secrets() {}

    /** The same without passwords in its addresses. */
    public static String withoutAddressPasswords(String text) {
        return text.contains("://") ? ADDRESS_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@") : text;
    }

    /** Whether a text is worth a closer look: it names a secret, or hides its characters behind escapes. */
    static boolean suspects(String text) {
        return (text.indexOf('\\') >= 0 || text.indexOf('@') >= 0 || holdsTheWordKey(text)) && suspectsCloser(text);
    }

    /** Hardly any frame does, and all names of secrets do; so most are done with after a look that the processor is fast at. */
    private static boolean holdsTheWordKey(String text) {
        return holds(text, 'k') || holds(text, 'K');
    }

    private static boolean holds(String text, char k) {
        for (var at = text.indexOf(k); at >= 0; at = text.indexOf(k, at + 1)) {
            if (text.regionMatches(true, at, "key", 0, 3)) {
                return true;
            }
        }
        return false;
    }

    private static boolean suspectsCloser(String text) {
        var lastAt = text.lastIndexOf('@');
        for (var i = 0; i < text.length(); i++) {
            var found = switch (text.charAt(i)) {
                case 'a', 'A' -> text.regionMatches(true, i, AUTHORIZATION_KEY, 0, AUTHORIZATION_KEY.length());
                case 'p', 'P' -> text.regionMatches(true, i, PRIVATE_KEY, 0, PRIVATE_KEY.length());
                case ':' -> i < lastAt && text.startsWith("://", i);
                case '\\' -> text.startsWith("\\u", i) || (i < lastAt && text.startsWith("\\/", i));
                default -> false;
            };
            if (found) {
                return true;
            }
        }
        return false;
    }

    /** For a text that is no JSON, where nobody can say what a secret's value is. */
    static boolean isNamedIn(String text) {
        var plain = ESCAPED.matcher(text)
                .replaceAll(escape -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                .replace("\\/", "/")
                .toLowerCase(Locale.ROOT);
        return plain.contains(AUTHORIZATION_KEY)
                || plain.contains(PRIVATE_KEY)
                || ADDRESS_PASSWORD.matcher(plain).find();
    }

    /** The same with its secrets masked; equal to it when there are none. */
    public static JsonNode masked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            return masked(object);
        }
        if (node instanceof ArrayNode array) {
            var masked = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(entry -> masked.add(masked(entry)));
            return masked;
        }
        return node.isTextual() ? maskedText(node) : node;
    }

    /** Of an address only the password is hidden. */
    private static JsonNode maskedText(JsonNode node) {
        var text = withoutAddressPasswords(node.textValue());
        if (holdsSecret(text.replace(":" + MASK + "@", "@"))) {
            return TextNode.valueOf(MASK);
        }
        return text.equals(node.textValue()) ? node : TextNode.valueOf(text);
    }

    /** Of {@code {"key":"AuthorizationKey", …}} nothing but that it is there is kept. */
    private static JsonNode masked(ObjectNode object) {
        var isSecret = object.properties().stream().anyMatch(Secrets::saysItIsTheKey);
        var masked = JsonNodeFactory.instance.objectNode();
        for (var member : object.properties()) {
            var hides = isNameOfTheKey(member.getKey())
                    || (isSecret
                            && !saysItIsTheKey(member)
                            && !member.getValue().isBoolean());
            masked.set(member.getKey(), hides ? TextNode.valueOf(MASK) : masked(member.getValue()));
        }
        return masked;
    }

    /** What may quote a secret without naming it: of its texts only a status is kept, and its numbers are not. */
    static JsonNode allMasked(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var masked = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member -> masked.set(
                            member.getKey(),
                            member.getKey().equals("status")
                                    ? masked(member.getValue())
                                    : allMasked(member.getValue())));
            return masked;
        }
        if (node instanceof ArrayNode array) {
            var masked = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(entry -> masked.add(allMasked(entry)));
            return masked;
        }
        return (node.isTextual() && !node.textValue().isEmpty()) || node.isNumber() ? TextNode.valueOf(MASK) : node;
    }

    private static boolean saysItIsTheKey(Entry<String, JsonNode> member) {
        return member.getKey().equalsIgnoreCase("key")
                && isNameOfTheKey(member.getValue().asText());
    }

    private static boolean isNameOfTheKey(String text) {
        return text.strip().equalsIgnoreCase(AUTHORIZATION_KEY);
    }

    /** A sentence about the key, or JSON in a text, may hold its value. */
    private static boolean holdsSecret(String text) {
        return isNamedIn(text) && !isNameOfTheKey(text);
    }
}
