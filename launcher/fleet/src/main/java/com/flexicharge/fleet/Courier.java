package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.fleet.ChargerHistory.Count;
import com.flexicharge.fleet.Violation.Promised;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A charger's way to its central system: comes back when the socket is lost, has one CALL on the wire, keeps messages about money over
 * disconnects and in order until they are answered (OCPP 1.6 §3.7), tells the others once. On one event loop.
 */
final class Courier implements Link.Listener {
    /** Room for messages; a charger that has no more of it stops measuring. */
    static final int MEMORY = 100;

    private static final Duration STILL_ON_ITS_WAY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final WebSocketClient client;
    private final Door door;
    private final Nature nature;
    private final Dialect dialect;
    private final Tempo tempo;
    private final RandomGenerator random;
    private final Temper temper;
    private final ChargerHistory history;

    private final Deque<Message> memory = new ArrayDeque<>();
    private final Deque<Message> notices = new ArrayDeque<>();
    private final List<Link> forgotten = new ArrayList<>();
    private @Nullable Link link;
    private @Nullable Message onWire;
    private boolean connecting;
    private boolean booted;
    private boolean hasBooted;
    private boolean firstIsGone;
    private boolean pausing;
    private boolean settling;

    Courier(
            Vertx vertx,
            WebSocketClient client,
            Door door,
            Nature nature,
            RandomGenerator random,
            ChargerHistory history) {
        this.vertx = vertx;
        this.client = client;
        this.door = door;
        this.nature = nature;
        this.dialect = nature.dialect();
        this.tempo = nature.tempo();
        this.random = random;
        this.temper = nature.temper();
        this.history = history;
    }

    /** About money: kept until it is answered. */
    void remember(Message message) {
        memory.add(message);
        next();
    }

    /** Before all else that is about money. */
    void rememberFirst(Message message) {
        memory.addFirst(message);
    }

    /** Told if the charger is connected, and only then. */
    void tell(String action, String payload, Consumer<JsonNode> whenAnswered) {
        if (booted && notices.size() < MEMORY) {
            notices.add(new Message(action, () -> payload, whenAnswered, code -> {}));
            next();
        }
    }

    boolean isFull() {
        return memory.size() >= MEMORY;
    }

    boolean isConnected() {
        return link != null && link.isOpen();
    }

    /** Does no odd things any more. */
    void settle() {
        settling = true;
    }

    boolean isSettling() {
        return settling;
    }

    boolean isSettled() {
        return memory.isEmpty()
                && notices.isEmpty()
                && onWire == null
                && booted
                && isConnected()
                && forgotten.isEmpty();
    }

    @Override
    public String toString() {
        var waiting = memory.peek();
        return history.serial + (booted ? " connected, " : " not connected, ") + memory.size() + " messages wait"
                + (waiting == null ? "" : ", first " + waiting.action)
                + (onWire == null ? "" : ", " + onWire.action + " unanswered")
                + (forgotten.isEmpty() ? "" : ", " + forgotten.size() + " replaced sockets are still open");
    }

    void connect() {
        if (link != null || connecting) {
            return;
        }
        connecting = true;
        var options = new WebSocketConnectOptions()
                .setHost(door.host())
                .setPort(door.port())
                .setURI(dialect.path(history.serial))
                .setTimeout(tempo.patience().toMillis())
                .addSubProtocol("ocpp1.6");
        client.connect(options).onComplete(done -> {
            connecting = false;
            if (done.succeeded()) {
                history.count(Count.SOCKETS);
                link = new Link(vertx, done.result(), dialect, this, random);
                boot();
            } else {
                later(tempo.reconnect(), this::connect);
            }
        });
    }

    private void boot() {
        notices.clear();
        if (hasBooted && !dialect.bootsOnConnect()) {
            accepted();
            next();
            return;
        }
        notices.add(new Message(
                "BootNotification", () -> dialect.boot(nature.make()), answer -> accepted(), code -> drop()));
        next();
    }

