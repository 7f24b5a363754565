package com.flexicharge.transaction.http;

import com.fasterxml.jackson.databind.node.TextNode;
import com.flexicharge.shared.http.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** A text that mostly is JSON, as part of an answer: as JSON where it is, else as text. */
final class SentText {
    private SentText() {}

    static Object shown(String text) {
        try {
            return Json.read(Buffer.buffer(text));
        } catch (IOException notJson) {
            return TextNode.valueOf(text);
        }
    }
}
