package com.flexicharge.testing;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** The two sockets of one connection through {@link FaultyProxy}. */
final class Pipe {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;
    private final AtomicInteger halvesDone = new AtomicInteger();

    Pipe(Socket client, Socket server) {
        this.client = client;
        this.server = server;
    }

    Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    void silence() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    /** One side said it sends no more; after both the connection is over, in peace. */
    void halfDone() {
        if (halvesDone.incrementAndGet() == 2) {
            closeQuietly(client);
            closeQuietly(server);
        }
    }

    boolean isOver() {
        return client.isClosed();
    }

    void reset() {
        reset(client);
        reset(server);
    }

    /** Closes with RST instead of FIN: the peer sees "connection reset", as after a crash or a firewall. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Already closed: nothing left to reset.
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The operating system lets go of it either way.
        }
    }
}
