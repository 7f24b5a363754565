package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK, which shares no code with the server: sends frames as written, and hands out what came, in order. */
public final class TestSocket implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final WebSocket socket;

    private TestSocket(WebSocket.Builder builder, URI uri) {
        socket =
                builder.connectTimeout(PATIENCE).buildAsync(uri, new Listener()).join();
    }

    public static TestSocket connect(String uri, String... subprotocols) {
        var builder = HttpClient.newHttpClient().newWebSocketBuilder();
        if (subprotocols.length > 0) {
            var others = java.util.Arrays.copyOfRange(subprotocols, 1, subprotocols.length);
            builder.subprotocols(subprotocols[0], others);
        }
        return new TestSocket(builder, URI.create(uri));
    }

    /** @return the HTTP status that the server answers with instead of opening a socket */
    public static int refusal(String uri) {
        try (var opened = connect(uri)) {
            throw new AssertionError("The server let a socket in at " + opened.socket);
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** A strict charger at its door: what it knows, and over what it comes. */
    public record Visit(
            String uri,
            @Nullable SSLContext tls,
            @Nullable String user,
            @Nullable String password) {
        public TestSocket enter() {
            var client = HttpClient.newBuilder();
            if (tls != null) {
                client.sslContext(tls);
            }
            var builder = client.build().newWebSocketBuilder().subprotocols("ocpp1.6");
            if (user != null && password != null) {
                builder.header("Authorization", basic(user, password));
            }
            return new TestSocket(builder, URI.create(uri));
        }

        private static String basic(String user, String password) {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        /** @return the HTTP status it is sent away with; 0: TLS itself did not come about */
        public int refusal() {
            try (var opened = enter()) {
                throw new AssertionError("The server let a socket in at " + opened.socket);
            } catch (CompletionException e) {
                if (e.getCause() instanceof WebSocketHandshakeException refused) {
                    return refused.getResponse().statusCode();
                }
                if (e.getCause() instanceof IOException) {
                    return 0;
                }
                throw e;
            }
        }
    }

    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** The next frame; waits for it. */
    public String next() {
        try {
            @Nullable String frame = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).as("a frame within %s", PATIENCE).isNotNull();
            return java.util.Objects.requireNonNull(frame);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a CALL and expects exactly this answer next. */
    void call(String frame, String answer) {
        send(frame);
        assertThat(next()).isEqualTo(answer);
    }

    /** What has come and was not asked for yet. */
    public int unread() {
        return received.size();
    }

    public int closeCode() {
        return closeCode.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Harmless when the socket is closed or aborted already. */
    @Override
    public void close() {
        if (!socket.isOutputClosed()) {
            // The other side may close it at this very moment, and the answer to that closes the output too.
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .exceptionally(closed -> socket)
                    .join();
            closeCode();
        }
    }

    /** As a charger that loses its power: no close frame. */
    public void abort() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closeCode.complete(statusCode);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closeCode.complete(1006);
        }
    }
}
