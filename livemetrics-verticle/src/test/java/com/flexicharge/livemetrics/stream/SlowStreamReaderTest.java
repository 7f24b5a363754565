package com.flexicharge.livemetrics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowStreamReaderTest {
    /** More than a connection takes on its way, which is some 6 MB here. */
    private static final int EVENTS = 20_000;

    private static final String LONG = "x".repeat(1_000);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private record Filled(int n, String fill) {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Reader> readers = new LinkedBlockingQueue<>();
    private final AtomicInteger delivered = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReaderWhoIsBehindGetsTheNewestOfEachThingAndNothingOfWhatLastsIsLeftOut() throws Exception {
        var server = serve(Duration.ofSeconds(30));
        try (var slow = connect(server)) {
            var reader = reader();
            for (int i = 1; i <= EVENTS; i++) {
                reader.offer(StreamEvent.passing("s-" + 2 * i, "session", new Filled(i, LONG), "session " + i % 2));
                if (i % 5_000 == 0) {
                    reader.offer(StreamEvent.lasting("s-" + (2 * i + 1), "state", Map.of("n", i)));
                }
            }
            reader.offer(StreamEvent.lasting("s-" + 3 * EVENTS, "end", Map.of()));
            reader.finish();

            var read = readAll(slow);
            assertThat(read.length()).isLessThan(EVENTS * LONG.length() / 2);
            assertThat(read)
                    .contains("{\"n\":" + EVENTS + ",")
                    .contains("{\"n\":" + (EVENTS - 1) + ",")
                    .contains("event: state\ndata: {\"n\":5000}", "event: state\ndata: {\"n\":20000}")
                    .contains("event: end");
            var ids = read.lines()
                    .filter(line -> line.startsWith("id: s-"))
                    .map(line -> Integer.valueOf(line.substring(6)))
                    .toList();
            assertThat(ids).isSorted().doesNotHaveDuplicates();
            reader.closed().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatEachReadingChangedIsKeptWhenTheyBecomeOne() {
        var backlog = new Backlog();
        var view = new SessionView(1, "active", 2, null, null, 10, 7000, 100, 0, 333, 33, null, false, null);
        var more = view.with(new LatestReading(1, 200, 11, 7000, START, START, false));
        var most = more.with(new LatestReading(1, 300, 11, 6500, START.plusSeconds(1), START, false));
        backlog.add(StreamEvent.reading("1-1", ReadingChange.between(view, more, START), START));
        backlog.add(StreamEvent.lasting("1-2", "state", Map.of()));
        backlog.add(StreamEvent.reading("1-3", ReadingChange.between(more, most, START.plusSeconds(1)), START));

        assertThat(backlog.poll().orElseThrow().toBuffer().toString()).startsWith("id: 1-2\n");
        assertThat(backlog.poll().orElseThrow().toBuffer().toString())
                .isEqualTo("id: 1-3\nevent: reading\ndata: {\"readingAt\":\"2026-11-22T10:00:01.000Z\","
                        + "\"currentChargePercentage\":11,\"chargingPowerW\":6500,\"energyWh\":300,\"price\":100}\n\n");
        assertThat(backlog.isEmpty()).isTrue();
    }

    @Test
    void aReaderWhoTakesNothingIsCut() throws Exception {
        var server = serve(Duration.ofMillis(300));
        try (var stuck = connect(server)) {
            var reader = reader();
            for (int i = 1; i <= EVENTS; i++) {
                reader.offer(StreamEvent.passing("s-" + i, "session", new Filled(i, LONG), "session"));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> reader.closed().isComplete());
            assertThat(stuck.isConnected()).isTrue();
        }
    }

    @Test
    void aReaderWhoWouldNeedTooMuchMemoryIsCut() throws Exception {
        var server = serve(Duration.ofMinutes(5));
        try (var stuck = connect(server)) {
            var reader = reader();
            for (int i = 1; i <= EVENTS; i++) {
                reader.offer(StreamEvent.passing("s-" + i, "session", new Filled(i, LONG), "session " + i));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> reader.closed().isComplete());
            assertThat(stuck.isConnected()).isTrue();
        }
    }

    @Test
    void howLongADeliveryTookIsTold() throws Exception {
        var server = serve(Duration.ofSeconds(30));
        try (var watch = connect(server)) {
            var view = new SessionView(1, "active", 2, null, null, 10, 7000, 100, 0, 333, 33, null, false, null);
            reader().offer(StreamEvent.reading("1-1", ReadingChange.between(view, view, START), START));
            await().until(() -> delivered.get() == 1);
            assertThat(watch.isConnected()).isTrue();
        }
    }

    private HttpServer serve(Duration mostBlocked) throws Exception {
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(request -> {
                    request.response().setChunked(true);
                    var patience = new Reader.Patience(Duration.ofSeconds(15), mostBlocked);
                    readers.add(new Reader(vertx, "alice", request, patience, at -> delivered.incrementAndGet()));
                })
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private Reader reader() throws InterruptedException {
        var reader = readers.poll(5, TimeUnit.SECONDS);
        if (reader == null) {
            throw new IllegalStateException("Nobody has come");
        }
        return reader;
    }

    private static Socket connect(HttpServer server) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Until the chunk that ends it; the heads of chunks are left in. */
    private static String readAll(Socket socket) throws IOException {
        var read = new ByteArrayOutputStream();
        var buffer = new byte[65_536];
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
            int size = socket.getInputStream().read(buffer);
            if (size < 0) {
                throw new IOException("The server closed before the end");
            }
            read.write(buffer, 0, size);
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
