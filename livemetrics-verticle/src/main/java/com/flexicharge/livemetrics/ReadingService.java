package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Recorded;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.module.WorkAtHand;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to readings: matched to their session, sent to its user at once, stored when the interval says so. Touched on the
 * verticle's event loop only.
 */
final class ReadingService {
    private static final Comparator<MeterReading> BY_TIME = Comparator.comparing(
            (MeterReading reading) -> Optional.ofNullable(reading.takenAt()).orElse(Instant.MAX));

    private final Bus bus;
    private final SessionFinder finder;
    private final ReadingStore store;
    private final ConnectorReadings connectorReadings;
    private final ReadingFrames frames;
    private final WorkAtHand work;
    private final Counter matched;
    private final Counter withoutSession;

    ReadingService(
            Bus bus,
            SessionFinder finder,
            ReadingStore store,
            ConnectorReadings connectorReadings,
            ReadingFrames frames,
            WorkAtHand work,
            MeterRegistry meters) {
        this.bus = bus;
        this.finder = finder;
        this.store = store;
        this.connectorReadings = connectorReadings;
        this.frames = frames;
        this.work = work;
        this.matched = counter(meters, "matched");
        this.withoutSession = counter(meters, "none");
    }

    /** RECORD_READINGS. */
    Future<Recorded> record(RecordReadings message) {
        var readings = inTimeOrder(message.readings());
        return work.track(finder.of(message)
                .compose(found -> found.map(session -> take(session, message, readings))
                        .orElseGet(() -> withoutSession(message, readings))));
    }

    private Future<Recorded> take(Session session, RecordReadings message, List<MeterReading> readings) {
        matched.increment(readings.size());
        var taken = readings.stream()
                .map(reading -> session.take(reading, message.receivedAt(), message.meterRestarts()))
                .toList();
        forward(session, message, taken);
        var due = taken.stream().filter(TakenReading::isDue).toList();
        var underway = session.underway(
                taken.stream().filter(reading -> !reading.isDue()).toList());
        var stored = due.isEmpty() ? Future.<Void>succeededFuture() : store.store(session, due);
        return Future.all(underway, stored).map(new Recorded(session.transactionID()));
    }

    /** FlexiCharge chargers meter while nobody charges: such readings are confirmed and count for nothing. */
    private Future<Recorded> withoutSession(RecordReadings message, List<MeterReading> readings) {
        withoutSession.increment(readings.size());
        var recorded = new Recorded(null);
        return message.protocol() == Protocol.FLEXICHARGE
                ? Future.succeededFuture(recorded)
                : connectorReadings.record(message, readings).map(recorded);
    }

    private void forward(Session session, RecordReadings message, List<TakenReading> taken) {
        if (session.isLive() && !taken.isEmpty()) {
            @Nullable String userID = session.facts().userID();
            var text = userID == null ? "" : text(session, message, taken).orElse("");
            @Nullable LatestReading reading = session.latest().orElse(null);
            bus.tell(
                    LivemetricsEndpoints.LIVE_FRAME,
                    new LiveFrame(
                            userID,
                            session.transactionID(),
                            message.connectorID(),
                            LiveFrame.Kind.READING,
                            text,
                            reading));
        }
    }

    private Optional<String> text(Session session, RecordReadings message, List<TakenReading> taken) {
        return Optional.ofNullable(message.frame())
                .or(() -> taken.stream()
                        .reduce((older, newer) -> newer)
                        .map(newest -> frames.reading(session.facts(), newest.metered(), newest.time())));
    }

    /** Those without a time last; those of one time in the order they were sent. */
    private static List<MeterReading> inTimeOrder(List<MeterReading> readings) {
        var ordered = new ArrayList<>(readings);
        ordered.sort(BY_TIME);
        return ordered;
    }

    private static Counter counter(MeterRegistry meters, String session) {
        return Counter.builder("flexicharge.livemetrics.readings")
                .description("Readings that came in, by whether a session was found for them")
                .tag("session", session)
                .register(meters);
    }
}
