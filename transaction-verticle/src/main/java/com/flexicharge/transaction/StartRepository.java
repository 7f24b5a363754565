package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.db.Columns;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.shared.db.Times;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes starts, those that arrive together in one transaction: read what they may concern, decide, write. One charger's starts keep
 * their order.
 */
final class StartRepository {
    /** A charger that accepted a remote start waits this long for its cable at most; later starts are somebody else's. */
    private static final Duration LATE = Duration.ofMinutes(10);

    private static final int TRIES = 3;

    private final GatheringWriter<Arrival, StartOutcome> writer;
    private final Clock clock;
    private final int defaultPriceOre;

    StartRepository(Database database, MeterRegistry meters, Clock clock, int defaultPriceOre) {
        this.writer = GatheringWriter.keyed(
                database, meters, "startSession", GatheringLimits.USUAL, Arrival::connectorID, this::store);
        this.clock = clock;
        this.defaultPriceOre = defaultPriceOre;
    }

    /** Succeeds after the commit. */
    Future<StartOutcome> start(Arrival arrival) {
        return start(arrival, TRIES);
    }

    /** Somebody else's commit came between reading and writing: what is to be written is decided anew. */
    private Future<StartOutcome> start(Arrival arrival, int tries) {
        return writer.write(arrival)
                .recover(failure ->
                        tries > 1 && isOvertaken(failure) ? start(arrival, tries - 1) : Future.failedFuture(failure));
    }

    private static boolean isOvertaken(Throwable failure) {
        return Database.isUniqueViolation(failure, "transactions_start_key")
                || Database.isUniqueViolation(failure, "transactions_open");
    }

    private Future<List<StartOutcome>> store(SqlConnection connection, List<Arrival> arrivals) {
        var connectorIDs = arrivals.stream().map(Arrival::connectorID).toList();
        return SessionSql.lockChargers(connection, connectorIDs)
                .compose(locked -> TagSql.lockLimited(connection, tagKeys(arrivals)))
                .compose(locked -> candidates(connection, arrivals))
                .compose(known -> TagSql.find(connection, tagKeys(arrivals))
                        .compose(tags -> lastMeters(connection, arrivals)
                                .compose(meters -> carryOut(connection, decided(arrivals, known, tags, meters)))));
    }

    private Future<Map<Integer, List<Session>>> candidates(SqlConnection connection, List<Arrival> arrivals) {
        var onConnection = arrivals.stream().filter(Arrival::isFlexiCharge).toList();
        var tuple = Tuple.of(
                arrivals.stream().map(Arrival::startKey).toArray(String[]::new),
                arrivals.stream().map(Arrival::connectorID).toArray(Integer[]::new),
                Times.at(clock.instant().minus(LATE)),
                onConnection.stream().map(Arrival::connectorID).toArray(Integer[]::new),
                onConnection.stream().map(arrival -> arrival.start().startRaw()).toArray(String[]::new),
                onConnection.stream()
                        .map(arrival -> Times.at(arrival.start().receivedAt()))
                        .toArray(OffsetDateTime[]::new));
        return connection.preparedQuery(StartSql.CANDIDATES).execute(tuple).map(rows -> {
            var known = new HashMap<Integer, List<Session>>();
            SessionSql.sessions(rows)
                    .forEach(session -> known.computeIfAbsent(session.connectorID(), id -> new ArrayList<>())
                            .add(session));
            return known;
        });
    }

