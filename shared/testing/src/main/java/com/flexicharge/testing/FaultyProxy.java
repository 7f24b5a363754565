package com.flexicharge.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP proxy on one address of this machine that a test puts before a database or a socket and then breaks: connections reset, refused,
 * delayed, or open but silent. It starts healthy, works on any thread, and stays broken until {@link #heal()}.
 */
public final class FaultyProxy implements AutoCloseable {
    private final String targetHost;
    private final int targetPort;
    private final ServerSocket listener;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;
    private final Gate requests = new Gate();
    private final Gate replies = new Gate();

    private FaultyProxy(String targetHost, int targetPort, ServerSocket listener) {
        this.targetHost = targetHost;
        this.targetPort = targetPort;
        this.listener = listener;
    }

    /** On 127.0.0.1. */
    public static FaultyProxy before(String host, int port) {
        return before(host, port, InetAddress.getLoopbackAddress());
    }

    /** @param own address of this machine, on which it listens */
    public static FaultyProxy before(String host, int port, InetAddress own) {
        try {
            var listener = new ServerSocket(0, 1024, own);
            var proxy = new FaultyProxy(host, port, listener);
            daemon("faulty-proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy found no port to listen on", e);
        }
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections are open through it now. */
    public int connections() {
        return (int) pipes.stream().filter(pipe -> !pipe.isOver()).count();
    }

    /** Resets all open connections; new ones are served. */
    public void cut() {
        pipes.forEach(Pipe::reset);
    }

    /** Open connections go silent for good, as when a firewall forgot them; new ones are served. Healing does not help them. */
    public void forget() {
        pipes.forEach(Pipe::silence);
    }

    /** The server is down: all open connections and all later attempts are reset. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Half-open: connections stay and can be made, but nothing passes. What is held back passes after {@link #heal()}. */
    public void hold() {
        requests.close();
        replies.close();
    }

    /** The server gets and does everything, but nobody hears of it: with {@link #cut()} afterwards the answers are lost. */
    public void holdReplies() {
        replies.close();
    }

    /** Each piece read from either side is passed on that much later; throughput falls with it. */
    public void delay(Duration perPiece) {
        delay = perPiece;
    }

    /** Ends every fault. Connections that were cut stay cut. */
    public void heal() {
        refusing = false;
        delay = Duration.ZERO;
        requests.open();
        replies.open();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            heal();
            cut();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // The listener was closed, which ends the loop.
            }
        }
    }

    /** Registered before it reaches the server, so that a connection the server has seen is one that {@link #cut()} sees. */
    private void serve(Socket client) {
        var pipe = new Pipe(client, new Socket());
        pipes.add(pipe);
        try {
            if (refusing) {
                throw new ConnectException("refused as told");
            }
            pipe.server().connect(new InetSocketAddress(targetHost, targetPort));
            daemon("faulty-proxy-requests", () -> pump(pipe, pipe.client(), pipe.server(), requests));
            daemon("faulty-proxy-replies", () -> pump(pipe, pipe.server(), pipe.client(), replies));
        } catch (IOException e) {
            pipe.reset();
            pipes.remove(pipe);
        }
    }

    /** Memory: one buffer a direction; while a gate is closed TCP holds the sender back. */
    private void pump(Pipe pipe, Socket from, Socket to, Gate gate) {
        var buffer = new byte[16 * 1024];
        try {
            for (int size = from.getInputStream().read(buffer);
                    size >= 0;
                    size = from.getInputStream().read(buffer)) {
                Thread.sleep(delay.toMillis());
                gate.pass();
                if (!pipe.isSilent()) {
                    to.getOutputStream().write(buffer, 0, size);
                }
            }
            if (!pipe.isSilent()) {
                to.shutdownOutput();
            }
            pipe.halfDone();
        } catch (IOException e) {
            pipe.reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pipe.reset();
        } finally {
            if (pipe.isOver()) {
                pipes.remove(pipe);
            }
        }
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
