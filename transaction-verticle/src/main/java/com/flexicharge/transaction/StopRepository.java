package com.flexicharge.transaction;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.GatheringLimits;
import com.flexicharge.shared.db.GatheringWriter;
import com.flexicharge.transaction.Session.EndedBy;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes stops, those that arrive together in one transaction: read what they may concern, decide, write the ends, what is put aside
 * and the trail. One charger's stops keep their order.
 */
final class StopRepository {
    /** Every row a stop of this batch may concern, locked until the commit. The named one may be another charger's. */
    private static final String CANDIDATES = """
            with wanted as (
                select transaction_id from transaction.transactions where transaction_id = any($1::int[])
                union
                select transaction_id from transaction.transactions
                where connector_id = any($2::int[]) and state in ('active', 'stopping')
                union
                select transaction_id from transaction.transactions where stop_key = any($3::text[])
                union
                select newest.transaction_id
                from unnest($4::int[]) as charger(connector_id)
                cross join lateral (
                    select t.transaction_id from transaction.transactions t
                    where t.connector_id = charger.connector_id and t.start_at is not null
                    order by t.transaction_id desc limit 1) newest
            )
            select %s
            from transaction.transactions t join wanted using (transaction_id)
            order by t.transaction_id
            for update of t""".formatted(SessionSql.COLUMNS);

    private final GatheringWriter<Departure, StopOutcome> writer;
    private final Clock clock;

    StopRepository(Database database, MeterRegistry meters, Clock clock) {
        this.writer = GatheringWriter.keyed(
                database, meters, "stopSession", GatheringLimits.USUAL, Departure::connectorID, this::store);
        this.clock = clock;
    }

    /** Succeeds after the commit. */
    Future<StopOutcome> stop(Departure departure) {
        return writer.write(departure);
    }

    private Future<List<StopOutcome>> store(SqlConnection connection, List<Departure> departures) {
        return SessionSql.lockChargers(
                        connection,
                        departures.stream().map(Departure::connectorID).toList())
                .compose(locked -> candidates(connection, departures))
                .compose(known -> tags(connection, departures)
                        .compose(tags -> carryOut(connection, decided(departures, known, tags))));
    }

    private static Future<List<Session>> candidates(SqlConnection connection, List<Departure> departures) {
        var tuple = Tuple.of(
                departures.stream()
                        .flatMap(departure -> departure.namedID().stream())
                        .toArray(Integer[]::new),
                departures.stream().map(Departure::connectorID).toArray(Integer[]::new),
                departures.stream().map(Departure::stopKey).toArray(String[]::new),
                departures.stream()
                        .filter(Departure::isFlexiCharge)
                        .map(Departure::connectorID)
                        .toArray(Integer[]::new));
        return connection.preparedQuery(CANDIDATES).execute(tuple).map(SessionSql::sessions);
    }

