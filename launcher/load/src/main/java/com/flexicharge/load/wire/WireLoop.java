package com.flexicharge.load.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread with any number of WebSockets on it. Written on Java's own selectors because a general client costs as much as the server it
 * measures, on the same processors.
 */
public final class WireLoop implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 1 << 18;
    /** Any 16 bytes: the server proves with them that it speaks WebSocket, which its first frames prove as well. */
    private static final String KEY = "ZmxleGljaGFyZ2UtbG9hZA==";

    private static final long MILLISECOND = 1_000_000;
    private static final long PIECE = 100_000;
    /** Of a charger whose handshake is not answered, as real ones have it. */
    private static final long PATIENCE = 20_000_000_000L;

    final Selector selector;
    final byte[] in = new byte[LARGEST_MESSAGE];
    final OutFrame out = new OutFrame();
    final Received received = new Received();
    private final Queue<Runnable> asked = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::nanos));
    private final Thread thread;
    private volatile boolean ended;

    private record Due(long nanos, Runnable what) {}

    public WireLoop(String name) {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::run, name);
        thread.start();
    }

    /** From any thread: done soon, on the loop's. */
    public void execute(Runnable what) {
        asked.add(what);
        selector.wakeup();
    }

    /** On the loop's thread: done when {@link System#nanoTime()} is past that, late rather than early. */
    public void at(long nanoTime, Runnable what) {
        due.add(new Due(nanoTime, what));
    }

    /**
     * On the loop's thread.
     *
     * @param server   ws://host:port
     * @param path     from the first slash
     * @param protocol offered; empty: none
     */
    public void open(URI server, String path, String protocol, Listener listener) {
        try {
            var channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                    + KEY + (protocol.isEmpty() ? "" : "\r\nSec-WebSocket-Protocol: " + protocol) + "\r\n\r\n";
            var wire = new Wire(this, channel, listener, request);
            channel.register(selector, SelectionKey.OP_CONNECT, wire);
            if (channel.connect(new InetSocketAddress(server.getHost(), server.getPort()))) {
                wire.connected();
            }
            at(System.nanoTime() + PATIENCE, wire::giveUpUnlessOpen);
        } catch (IOException e) {
            throw new UncheckedIOException("No socket to " + server + " could be made", e);
        }
    }

    private void run() {
        try {
            while (!ended) {
                await();
                runAsked();
                runDue();
            }
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until something can be read or is due. A selector counts in milliseconds, so the last one is waited for in small pieces. */
    private void await() throws IOException {
        var next = due.peek();
        if (next == null) {
            selector.select(this::ready);
            return;
        }
        var left = next.nanos - System.nanoTime();
        if (left >= MILLISECOND) {
            selector.select(this::ready, left / MILLISECOND);
        } else if (selector.selectNow(this::ready) == 0 && left > 0) {
            LockSupport.parkNanos(Math.min(left, PIECE));
        }
    }

    private void runAsked() {
        for (var next = asked.poll(); next != null; next = asked.poll()) {
            next.run();
        }
    }

    private void runDue() {
        for (var next = due.peek(); next != null && next.nanos <= System.nanoTime(); next = due.peek()) {
            due.remove(next);
            next.what.run();
        }
    }

    private void ready(SelectionKey key) {
        var wire = (Wire) key.attachment();
        try {
            if (key.isValid() && key.isConnectable()) {
                wire.connected();
            }
            if (key.isValid() && key.isReadable()) {
                wire.readable();
            }
            if (key.isValid() && key.isWritable()) {
                wire.writable();
            }
        } catch (IOException e) {
            wire.close("broke: " + e.getMessage());
        }
    }

    /** Closes all its sockets; returns when the thread has ended. */
    @Override
    public void close() {
        ended = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
