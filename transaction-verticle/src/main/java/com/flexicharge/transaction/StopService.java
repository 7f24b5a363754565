package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.UserSessions.Stop;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A person ends a session, or gives it up before it began. */
final class StopService {
    /** A FlexiCharge charger that refuses to stop has no car; but a session this young, or read this lately, may have one. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final SessionLookup lookup;
    private final SessionRepository sessions;
    private final JourneyRepository journeys;
    private final EndRepository ends;
    private final RemoteStops remoteStops;
    private final LatestReadings readings;
    private final Registry registry;
    private final Announcer announcer;
    private final Waiters waiters;
    private final Presenter presenter;
    private final TransactionConfig config;
    private final Clock clock;

    StopService(
            SessionLookup lookup,
            SessionRepository sessions,
            JourneyRepository journeys,
            EndRepository ends,
            RemoteStops remoteStops,
            LatestReadings readings,
            Registry registry,
            Announcer announcer,
            Waiters waiters,
            Presenter presenter,
            TransactionConfig config,
            Clock clock) {
        this.lookup = lookup;
        this.sessions = sessions;
        this.journeys = journeys;
        this.ends = ends;
        this.remoteStops = remoteStops;
        this.readings = readings;
        this.registry = registry;
        this.announcer = announcer;
        this.waiters = waiters;
        this.presenter = presenter;
        this.config = config;
        this.clock = clock;
    }

    Future<Transaction> stop(Stop asked) {
        var budget = new Budget(config.remoteWaitMillis());
        return lookup.of(asked.caller(), asked.transactionID())
                .compose(session -> stop(session, budget))
                .compose(presenter::show);
    }

    private Future<Session> stop(Session session, Budget budget) {
        return switch (session.state()) {
            case RESERVED, REQUESTED -> cancel(session, budget);
            case ACTIVE -> ask(session, budget);
            case STOPPING -> waitFor(session, waiters.news(session.transactionID(), budget.leftMillis()));
            case ENDED, CANCELLED, EXPIRED, FAILED -> Future.succeededFuture(session);
        };
    }

    private Future<Session> cancel(Session session, Budget budget) {
        return journeys.cancel(session.transactionID(), Optional.empty()).compose(cancelled -> {
            if (cancelled.isEmpty()) {
                return sessions.get(session.transactionID()).compose(now -> stop(now, budget));
            }
            var gone = cancelled.get();
            // As it was when it was given up: the hold may have been placed since the session was looked up.
            registry.endHold(gone.hold().reservationID(), HoldEnd.CANCELLED, gone.transactionID());
            announcer.changed(gone);
            return Future.succeededFuture(gone);
        });
    }

    private Future<Session> ask(Session session, Budget budget) {
        var news = waiters.news(session.transactionID(), budget.leftMillis());
        return remoteStops
                .ask(session, budget.leftMillis())
                .compose(
                        answer -> answered(session, answer, news),
                        failure -> endedOr(session, RemoteRefusals.STOP.of(failure)));
    }

    private Future<Session> answered(Session session, ChargerAnswer answer, Future<Void> news) {
        if (answer.verdict() == Verdict.ACCEPTED) {
            return waitFor(session, news);
        }
        var told = RemoteRefusals.STOP.answered(answer);
        return answer.verdict() == Verdict.REJECTED && session.isFlexiCharge()
                ? endIfNotCharging(session, told)
                : endedOr(session, told);
    }

    private Future<Session> waitFor(Session session, Future<Void> news) {
        return news.compose(heard -> sessions.get(session.transactionID()));
    }

    private Future<Session> endIfNotCharging(Session session, Throwable told) {
        return readings.of(List.of(session.transactionID())).compose(found -> {
            var last = found.of(session.transactionID());
            if (!found.known() || !isQuiet(session, last)) {
                return endedOr(session, told);
            }
            var ending = Ending.guessed(session, Figures.estimate(session, last), "NotCharging", clock.instant());
            return ends.end(session, ending).compose(ended -> {
                ended.ifPresent(announcer::stopped);
                return endedOr(session, told);
            });
        });
    }

    private boolean isQuiet(Session session, Optional<LatestReading> last) {
        var limit = clock.instant().minus(QUIET);
        return session.begun()
                        .map(Session.Begin::receivedAt)
                        .filter(limit::isAfter)
                        .isPresent()
                && last.map(LatestReading::receivedAt).map(limit::isAfter).orElse(true);
    }

    /** A charger that says no, or nothing, and stops all the same has stopped. */
    private Future<Session> endedOr(Session session, Throwable told) {
        return sessions.get(session.transactionID())
                .compose(now -> now.state().isOpen() ? Future.failedFuture(told) : Future.succeededFuture(now));
    }
}
