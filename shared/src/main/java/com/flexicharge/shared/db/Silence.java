package com.flexicharge.shared.db;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.internal.SqlConnectionInternal;

/**
 * Gives up a connection on which the server says nothing. The client's own way of closing one is to say goodbye and wait for the server to
 * hang up, which one behind a dead wire never does: what was asked of it would never end, and its place in the pool would be lost until the
 * operating system gives up, a quarter of an hour later.
 */
@ChannelHandler.Sharable
final class Silence extends ChannelInboundHandlerAdapter {
    private static final Silence ENDS_IT = new Silence();

    /** Where the transport's own look for silence stands; from behind it a close does not pass the client. */
    private static final String IDLE = "idle";

    private Silence() {}

    /** For a connection that has just been made. */
    static void endsIt(SqlConnection connection) {
        var made = ((SqlConnectionInternal) connection).unwrap().unwrap();
        var pipeline =
                ((SocketConnectionBase) made).socket().channelHandlerContext().pipeline();
        pipeline.addAfter(IDLE, "silence", ENDS_IT);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext channel, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
            channel.close();
        } else {
            super.userEventTriggered(channel, event);
        }
    }
}