    private static List<String> tagKeys(List<Arrival> arrivals) {
        return arrivals.stream()
                .map(Arrival::tagKey)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Future<Map<Integer, Long>> lastMeters(SqlConnection connection, List<Arrival> arrivals) {
        var without = arrivals.stream()
                .filter(arrival -> arrival.start().meterStart() == null)
                .map(Arrival::connectorID)
                .toArray(Integer[]::new);
        if (without.length == 0) {
            return Future.succeededFuture(Map.of());
        }
        return connection
                .preparedQuery(StartSql.LAST_METERS)
                .execute(Tuple.of(without))
                .map(rows -> {
                    var last = new HashMap<Integer, Long>();
                    rows.forEach(row -> last.put(row.getInteger("connector_id"), row.getLong("meter_stop")));
                    return last;
                });
    }

    /** One start and what is to be done about it. */
    private record Decided(Arrival arrival, StartDecision decision, Optional<Tag> tag, long meterStart) {
        boolean wantsReadings() {
            return !arrival.readings().missing(decision.superseded()).isEmpty();
        }

        StartSession start() {
            return arrival.start();
        }

        boolean isMeterEstimated() {
            return start().meterStart() == null;
        }

        int takenID() {
            return ((StartDecision.Takes) decision).waiting().transactionID();
        }

        StartDecision.Fresh fresh() {
            return (StartDecision.Fresh) decision;
        }
    }

    private static List<Decided> decided(
            List<Arrival> arrivals,
            Map<Integer, List<Session>> known,
            Map<String, Tag> tags,
            Map<Integer, Long> lastMeters) {
        return arrivals.stream()
                .map(arrival -> {
                    var tagKey = arrival.tagKey();
                    var tag = tagKey == null ? Optional.<Tag>empty() : Optional.ofNullable(tags.get(tagKey));
                    var mine = known.getOrDefault(arrival.connectorID(), List.of());
                    var meterStart = Optional.ofNullable(arrival.start().meterStart())
                            .orElseGet(() -> lastMeters.getOrDefault(arrival.connectorID(), 0L));
                    return new Decided(arrival, StartRules.decide(arrival, mine, tag), tag, meterStart);
                })
                .toList();
    }

    private Future<List<StartOutcome>> carryOut(SqlConnection connection, List<Decided> batch) {
        var now = clock.instant();
        var ready = batch.stream().filter(decided -> !decided.wantsReadings()).toList();
        var endings = ready.stream().flatMap(StartRepository::endings).toList();
        return EndSql.end(connection, endings, now)
                .compose(ended -> AuditSql.write(connection, trail(ready, ended, now))
                        .compose(written -> take(connection, ready, now))
                        .compose(taken -> insert(connection, ready, now)
                                .map(made -> outcomes(batch, ended, Stream.concat(taken.stream(), made.stream())))));
    }

    private static List<AuditEntry> trail(List<Decided> ready, List<Session> ended, Instant now) {
        var before = new HashMap<Integer, Session>();
        ready.forEach(decided -> decided.decision().superseded().forEach(old -> before.put(old.transactionID(), old)));
        return ended.stream()
                .flatMap(after -> Optional.ofNullable(before.get(after.transactionID())).stream()
                        .map(old -> new AuditEntry(old, after, AuditEntry.SERVER, AuditEntry.SUPERSEDED, "", now)))
                .toList();
    }

    /** It lasted until the next began at most, however late both are handed in. */
    private static Stream<Ending> endings(Decided decided) {
        var readings = decided.arrival().readings();
        return decided.decision().superseded().stream()
                .map(old -> Ending.guessed(
                        old,
                        Figures.estimate(old, readings.of(old.transactionID())),
                        "Superseded",
                        decided.arrival().startAt(),
                        decided.start().receivedAt()));
    }

    private static Future<List<Session>> take(SqlConnection connection, List<Decided> ready, Instant now) {
        var taking = ready.stream()
                .filter(decided -> decided.decision() instanceof StartDecision.Takes)
                .toList();
        if (taking.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var columns = Columns.of(taking)
                .ints(Decided::takenID)
                .texts(decided -> decided.start().protocol().word())
                .texts(decided -> decided.start().idTag())
                .texts(decided -> decided.arrival().tagKey())
                .texts(decided -> decided.arrival().startKey())
                .times(decided -> decided.arrival().startAt())
                .texts(decided -> decided.start().startRaw())
                .times(decided -> decided.start().receivedAt())
                .longs(Decided::meterStart)
                .flags(Decided::isMeterEstimated)
                .tuple()
                .addValue(Times.at(now));
        return connection.preparedQuery(StartSql.TAKE).execute(columns).map(SessionSql::sessions);
    }

    private Future<List<Session>> insert(SqlConnection connection, List<Decided> ready, Instant now) {
        var making = ready.stream()
                .filter(decided -> decided.decision() instanceof StartDecision.Fresh)
                .toList();
        if (making.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        var columns = Columns.of(making)
                .texts(decided -> decided.start().protocol().word())
                .texts(decided -> decided.fresh().userID())
                .texts(decided -> decided.start().idTag())
                .texts(decided -> decided.arrival().tagKey())
                .ints(decided -> decided.start().connectorID())
                .ints(decided -> decided.start().connector())
                .texts(decided -> place(decided).serialNumber())
                .ints(decided -> place(decided).chargePointID())
                .texts(decided -> place(decided).chargePointName())
                .texts(decided -> place(decided).address())
                .flags(decided -> place(decided).hidden())
                .texts(decided -> decided.arrival().startKey())
                .times(decided -> decided.arrival().startAt())
                .texts(decided -> decided.start().startRaw())
                .times(decided -> decided.start().receivedAt())
                .longs(Decided::meterStart)
                .flags(Decided::isMeterEstimated)
                .flags(decided -> decided.fresh().overtaken())
                .ints(decided -> decided.arrival().spot().ownPriceOre())
                .tuple()
                .addInteger(defaultPriceOre)
                .addValue(Times.at(now));
        return connection.preparedQuery(StartSql.INSERT).execute(columns).map(SessionSql::sessions);
    }

    private static Place place(Decided decided) {
        return decided.arrival().spot().place();
    }

    /**
     * A batch holds one start a charger, so the charger's number tells whose row is whose. Of several starts under one tag the
     * later ones count those before them.
     */
    private static List<StartOutcome> outcomes(List<Decided> batch, List<Session> ended, Stream<Session> begun) {
        var byCharger = new HashMap<Integer, Session>();
        begun.forEach(session -> byCharger.put(session.connectorID(), session));
        var over = ended.stream().map(Session::transactionID).toList();
        var begunUnder = new HashMap<String, List<Integer>>();
        var outcomes = new ArrayList<StartOutcome>(batch.size());
        for (var decided : batch) {
            var session = byCharger.get(decided.arrival().connectorID());
            var tag = decided.tag().map(known -> known.after(over, begunUnder.getOrDefault(known.key(), List.of())));
            outcomes.add(outcome(decided, tag, ended, session));
            if (session != null && session.state().isOpen()) {
                tag.ifPresent(known -> begunUnder
                        .computeIfAbsent(known.key(), key -> new ArrayList<>())
                        .add(session.transactionID()));
            }
        }
        return outcomes;
    }

    private static StartOutcome outcome(
            Decided decided, Optional<Tag> tag, List<Session> ended, @Nullable Session begun) {
        if (decided.decision() instanceof StartDecision.Again again) {
            var then = tag.map(known -> known.before(again.session().transactionID()));
            return new StartOutcome.Again(again.session(), then);
        }
        if (begun == null) {
            return new StartOutcome.WantsReadings(
                    decided.arrival().readings().missing(decided.decision().superseded()));
        }
        var superseded = ended.stream()
                .filter(session -> session.connectorID() == decided.arrival().connectorID())
                .toList();
        return new StartOutcome.Began(begun, superseded, tag);
    }
}
