package com.flexicharge.ocpp.socket;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.http.WebSocketInternal;

/** What lies under a socket, or under the request that becomes one, where Vert.x offers no way of its own. */
final class Wire {
    private Wire() {}

    static ChannelHandlerContext of(ServerWebSocket socket) {
        return ((WebSocketInternal) socket).channelHandlerContext();
    }

    static ChannelHandlerContext of(HttpServerRequest request) {
        return ((HttpServerConnection) request.connection()).channelHandlerContext();
    }

    /** Ends the connection now, whatever is still to be written: who reads nothing does not read a close frame either. */
    static void cut(ServerWebSocket socket) {
        of(socket).close();
    }
}