    /** What was on its way on a replaced socket may still come, for a while. */
    private void accepted() {
        booted = true;
        hasBooted = true;
        var now = link;
        vertx.setTimer(STILL_ON_ITS_WAY.toMillis(), due -> firstIsGone = firstIsGone || now == link);
    }

    /** Loses its socket without a word. */
    void drop() {
        var dropped = link;
        if (dropped != null) {
            dropped.drop();
            gone();
            later(tempo.reconnect(), this::connect);
        }
    }

    /** Opens another socket and forgets the first, which stays open. */
    void secondSocket() {
        var first = link;
        if (first != null && first.isOpen()) {
            forgotten.add(first);
            first.probe(tempo.patience());
            gone();
            connect();
        }
    }

    private void gone() {
        link = null;
        onWire = null;
        booted = false;
        firstIsGone = false;
    }

    @Override
    public void closed(Link closed) {
        if (!forgotten.remove(closed) && link == closed) {
            gone();
            later(tempo.reconnect(), this::connect);
        }
    }

    private void next() {
        forgetHopelessStart();
        var message = notices.isEmpty() && booted ? memory.peek() : notices.peek();
        if (link == null || onWire != null || pausing || message == null) {
            return;
        }
        onWire = message;
        history.count(message.attempts() > 0 ? Count.REPEATED : Count.SENT);
        link.call(message.frame(temper.keepsIds(), dialect));
        if (!settling && message == memory.peek() && Temper.happens(temper.drops(), random)) {
            drop();
        } else {
            giveUpLater(message, message.attempts());
        }
    }

    private void giveUpLater(Message message, int attempt) {
        vertx.setTimer(tempo.patience().toMillis(), late -> {
            if (onWire == message && message.attempts() == attempt) {
                history.count(Count.UNANSWERED);
                drop();
            }
        });
    }

    private void forgetHopelessStart() {
        var first = memory.peek();
        if (onWire == null
                && temper.impatient()
                && first != null
                && first.action.equals("StartTransaction")
                && first.attempts() >= 2) {
            memory.remove();
        }
    }

    @Override
    public void answered(Link from, String id, JsonNode payload) {
        var message = answeredBy(from, id);
        if (message != null) {
            history.count(Count.ACKNOWLEDGED);
            done(message);
            message.answered(payload);
            next();
        }
    }

    @Override
    public void refused(Link from, String id, String code) {
        var message = answeredBy(from, id);
        if (message == null) {
            return;
        }
        history.refused(code);
        if (code.equals("InternalError") && !notices.contains(message)) {
            tryLater();
        } else {
            done(message);
            message.refused(code);
            next();
        }
    }

    private @Nullable Message answeredBy(Link from, String id) {
        var message = onWire;
        return from == link && message != null && message.isAnsweredBy(id) ? message : null;
    }

    private void done(Message message) {
        onWire = null;
        if (!notices.remove(message)) {
            memory.remove(message);
        }
    }

    /** The central system cannot just now. */
    private void tryLater() {
        onWire = null;
        pausing = true;
        later(tempo.reconnect(), () -> {
            pausing = false;
            next();
        });
    }

    @Override
    public String called(Link from, String action, JsonNode payload) {
        history.count(Count.CALLED);
        if (action.equals("DataTransfer")) {
            history.markers.merge(payload.path("data").asText(), 1, Integer::sum);
        }
        if (from != link && firstIsGone) {
            history.violated(Promised.ONE_OWNER, "was sent " + action + " on a socket it had replaced");
        }
        return nature.orders().called(action, payload);
    }

    @Override
    public void wrong(Promised promise, String what) {
        history.violated(promise, what);
    }

    void later(Duration about, Runnable what) {
        laterBy(Tempo.drawn(about, random), what);
    }

    void laterBy(long millis, Runnable what) {
        vertx.setTimer(millis, due -> what.run());
    }
}
