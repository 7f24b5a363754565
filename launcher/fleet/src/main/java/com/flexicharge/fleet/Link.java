package com.flexicharge.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * One socket of a charger. Answers the CALLs that come over it, and notes when there is a second one before the first was answered. On
 * its charger's event loop.
 */
final class Link {
    /** What the charger's own side of a socket is told. */
    interface Listener {
        void answered(Link link, String id, JsonNode payload);

        void refused(Link link, String id, String code);

        /** @return the payload of the CALLRESULT */
        String called(Link link, String action, JsonNode payload);

        void closed(Link link);

        /** Something no central system may do. */
        void wrong(Violation.Promised promise, String what);
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration THINKING = Duration.ofMillis(20);

    private final Vertx vertx;
    private final WebSocket socket;
    private final Dialect dialect;
    private final Listener listener;
    private final RandomGenerator random;
    private final Set<String> called = new HashSet<>();
    /** By the id of each CALL: how often it was sent here, less the answers. One that cannot be taken just now is sent again. */
    private final Map<String, Integer> owed = new HashMap<>();

    private boolean open = true;

    Link(Vertx vertx, WebSocket socket, Dialect dialect, Listener listener, RandomGenerator random) {
        this.vertx = vertx;
        this.dialect = dialect;
        this.socket = socket;
        this.listener = listener;
        this.random = random;
        socket.textMessageHandler(this::received);
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(gone -> {
            open = false;
            listener.closed(this);
        });
    }

    boolean isOpen() {
        return open;
    }

    /** A CALL of the charger's. */
    void call(String frame) {
        owed.merge(frame.split("\"", 3)[1], 1, Integer::sum);
        send(frame);
    }

    private void send(String frame) {
        socket.writeTextMessage(frame);
    }

    /** Dropped if the wire turns out to be dead: on that nobody could see what the server does with the socket. */
    void probe(Duration patience) {
        var alive = new AtomicBoolean();
        socket.pongHandler(pong -> alive.set(true));
        socket.writePing(Buffer.buffer());
        vertx.setTimer(patience.toMillis(), due -> {
            if (open && !alive.get()) {
                drop();
            }
        });
    }

    /** Without a close frame, as when the power goes. */
    void drop() {
        open = false;
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    private void received(String frame) {
        try {
            var message = JSON.readTree(frame);
            switch (message.path(0).asInt()) {
                case 2 -> called(message);
                case 3 -> {
                    once(message.path(1).asText());
                    listener.answered(this, message.path(1).asText(), dialect.payload(message));
                }
                case 4 -> {
                    once(message.path(1).asText());
                    listener.refused(
                            this, message.path(1).asText(), message.path(2).asText());
                }
                default -> listener.wrong(Violation.Promised.ONE_CALL_AT_A_TIME, "was sent " + frame);
            }
        } catch (JsonProcessingException e) {
            listener.wrong(Violation.Promised.ONE_CALL_AT_A_TIME, "was sent what is not JSON: " + frame);
        }
    }

    private void once(String id) {
        if (dialect.hasIds() && owed.merge(id, -1, Integer::sum) < 0) {
            listener.wrong(Violation.Promised.ONE_CALL_AT_A_TIME, "got one answer too many to " + id);
        }
    }

    private void called(JsonNode message) {
        var id = message.path(1).asText();
        if (!called.isEmpty()) {
            listener.wrong(Violation.Promised.ONE_CALL_AT_A_TIME, "got CALL " + id + " before it answered " + called);
        }
        called.add(id);
        var action = message.path(2).asText();
        var payload = listener.called(this, action, message.path(3));
        vertx.setTimer(Tempo.drawn(THINKING, random), waited -> {
            called.remove(id);
            if (open) {
                send(dialect.result(id, action, payload));
            }
        });
    }
}