    private static Future<Map<String, Tag>> tags(SqlConnection connection, List<Departure> departures) {
        return TagSql.find(
                connection,
                departures.stream()
                        .map(Departure::tagKey)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
    }

    /** One stop and what is to be done about it. */
    private record Decided(Departure departure, StopDecision decision, Optional<Tag> tag) {
        Optional<Session> ending() {
            return decision instanceof StopDecision.Ends ends ? Optional.of(ends.session()) : Optional.empty();
        }

        List<Integer> missing() {
            return departure.readings().missing(ending().stream().toList());
        }
    }

    /** A row of another charger is of interest only to whoever named it, so the batch's rows are dealt out by charger and by name. */
    private static List<Decided> decided(List<Departure> departures, List<Session> known, Map<String, Tag> tags) {
        var byID = new HashMap<Integer, Session>();
        var byCharger = new HashMap<Integer, List<Session>>();
        known.forEach(session -> {
            byID.put(session.transactionID(), session);
            byCharger.merge(session.connectorID(), List.of(session), StopRepository::joined);
        });
        return departures.stream()
                .map(departure -> new Decided(
                        departure,
                        StopRules.decide(departure, concerned(departure, byID, byCharger)),
                        Optional.ofNullable(departure.tagKey()).map(tags::get)))
                .toList();
    }

    private static List<Session> concerned(
            Departure departure, Map<Integer, Session> byID, Map<Integer, List<Session>> byCharger) {
        var own = byCharger.getOrDefault(departure.connectorID(), List.of());
        return departure
                .namedID()
                .map(byID::get)
                .filter(named -> named.connectorID() != departure.connectorID())
                .map(foreign -> joined(own, List.of(foreign)))
                .orElse(own);
    }

    private static List<Session> joined(List<Session> some, List<Session> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private Future<List<StopOutcome>> carryOut(SqlConnection connection, List<Decided> batch) {
        var now = clock.instant();
        var ready =
                batch.stream().filter(decided -> decided.missing().isEmpty()).toList();
        return EndSql.end(
                        connection,
                        ready.stream()
                                .flatMap(decided -> ending(decided).stream())
                                .toList(),
                        now)
                .compose(ended -> UnmatchedSql.putAside(connection, asides(ready))
                        .compose(kept -> AuditSql.write(connection, trail(ready, ended, now)))
                        .map(written -> outcomes(batch, ended)));
    }

    private static Optional<Ending> ending(Decided decided) {
        return decided.ending().map(session -> {
            var stop = decided.departure().stop();
            var last = decided.departure().readings().of(session.transactionID());
            var figures = Figures.atStop(session, stop, last);
            var startAt = session.begun().map(Session.Begin::at).orElse(stop.receivedAt());
            return new Ending(
                    session.transactionID(),
                    ChargerTime.of(stop).ofStop(startAt),
                    stop.stopRaw(),
                    stop.receivedAt(),
                    figures,
                    figures.priceOre(session),
                    stop.reason(),
                    EndedBy.CHARGER,
                    decided.departure().stopKey(),
                    stop.idTag(),
                    OddClock.of(session, stop),
                    false);
        });
    }

    private static List<PutAsideMessage> asides(List<Decided> ready) {
        return ready.stream()
                .filter(decided -> decided.decision() instanceof StopDecision.Aside)
                .map(decided -> PutAsideMessage.of(decided.departure().stop(), (StopDecision.Aside) decided.decision()))
                .toList();
    }

    private static List<AuditEntry> trail(List<Decided> ready, List<Session> ended, Instant now) {
        return ready.stream()
                .filter(decided -> how(decided) != null)
                .flatMap(decided -> decided
                        .ending()
                        .flatMap(before -> after(before, ended)
                                .map(after -> new AuditEntry(
                                        before, after, AuditEntry.CHARGER, String.valueOf(how(decided)), "", now)))
                        .stream())
                .toList();
    }

    private static @Nullable String how(Decided decided) {
        return decided.decision() instanceof StopDecision.Ends ends ? ends.how() : null;
    }

    private static Optional<Session> after(Session before, List<Session> ended) {
        return ended.stream()
                .filter(session -> session.transactionID() == before.transactionID())
                .findFirst();
    }

    private static List<StopOutcome> outcomes(List<Decided> batch, List<Session> ended) {
        var byID = new HashMap<Integer, Session>();
        ended.forEach(session -> byID.put(session.transactionID(), session));
        return batch.stream().map(decided -> outcome(decided, byID)).toList();
    }

    private static StopOutcome outcome(Decided decided, Map<Integer, Session> ended) {
        var missing = decided.missing();
        if (!missing.isEmpty()) {
            return new StopOutcome.WantsReadings(missing);
        }
        if (decided.decision() instanceof StopDecision.Aside aside) {
            return new StopOutcome.Aside(aside.reason(), decided.tag());
        }
        if (decided.decision() instanceof StopDecision.Again again) {
            return new StopOutcome.Again(again.session(), decided.tag());
        }
        var ends = (StopDecision.Ends) decided.decision();
        var after = ended.getOrDefault(ends.session().transactionID(), ends.session());
        return new StopOutcome.Ended(after, decided.tag());
    }
}
