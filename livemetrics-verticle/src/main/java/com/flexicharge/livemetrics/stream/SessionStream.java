package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.trace.Traces;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** One session, as those who watch it here hear of it. Touched on the verticle's event loop only. */
final class SessionStream {
    private final EventNumbers numbers;
    private final Traces traces;
    private final RecentEvents recent;
    private final Set<Reader> readers = new LinkedHashSet<>();
    private SessionView shown;
    private Optional<Instant> newestAt = Optional.empty();
    private Optional<Instant> aloneSince = Optional.empty();

    SessionStream(SessionView shown, int mostRecent, EventNumbers numbers, Traces traces) {
        this.shown = shown;
        this.traces = traces;
        this.numbers = numbers;
        this.recent = new RecentEvents(mostRecent, numbers);
    }

    int transactionID() {
        return shown.transactionID();
    }

    boolean isWatched() {
        return !readers.isEmpty();
    }

    /** Empty while somebody watches. */
    Optional<Instant> aloneSince() {
        return aloneSince;
    }

    /** @param lastHeard what this reader was told last; empty: nothing */
    void join(Reader reader, Optional<EventId> lastHeard) {
        var number = lastHeard.filter(id -> id.stream().equals(stream())).map(EventId::number);
        var missedSince = number.flatMap(recent::after);
        number.ifPresent(numbers::passBeyond);
        missedSince.ifPresentOrElse(
                missed -> missed.forEach(reader::offer),
                () -> reader.offer(StreamEvent.lasting(id(numbers.next()), "snapshot", shown)));
        readers.add(reader);
        aloneSince = Optional.empty();
    }

    void leave(Reader reader, Instant now) {
        if (readers.remove(reader) && readers.isEmpty()) {
            aloneSince = Optional.of(now);
        }
    }

    /** Told again, or overtaken by a newer one, it is no news. */
    void read(LatestReading reading) {
        if (newestAt.filter(at -> !reading.receivedAt().isAfter(at)).isPresent()) {
            return;
        }
        newestAt = Optional.of(reading.receivedAt());
        var before = shown;
        var at = SessionView.at(reading);
        shown = before.with(reading);
        var number = numbers.next();
        var change = ReadingChange.between(before, shown, at);
        tell(number, StreamEvent.reading(id(number), change, reading.receivedAt()));
    }

    /** As it stands by its books; told only when that is news. */
    void stands(SessionView booked) {
        if (shown.state().equals(booked.state()) && shown.suspect() == booked.suspect()) {
            return;
        }
        var before = shown;
        shown = before.inState(booked);
        var number = numbers.next();
        tell(number, StreamEvent.lasting(id(number), "state", StateChange.between(before, shown)));
    }

    /** The last event; then all have read it. */
    void end(SessionView last) {
        var event = end(last.readAt(shown.readingAt()), stream());
        traced(() -> readers.forEach(reader -> {
            reader.offer(event);
            reader.finish();
        }));
        readers.clear();
    }

    /** Nothing can be said of it any more. */
    void abandon() {
        readers.forEach(Reader::finish);
        readers.clear();
    }

    static StreamEvent end(SessionView last, String stream) {
        return StreamEvent.lasting(EventId.of(stream, EventNumbers.END), "end", last);
    }

    private void tell(long number, StreamEvent event) {
        recent.add(number, event);
        traced(() -> readers.forEach(reader -> reader.offer(event)));
    }

    /** One span however many read it. */
    private void traced(Runnable offering) {
        if (readers.isEmpty()) {
            return;
        }
        var span = traces.sending("live event")
                .with("flexicharge.transaction_id", transactionID())
                .with("flexicharge.readers", readers.size());
        offering.run();
        span.end();
    }

    private String stream() {
        return Integer.toString(shown.transactionID());
    }

    private String id(long number) {
        return EventId.of(stream(), number);
    }
}
