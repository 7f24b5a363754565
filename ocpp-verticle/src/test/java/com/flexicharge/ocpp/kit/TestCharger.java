package com.flexicharge.ocpp.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A charger as a test plays it: sends literal frames and sees literal frames. For one thread. */
public final class TestCharger {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern CALL = Pattern.compile("\\[2,\"([^\"]{1,36})\",(.*)", Pattern.DOTALL);

    private final WebSocket socket;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    TestCharger(WebSocket socket) {
        this.socket = socket;
        socket.textMessageHandler(received::add);
        socket.closeHandler(gone -> closed = true);
    }

    public TestCharger send(String frame) {
        socket.writeTextMessage(frame);
        return this;
    }

    public TestCharger sendBinary(String frame) {
        socket.writeBinaryMessage(Buffer.buffer(frame));
        return this;
    }

    /** The next frame is this one, character for character. */
    public TestCharger gets(String frame) {
        assertThat(next()).isEqualTo(frame);
        return this;
    }

    /** The next frame is a CALL of this action and payload. @return its id */
    public String getsCall(String actionAndPayload) {
        var frame = next();
        var call = CALL.matcher(frame);
        assertThat(call.matches()).as("a CALL: %s", frame).isTrue();
        assertThat(call.group(2)).isEqualTo(actionAndPayload + "]");
        return Objects.requireNonNull(call.group(1));
    }

    public String next() {
        try {
            var frame = received.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(frame).as("a frame").isNotNull();
            return Objects.requireNonNull(frame);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Frames received and not yet looked at. */
    public List<String> unread() {
        return List.copyOf(received);
    }

    /** Closed by the server, with this code. */
    public TestCharger isClosedWith(int code) {
        await("the close")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> closed);
        assertThat(socket.closeStatusCode()).isEqualTo((short) code);
        return this;
    }

    public boolean isOpen() {
        return !closed;
    }

    public void close() {
        socket.close();
        await("the close")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(PATIENCE)
                .until(() -> closed);
    }

    /** Closes without waiting for the server. */
    public void leave() {
        socket.close();
    }

    /** So much of what it sent is still its own that it should send no more. */
    public boolean isHeldBack() {
        return socket.writeQueueFull();
    }

    /** Reads nothing any more, until {@link #readOn}. */
    public void stopReading() {
        socket.pause();
    }

    public void readOn() {
        socket.resume();
    }
}
