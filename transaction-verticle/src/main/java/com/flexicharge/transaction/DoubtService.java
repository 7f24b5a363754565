package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.transaction.DoubtRepository.Connected;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions nobody announces the end of. Strict OCPP: suspect, but open until a real stop, an operator or the next start. FlexiCharge
 * chargers remember nothing over a restart and give up without a word, so their sessions end with the last reading.
 *
 * <p>{@link ChargerNews} makes it quick; the rounds find what nobody told.
 */
final class DoubtService {
    private static final Logger LOG = LoggerFactory.getLogger(DoubtService.class);

    /** In a normal stop Available comes before StopTransaction; a session that goes on sends readings. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final DoubtRepository doubts;
    private final SuspicionService suspicions;
    private final EndRepository ends;
    private final LatestReadings readings;
    private final Registry registry;
    private final Announcer announcer;
    private final TransactionConfig config;
    private final Clock clock;

    DoubtService(
            DoubtRepository doubts,
            SuspicionService suspicions,
            EndRepository ends,
            LatestReadings readings,
            Registry registry,
            Announcer announcer,
            TransactionConfig config,
            Clock clock) {
        this.doubts = doubts;
        this.suspicions = suspicions;
        this.ends = ends;
        this.readings = readings;
        this.registry = registry;
        this.announcer = announcer;
        this.config = config;
        this.clock = clock;
    }

    /** Ends FlexiCharge sessions whose grace period is over without a reading. */
    Future<Void> sweepGrace() {
        return doubts.due(clock.instant().minus(GRACE))
                .compose(due -> readings.of(ids(due))
                        .compose(found -> each(
                                due,
                                session -> found.known()
                                        ? settle(session, found.of(session.transactionID()))
                                        : Future.succeededFuture())));
    }

    private Future<Void> settle(Session session, Optional<LatestReading> last) {
        var doubtAt = session.doubt().grace();
        if (doubtAt == null) {
            return Future.succeededFuture();
        }
        return last.map(LatestReading::receivedAt).filter(doubtAt::isBefore).isPresent()
                ? doubts.clear(session, doubtAt, clock.instant())
                : end(session, last, "Lost");
    }

    /** Ends FlexiCharge sessions without readings, as long as their charger was there to send some. */
    Future<Void> sweepStale() {
        return inRounds(0, config.stale(), this::endStale);
    }

    private Future<Void> endStale(List<Session> running) {
        var flexiCharge = running.stream().filter(Session::isFlexiCharge).toList();
        return readings.of(ids(flexiCharge))
                .compose(found -> each(flexiCharge, session -> {
                    var last = found.of(session.transactionID());
                    return found.known() && isOld(lastHeard(session, last))
                            ? registry.site(session.connectorID()).compose(site -> endStale(session, last, site))
                            : Future.succeededFuture();
                }));
    }

    private Future<Void> endStale(Session session, Optional<LatestReading> last, Site site) {
        var connectedSince = session.doubt().connectedSince();
        if (!site.charger().connected()) {
            return seen(session, false);
        }
        if (connectedSince == null) {
            return seen(session, true);
        }
        return isOld(connectedSince) ? end(session, last, "Stale") : Future.succeededFuture();
    }

    private Future<Void> seen(Session session, boolean connected) {
        return doubts.connected(List.of(new Connected(session.connectorID(), connected, clock.instant())));
    }

    /** What no news tells: that nothing comes any more; and news that was missed. */
    Future<Void> sweepQuiet() {
        return inRounds(0, GRACE, suspicions::look);
    }

    private Future<Void> end(Session session, Optional<LatestReading> last, String reason) {
        var ending = Ending.guessed(session, Figures.estimate(session, last), reason, clock.instant());
        return ends.end(session, ending)
                .onSuccess(ended -> ended.ifPresent(announcer::stopped))
                .mapEmpty();
    }

    private Future<Void> inRounds(int afterID, Duration olderThan, Function<List<Session>, Future<Void>> round) {
        return doubts.running(afterID, clock.instant().minus(olderThan))
                .compose(running -> running.isEmpty()
                        ? Future.succeededFuture()
                        : round.apply(running)
                                .compose(done ->
                                        inRounds(running.get(running.size() - 1).transactionID(), olderThan, round)));
    }

    /** One after the other, so that a sweep never takes more than one connection; one that fails does not keep the rest. */
    static Future<Void> each(List<Session> sessions, Function<Session, Future<Void>> work) {
        Future<Void> all = Future.succeededFuture();
        for (var session : sessions) {
            all = all.compose(done -> logged(work.apply(session)).otherwiseEmpty());
        }
        return all;
    }

    private static Instant lastHeard(Session session, Optional<LatestReading> last) {
        return last.map(LatestReading::receivedAt)
                .filter(begunAt(session)::isBefore)
                .orElse(begunAt(session));
    }

    private boolean isOld(Instant at) {
        return !at.isAfter(clock.instant().minus(config.stale()));
    }

    private static Instant begunAt(Session session) {
        return session.begun().map(Session.Begin::receivedAt).orElse(Instant.EPOCH);
    }

    private static List<Integer> ids(List<Session> sessions) {
        return sessions.stream().map(Session::transactionID).toList();
    }

    private static <T> Future<T> logged(Future<T> work) {
        return work.onFailure(failure -> LOG.warn("Looking after open sessions: {}", failure.getMessage()));
    }
}
