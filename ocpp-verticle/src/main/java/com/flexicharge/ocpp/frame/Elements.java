package com.flexicharge.ocpp.frame;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The elements of the JSON array that every OCPP-J message is, whatever they are.
 *
 * @param nodes     the first five at most
 * @param count     of all elements
 * @param id        the second element, when it is a string or a number
 * @param excessive nested deeper, or a number larger, than is read: the elements before that place are here, what follows is not
 */
public record Elements(List<JsonNode> nodes, int count, Optional<MessageId> id, boolean excessive) {
    /** A CALLERROR has five; of more, only the number matters. */
    private static final int MOST = 5;

    private static final Elements NONE = new Elements(List.of(), 0, Optional.empty(), false);

    public Elements {
        nodes = List.copyOf(nodes);
    }

    /** No elements at all when the text is not JSON, no array, or an empty one. */
    public static Elements of(String text) {
        try (var parser = Json.MAPPER.getFactory().createParser(text)) {
            return parser.nextToken() == JsonToken.START_ARRAY ? read(parser) : NONE;
        } catch (IOException notJson) {
            return NONE;
        }
    }

    public JsonNode at(int index) {
        return index < nodes.size() ? nodes.get(index) : MissingNode.getInstance();
    }

    /** The third element, which is the action of a CALL; absent when it is no string. */
    public Optional<String> action() {
        return Optional.of(at(2)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /** The message type; absent when the first element is no integer. Integers beyond 32 bits are type −1: no type either. */
    public Optional<Integer> messageType() {
        var type = at(0);
        if (!type.isIntegralNumber()) {
            return Optional.empty();
        }
        return Optional.of(type.canConvertToInt() ? type.intValue() : -1);
    }

    private static Elements read(JsonParser parser) throws IOException {
        var nodes = new ArrayList<JsonNode>(MOST);
        Optional<MessageId> id = Optional.empty();
        var count = 0;
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (count == 1) {
                    id = id(parser);
                }
                if (count < MOST) {
                    nodes.add(Json.MAPPER.readTree(parser));
                } else {
                    parser.skipChildren();
                }
                count++;
            }
        } catch (StreamConstraintsException | NumberFormatException excessive) {
            // the latter escapes Jackson for an exponent beyond 32 bits
            return new Elements(nodes, count, id, true);
        }
        return parser.nextToken() == null ? new Elements(nodes, count, id, false) : NONE;
    }

    private static Optional<MessageId> id(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(MessageId.of(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(new MessageId(parser.getText(), true));
            case NOT_AVAILABLE,
                    START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL -> Optional.empty();
        };
    }
}
