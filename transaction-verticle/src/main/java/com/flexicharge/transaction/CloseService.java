package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.transaction.Session.EndedBy;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An operator ends a session in our books; nothing goes to the charger. */
final class CloseService {
    static final String CLOSED = "Closed";

    private final SessionLookup lookup;
    private final SessionRepository sessions;
    private final EndRepository ends;
    private final LatestReadings readings;
    private final Registry registry;
    private final Announcer announcer;
    private final Presenter presenter;
    private final Clock clock;

    CloseService(
            SessionLookup lookup,
            SessionRepository sessions,
            EndRepository ends,
            LatestReadings readings,
            Registry registry,
            Announcer announcer,
            Presenter presenter,
            Clock clock) {
        this.lookup = lookup;
        this.sessions = sessions;
        this.ends = ends;
        this.readings = readings;
        this.registry = registry;
        this.announcer = announcer;
        this.presenter = presenter;
        this.clock = clock;
    }

    /** Repeated, or over already: unchanged. */
    Future<Transaction> close(Close asked) {
        return lookup.ofAdmin(asked.caller(), asked.transactionID())
                .compose(session -> close(session, asked))
                .compose(presenter::show);
    }

    static Future<Caller> adminOnly(Caller caller) {
        return caller.isAdmin()
                ? Future.succeededFuture(caller)
                : Future.failedFuture(
                        Refusal.of(Reason.FORBIDDEN, "insufficientScope", "This is for administrators only."));
    }

    private Future<Session> close(Session session, Close asked) {
        return switch (session.state()) {
            case RESERVED, REQUESTED -> cancel(session, asked);
            case ACTIVE, STOPPING -> end(session, asked);
            case ENDED, CANCELLED, EXPIRED, FAILED -> Future.succeededFuture(session);
        };
    }

    private Future<Session> cancel(Session session, Close asked) {
        var note = asked.reason() == null ? "" : asked.reason();
        return ends.cancel(session, CLOSED, asked.caller().userID(), note).compose(cancelled -> {
            if (cancelled.isEmpty()) {
                // It began, or ran out, since it was looked up.
                return sessions.get(session.transactionID()).compose(now -> close(now, asked));
            }
            var gone = cancelled.get();
            registry.endHold(gone.hold().reservationID(), HoldEnd.CANCELLED, gone.transactionID());
            announcer.changed(gone);
            return Future.succeededFuture(gone);
        });
    }

    private Future<Session> end(Session session, Close asked) {
        return figures(session, asked.meterStop()).compose(figures -> {
            var ending = byAdmin(session, figures);
            var note = asked.reason() == null ? "" : asked.reason();
            return ends.end(session, ending, asked.caller().userID(), AuditEntry.CLOSED, note)
                    .compose(ended -> {
                        ended.ifPresent(announcer::stopped);
                        return orAsItIs(session, ended);
                    });
        });
    }

    private Future<Figures> figures(Session session, @Nullable Long meterStop) {
        return readings.of(List.of(session.transactionID())).map(found -> {
            var last = found.of(session.transactionID());
            if (meterStop == null) {
                return Figures.estimate(session, last);
            }
            var figures = Figures.booked(session, meterStop, last);
            if (figures.suspect()) {
                throw belowStart();
            }
            return figures;
        });
    }

    private Ending byAdmin(Session session, Figures figures) {
        var now = clock.instant();
        return new Ending(
                session.transactionID(),
                ChargerTime.unsaid(session.spoken(), now)
                        .ofStop(session.begun().map(Session.Begin::at).orElse(now)),
                null,
                now,
                figures,
                figures.priceOre(session),
                CLOSED,
                EndedBy.ADMIN,
                null,
                null,
                false,
                false);
    }

    private Future<Session> orAsItIs(Session session, Optional<Session> changed) {
        return changed.map(Future::succeededFuture).orElseGet(() -> sessions.get(session.transactionID()));
    }

    static Refusal belowStart() {
        return Refusal.invalid(
                "meterStop must be a plausible meter value in Wh, not below the one at the start.",
                List.of(new Refusal.Fault("/meterStop", "invalidMeterValue")));
    }
}
