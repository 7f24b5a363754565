package com.flexicharge.livemetrics.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.CountChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.CountSessions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole fleet, as operators hear of it: what is new of each charger and session once a second, and the figures of all when they
 * have changed. Touched on the verticle's event loop only, but for {@link #join}. While nobody watches it does nothing.
 *
 * <p>Bounds: of each charger and session one piece of news waits, of the newest {@link #MOST_WAITING}; a second tells {@link
 * #MOST_A_SECOND} of them.
 */
final class FleetStream {
    static final Duration BETWEEN_NEWS = Duration.ofSeconds(1);

    private static final String NAME = "fleet";
    private static final int MOST_WAITING = 20_000;

    /** More than a screen shows, less than a browser drowns in. */
    private static final int MOST_A_SECOND = 500;

    private static final Duration BETWEEN_OVERVIEWS = Duration.ofSeconds(2);
    private static final Logger LOG = LoggerFactory.getLogger(FleetStream.class);

    /** What is new of a charger; absent members are as they were. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record ChargerNews(
            int connectorID,
            @Nullable Integer connector,
            @Nullable String status,
            @Nullable Boolean connected) {}

    /** What is new of a session; absent members are as they were. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record SessionNews(
            int transactionID,
            int connectorID,
            String state,
            @Nullable Integer currentChargePercentage,
            @Nullable Integer chargingPowerW,
            @Nullable Long energyWh,
            @Nullable Instant readingAt) {}

    private record News(String event, Object data) {}

    private final Context own;
    private final Bus bus;
    private final Clock clock;
    private final FleetRepository repository;
    private final EventNumbers numbers;
    private final RecentEvents recent;
    private final Set<Reader> readers = new LinkedHashSet<>();

    /** By what it is about, in the order in which it began to wait. */
    private final Map<String, News> waiting = new LinkedHashMap<>();

    private Optional<Overview> overview = Optional.empty();
    private Future<Void> counting = Future.succeededFuture();

    FleetStream(Vertx vertx, Bus bus, Clock clock, FleetRepository repository, int mark, int mostRecent) {
        this.own = vertx.getOrCreateContext();
        this.bus = bus;
        this.clock = clock;
        this.repository = repository;
        this.numbers = new EventNumbers(clock, mark);
        this.recent = new RecentEvents(mostRecent, numbers);
    }

    /** From any thread. */
    void join(Optional<EventId> lastHeard, Reader reader) {
        own.runOnContext(turn -> joinNow(lastHeard, reader));
    }

    private void joinNow(Optional<EventId> lastHeard, Reader reader) {
        var number = lastHeard.filter(id -> id.stream().equals(NAME)).map(EventId::number);
        var missed = number.flatMap(recent::after);
        number.ifPresent(numbers::passBeyond);
        reader.closed().onComplete(gone -> own.runOnContext(turn -> leave(reader)));
        readers.add(reader);
        missed.ifPresentOrElse(
                events -> events.forEach(reader::offer),
                () -> freshOverview()
                        .onComplete(counted -> overview.ifPresent(
                                now -> reader.offer(StreamEvent.lasting(id(numbers.next()), "snapshot", now)))));
    }

    private void leave(Reader reader) {
        readers.remove(reader);
        if (readers.isEmpty()) {
            recent.lose(numbers.next());
            waiting.clear();
        }
    }

    /** STATUS_CHANGED. */
    void status(StatusChanged event) {
        note(
                "charger " + event.connectorID() + "/" + event.connector(),
                "charger",
                new ChargerNews(
                        event.connectorID(), event.connector(), event.status().word(), null));
    }

    /** CONNECTION_CHANGED. */
    void connection(ConnectionChanged event) {
        note(
                "charger " + event.connectorID(),
                "charger",
                new ChargerNews(event.connectorID(), null, null, event.connected()));
    }

    /** LIVE_FRAME. */
    void told(LiveFrame frame) {
        var reading = frame.reading();
        var news = reading == null
                ? new SessionNews(frame.transactionID(), frame.connectorID(), "ended", null, null, null, null)
                : new SessionNews(
                        frame.transactionID(),
                        frame.connectorID(),
                        "active",
                        reading.percent(),
                        reading.powerW(),
                        reading.energyWh(),
                        SessionView.at(reading));
        note("session " + frame.transactionID(), "session", news);
    }

    /** A session began that has no reading yet. */
    void started(int transactionID, int connectorID) {
        note(
                "session " + transactionID,
                "session",
                new SessionNews(transactionID, connectorID, "active", null, null, 0L, null));
    }

    /** Once a second. */
    Future<Void> tellNews() {
        int told = 0;
        for (Iterator<Map.Entry<String, News>> news = waiting.entrySet().iterator();
                news.hasNext() && told < MOST_A_SECOND;
                told++) {
            var next = news.next();
            news.remove();
            tell(next.getValue().event(), next.getValue().data(), next.getKey());
        }
        if (!readers.isEmpty() && isOld()) {
            var before = overview;
            return freshOverview()
                    .onSuccess(counted -> overview.filter(now -> before.isEmpty() || !now.saysTheSameAs(before.get()))
                            .ifPresent(now -> tell("overview", now, "overview")));
        }
        return Future.succeededFuture();
    }

    private boolean isOld() {
        return overview.isEmpty()
                || !overview.get().at().plus(BETWEEN_OVERVIEWS).isAfter(clock.instant());
    }

    private void note(String about, String event, Object data) {
        if (readers.isEmpty()) {
            return;
        }
        waiting.put(about, new News(event, data));
        if (waiting.size() > MOST_WAITING) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    private void tell(String name, Object data, String about) {
        var number = numbers.next();
        var event = StreamEvent.passing(id(number), name, data, about);
        recent.add(number, event);
        readers.forEach(reader -> reader.offer(event));
    }

    /** One count at a time, for whoever waits for it; succeeds always, with the figures of before when they cannot be had. */
    private Future<Void> freshOverview() {
        if (counting.isComplete()) {
            var now = clock.instant();
            var chargers = bus.ask(ChargerEndpoints.COUNT_CHARGERS, new CountChargers());
            var sessions = bus.ask(TransactionEndpoints.COUNT_SESSIONS, new CountSessions());
            var figures = repository.sum(now);
            counting = Future.join(chargers, sessions, figures).transform(all -> {
                if (all.succeeded()) {
                    overview = Optional.of(Overview.of(now, chargers.result(), sessions.result(), figures.result()));
                } else {
                    LOG.debug("The fleet is counted again in a moment", all.cause());
                }
                return Future.succeededFuture();
            });
        }
        return counting;
    }

    private static String id(long number) {
        return EventId.of(NAME, number);
    }
}
