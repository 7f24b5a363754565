package com.flexicharge.livemetrics.stream;

import com.flexicharge.livemetrics.Deliveries;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** All readers of this process, counted. Usable from any thread. */
final class Readers {
    /** Some 25 KB each: 250 MB. A process that has so many is full. */
    static final int MOST = 10_000;

    private final int most;
    private final int mostOfAUser;
    private final Clock clock;
    private final Timer delivery;
    private final Set<Reader> open = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Integer> byUser = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Readers(int most, int mostOfAUser, Clock clock, MeterRegistry meters) {
        this.most = most;
        this.mostOfAUser = mostOfAUser;
        this.clock = clock;
        this.delivery = Deliveries.timer(meters, "stream");
        Gauge.builder("flexicharge.livemetrics.readers", open, Set::size)
                .description("People's open event streams")
                .register(meters);
    }

    /** Whether one more of this user fits; those that come at once may exceed the bound by as many as there are event loops. */
    boolean hasRoom(String userID) {
        return !stopping && open.size() < most && byUser.getOrDefault(userID, 0) < mostOfAUser;
    }

    /** It leaves by itself when it is closed. */
    void add(Reader reader) {
        open.add(reader);
        byUser.merge(reader.userID(), 1, Integer::sum);
        reader.closed().onComplete(gone -> {
            open.remove(reader);
            byUser.computeIfPresent(reader.userID(), (user, count) -> count == 1 ? null : count - 1);
        });
        if (stopping) {
            reader.goAway();
        }
    }

    /** To be told when the frame came in that was just handed to a person's connection. */
    Consumer<Instant> delivered() {
        return heardAt -> delivery.record(Duration.between(heardAt, clock.instant()));
    }

    /** Takes no more readers and ends all streams; completes when the last is gone. */
    Future<Void> stop() {
        stopping = true;
        var all = List.copyOf(open);
        all.forEach(Reader::goAway);
        return Future.join(all.stream().map(Reader::closed).toList()).mapEmpty();
    }
}
