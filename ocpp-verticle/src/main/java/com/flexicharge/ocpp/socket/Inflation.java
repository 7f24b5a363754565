package com.flexicharge.ocpp.socket;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.DeflateFrameServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;

/**
 * Bounds what a compressed message may become. Vert.x counts only when all of it is inflated: a megabyte of zeros is a gigabyte
 * then, and the event loop of a thousand chargers is busy with it. So the decoder that was negotiated gives way to one that
 * stops at a limit.
 */
final class Inflation {
    private static final int LEVEL = 6;
    private static final int WINDOW_BITS = 15;

    /** So that a message of exactly the limit has room. */
    private static final int SLACK_BYTES = 1024;

    private Inflation() {}

    /** To be called in the turn of the event loop in which the socket was upgraded, before it is read. */
    static void limit(ServerWebSocket socket, int maxBytes) {
        var pipeline = Wire.of(socket).pipeline();
        var negotiated = pipeline.get(WebSocketExtensionDecoder.class);
        if (negotiated != null) {
            pipeline.replace(negotiated, "bounded-inflater", bounded(negotiated, maxBytes + SLACK_BYTES));
        }
    }

    /** Whether the client resets its window between messages does not matter to a decoder that keeps it. */
    private static WebSocketExtensionDecoder bounded(WebSocketExtensionDecoder negotiated, int maxBytes) {
        var perMessage = negotiated.getClass().getSimpleName().startsWith("PerMessage");
        WebSocketServerExtensionHandshaker kind = perMessage
                ? new PerMessageDeflateServerExtensionHandshaker(LEVEL, true, WINDOW_BITS, true, true, maxBytes)
                : new DeflateFrameServerExtensionHandshaker(LEVEL, maxBytes);
        var name = perMessage ? "permessage-deflate" : "deflate-frame";
        return kind.handshakeExtension(new WebSocketExtensionData(name, Map.of()))
                .newExtensionDecoder();
    }
}
