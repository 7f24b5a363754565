package com.flexicharge.livemetrics.user;

import com.flexicharge.livemetrics.Deliveries;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The user sockets of this process, by user. Usable from any thread; each socket's own work runs on its event loop. */
public final class UserSockets {
    /** Some 25 KB each: 1.2 GB. A process that has so many is full. */
    private static final int MOST = 50_000;

    /** More than the devices of a person, less than a loop that forgets to close. */
    private static final int MOST_OF_A_USER = 50;

    private final int mostOfAUser;
    private final Map<String, List<UserSocket>> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Timer delivery;
    private final Counter leftOut;
    private volatile boolean stopping;

    public UserSockets(MeterRegistry meters) {
        this(meters, MOST_OF_A_USER);
    }

    UserSockets(MeterRegistry meters, int mostOfAUser) {
        this.mostOfAUser = mostOfAUser;
        this.delivery = Deliveries.timer(meters, "socket");
        this.leftOut = Counter.builder("flexicharge.livemetrics.leftout")
                .description("Readings never sent to a person who reads slowly, because a newer one says more")
                .register(meters);
        Gauge.builder("flexicharge.livemetrics.user.sockets", open, AtomicInteger::get)
                .description("Open sockets of users")
                .register(meters);
    }

    Timer delivery() {
        return delivery;
    }

    Counter leftOut() {
        return leftOut;
    }

    /** Hands a frame to every socket of its user, in the order of the calls. */
    public void deliver(LiveFrame frame) {
        @Nullable String userID = frame.userID();
        if (userID != null) {
            of(userID).forEach(socket -> socket.send(frame));
        }
    }

    /** What is held for a user, by kind; a socket that is closing is a socket still, but no subscription. */
    public Map<String, Integer> heldFor(String userID) {
        var sockets = of(userID);
        long subscriptions =
                sockets.stream().filter(socket -> !socket.isClosing()).count();
        return Map.of(
                "sockets",
                sockets.size(),
                "subscriptions",
                Math.toIntExact(subscriptions),
                "buffers",
                sockets.stream().mapToInt(UserSocket::waiting).sum());
    }

    /** Takes no more sockets and closes all; completes when the last is gone. */
    public Future<Void> stop() {
        stopping = true;
        return Future.join(byUser.values().stream()
                        .flatMap(List::stream)
                        .map(UserSocket::goAway)
                        .toList())
                .mapEmpty();
    }

    /** @return whether there was room; it leaves by itself when it is closed */
    boolean add(UserSocket socket) {
        if (stopping || open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            return false;
        }
        var sockets = byUser.compute(
                socket.userID(), (user, others) -> others == null ? List.of(socket) : withRoom(others, socket));
        if (!sockets.contains(socket)) {
            open.decrementAndGet();
            return false;
        }
        socket.closed().onComplete(gone -> remove(socket));
        return true;
    }

    private List<UserSocket> withRoom(List<UserSocket> others, UserSocket socket) {
        return others.size() < mostOfAUser
                ? Stream.concat(others.stream(), Stream.of(socket)).toList()
                : others;
    }

    private void remove(UserSocket socket) {
        open.decrementAndGet();
        byUser.computeIfPresent(socket.userID(), (user, sockets) -> {
            var others = sockets.stream().filter(other -> other != socket).toList();
            return others.isEmpty() ? null : others;
        });
    }

    private List<UserSocket> of(String userID) {
        return byUser.getOrDefault(userID, List.of());
    }
}
