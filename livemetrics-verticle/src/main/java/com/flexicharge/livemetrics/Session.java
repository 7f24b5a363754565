package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session in memory: whose it is, what its meter has told, what of it is stored. All of it can be had again from the session's
 * row and from transaction-verticle, as of the last stored reading. Touched on the verticle's event loop only.
 *
 * <p>Memory: some 600 bytes.
 */
final class Session {
    private final OpenSession facts;
    private final SessionMeter meter;
    private final Pace pace;
    private Optional<ReadingTime> newest;
    private Optional<Metered> finalFigures;
    private boolean hasRow;
    private Future<Void> lastWrite = Future.succeededFuture();

    /** Those that have not ended, with what becomes of them; one or two. */
    private final IdentityHashMap<SessionWrite, Future<Void>> underway = new IdentityHashMap<>(2);

    private Session(OpenSession facts, SessionMeter meter, Pace pace) {
        this.facts = facts;
        this.meter = meter;
        this.pace = pace;
        this.newest = Optional.empty();
        this.finalFigures = Optional.empty();
    }

    /** One that has no row yet. */
    static Session begun(OpenSession facts, IntervalRule rule) {
        return new Session(facts, new SessionMeter(facts, Metered.NOTHING, Optional.empty()), Pace.fresh(rule));
    }

    /** Goes on where the row says. Readings that come after the end are figured on their own, and change nothing of the row. */
    static Session loaded(OpenSession facts, SessionRow row, IntervalRule rule) {
        var meter = row.isEnded()
                ? new SessionMeter(facts, Metered.NOTHING, Optional.empty())
                : new SessionMeter(facts, row.metered(), row.highestSeen());
        var session = new Session(facts, meter, new Pace(rule, row.highestSeen(), row.lastStored()));
        session.newest = Optional.of(row.newest());
        session.finalFigures = Optional.of(row.metered()).filter(figures -> row.isEnded());
        session.hasRow = true;
        return session;
    }

    int transactionID() {
        return facts.transactionID();
    }

    OpenSession facts() {
        return facts;
    }

    Place place() {
        return Place.of(facts);
    }

    Metered metered() {
        return finalFigures.orElse(meter.now());
    }

    /** Its user is sent readings; late ones of a session that is over are only stored. */
    boolean isLive() {
        return facts.open() && !isOver();
    }

    boolean hasRow() {
        return hasRow;
    }

    boolean isOver() {
        return finalFigures.isPresent();
    }

    /** Nothing of it is on its way to the database. */
    boolean isIdle() {
        return lastWrite.isComplete();
    }

    /** Completes, or fails, when nothing of it is on its way to the database; writes of one session end in order. */
    Future<Void> lastWrite() {
        return lastWrite;
    }

    void writing(SessionWrite write, Future<Void> becomes) {
        lastWrite = becomes;
        if (!becomes.isComplete()) {
            underway.put(write, becomes);
        }
    }

    /**
     * Of readings that are not due because they are on their way to the database already: their message was sent again, perhaps over
     * a new socket, and is confirmed no sooner than the first.
     */
    Future<Void> underway(List<TakenReading> repeated) {
        var keys = repeated.stream().map(TakenReading::key).collect(Collectors.toSet());
        var writes = underway.entrySet().stream()
                .filter(entry -> entry.getKey().rows().stream()
                        .map(SessionWrite.Row::key)
                        .anyMatch(keys::contains))
                .map(Map.Entry::getValue)
                .toList();
        return writes.isEmpty()
                ? Future.succeededFuture()
                : Future.all(List.copyOf(writes)).mapEmpty();
    }

    boolean isOf(String userID) {
        return userID.equals(facts.userID());
    }

    /** @param restarts the meter begins at 0 with each session */
    TakenReading take(MeterReading reading, Instant receivedAt, boolean restarts) {
        var time = ReadingTime.of(reading, receivedAt);
        boolean behind = time.isBehind(pace.highestSeen());
        boolean due = pace.isDue(time, reading.alwaysStore());
        var metered = meter.take(reading, time, behind, restarts);
        newest = isOver() ? newest : Optional.of(time);
        return TakenReading.of(reading, time, facts.protocol(), metered, due);
    }

    /** @param due not empty, each of them {@linkplain TakenReading#isDue due} */
    SessionWrite write(List<TakenReading> due) {
        var last = due.get(due.size() - 1).time();
        return new SessionWrite(
                facts,
                metered(),
                newest.orElse(last),
                pace.highestSeen(),
                due.stream().map(SessionWrite.Row::of).toList(),
                Optional.empty());
    }

    /**
     * Ends it, or corrects its end.
     *
     * @return whether it was not over before
     */
    boolean end(SessionEnd end) {
        boolean first = !isOver();
        finalFigures = Optional.of(metered().withEnergy(end.energyWh()));
        return first;
    }

    /** The last reading: the latest values, with the energy of the stop. */
    SessionWrite write(SessionEnd end) {
        var time = new ReadingTime(Optional.of(end.stopAt()), end.receivedAt());
        var row = new SessionWrite.Row(
                ReadingKey.FINAL, time, Optional.empty(), metered(), Optional.of(end.meterStopWh()), Optional.empty());
        return new SessionWrite(facts, metered(), time, pace.highestSeen(), List.of(row), Optional.of(end.stopAt()));
    }

    /** @param stored those of the write that were new; the others were in the database already */
    void written(SessionWrite write, Optional<ReadingTime> stored) {
        hasRow = true;
        underway.remove(write);
        pace.stored(times(write), stored);
    }

    void notWritten(SessionWrite write) {
        underway.remove(write);
        pace.notStored(times(write));
    }

    /** Empty before the first reading. */
    Optional<LatestReading> latest() {
        return newest.map(time -> latest(transactionID(), metered(), time));
    }

    static LatestReading latest(int transactionID, Metered metered, ReadingTime time) {
        @Nullable Instant readingAt = time.takenAt().orElse(null);
        @Nullable Integer powerW = metered.powerW().orElse(null);
        return new LatestReading(
                transactionID,
                metered.energyWh(),
                metered.percent(),
                powerW,
                readingAt,
                time.receivedAt(),
                metered.suspect());
    }

    private static List<ReadingTime> times(SessionWrite write) {
        return write.rows().stream().map(SessionWrite.Row::time).toList();
    }
}
