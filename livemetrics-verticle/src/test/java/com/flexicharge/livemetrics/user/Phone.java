package com.flexicharge.livemetrics.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A user's WebSocket, of the JDK, which shares no code with the server. */
public final class Phone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** How the server closed. */
    public record Close(int code, String reason) {}

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Close> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Phone(WebSocket.Builder builder, int port, String path) {
        socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Listener())
                .join();
    }

    public static Phone listen(int port, String path) {
        return new Phone(CLIENT.newWebSocketBuilder(), port, path);
    }

    static Phone listenWithHeader(int port, String path, String name, String value) {
        return new Phone(CLIENT.newWebSocketBuilder().header(name, value), port, path);
    }

    static Phone listenAs(int port, String path, String subprotocol, String... others) {
        return new Phone(CLIENT.newWebSocketBuilder().subprotocols(subprotocol, others), port, path);
    }

    /** The answer of a server that does not upgrade: status, then the header WWW-Authenticate. */
    static String refusal(Runnable connecting) {
        try {
            connecting.run();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                var response = refused.getResponse();
                return response.statusCode()
                        + response.headers()
                                .firstValue("www-authenticate")
                                .map(value -> " " + value)
                                .orElse("");
            }
            throw e;
        }
        return "101";
    }

    public String next() {
        try {
            @Nullable String frame = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).as("a frame within %s", PATIENCE).isNotNull();
            return Objects.requireNonNull(frame);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How many frames have come and were not asked for. */
    public int unread() {
        return received.size();
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void sendPart(String text) {
        socket.sendText(text, false).join();
    }

    public Close closed() {
        return closed.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Leaves, and waits until the server has let go. */
    @Override
    public void close() {
        if (!closed.isDone()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
        closed();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received.add(message.toString());
                message.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(new Close(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }
}
