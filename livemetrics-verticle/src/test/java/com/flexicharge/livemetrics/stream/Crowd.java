package com.flexicharge.livemetrics.stream;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Thousands who watch one session, in a process of their own: a process may have no more than some 20,000 files open. Says on its
 * output how many have seen a snapshot, a reading and the end, whenever one of the three is complete.
 */
final class Crowd {
    /** The server accepts this many at once without any being refused. */
    private static final int COMING_AT_ONCE = 100;

    private static final String[] EVENTS = {"event: snapshot", "event: reading", "event: end"};

    private final Selector selector = Selector.open();
    private final Queue<String> toCome = new ArrayDeque<>();
    private final int[] seen = new int[EVENTS.length];
    private final int port;
    private final int count;
    private int coming;

    private static final class Watcher {
        private final StringBuilder text = new StringBuilder();
        private int stage;
    }

    private Crowd(int port, int count) throws IOException {
        this.port = port;
        this.count = count;
    }

    /** @param args port, path, number of people, then a token for each in turn */
    public static void main(String[] args) throws IOException {
        var crowd = new Crowd(Integer.parseInt(args[0]), Integer.parseInt(args[2]));
        for (int i = 0; i < crowd.count; i++) {
            crowd.toCome.add("GET " + args[1] + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + args[3 + i % (args.length - 3)] + "\r\n\r\n");
        }
        crowd.watch();
    }

    private void watch() throws IOException {
        var buffer = ByteBuffer.allocate(64 * 1024);
        while (seen[EVENTS.length - 1] < count) {
            come();
            selector.select(1_000);
            for (var keys = selector.selectedKeys().iterator(); keys.hasNext(); keys.remove()) {
                read(keys.next(), buffer.clear());
            }
        }
    }

    private void come() throws IOException {
        while (coming < COMING_AT_ONCE && !toCome.isEmpty()) {
            var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.write(ByteBuffer.wrap(toCome.remove().getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Watcher());
            coming++;
        }
    }

    private void read(SelectionKey key, ByteBuffer buffer) throws IOException {
        var watcher = (Watcher) key.attachment();
        int size = ((SocketChannel) key.channel()).read(buffer);
        if (size < 0) {
            throw new IOException("The server closed after: " + watcher.text);
        }
        watcher.text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
        while (watcher.stage < EVENTS.length && watcher.text.indexOf(EVENTS[watcher.stage]) >= 0) {
            seen[watcher.stage]++;
            if (watcher.stage == 0) {
                coming--;
            }
            if (seen[watcher.stage] == count) {
                System.out.println(EVENTS[watcher.stage]);
            }
            watcher.stage++;
            watcher.text.setLength(0);
        }
    }
}
