package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.RemoteStart;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Start;
import com.flexicharge.transaction.payment.CardPayments;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person has the charger start the session that was reserved. */
final class StartService {
    private final Bus bus;
    private final SessionLookup lookup;
    private final SessionRepository sessions;
    private final JourneyRepository journeys;
    private final Announcer announcer;
    private final Waiters waiters;
    private final CardPayments cards;
    private final Presenter presenter;
    private final TransactionConfig config;

    StartService(
            Bus bus,
            SessionLookup lookup,
            SessionRepository sessions,
            JourneyRepository journeys,
            Announcer announcer,
            Waiters waiters,
            CardPayments cards,
            Presenter presenter,
            TransactionConfig config) {
        this.bus = bus;
        this.lookup = lookup;
        this.sessions = sessions;
        this.journeys = journeys;
        this.announcer = announcer;
        this.waiters = waiters;
        this.cards = cards;
        this.presenter = presenter;
        this.config = config;
    }

    Future<Transaction> start(Start asked) {
        var budget = new Budget(config.remoteWaitMillis());
        return lookup.of(asked.caller(), asked.transactionID())
                .compose(session -> start(session, asked.authorizationToken(), budget))
                .compose(presenter::show);
    }

    /** What is to be held for the payment is held before the charger hears of it. */
    private Future<Session> start(Session session, @Nullable String authorizationToken, Budget budget) {
        return switch (session.state()) {
            case RESERVED ->
                cards.authorize(
                                session.transactionID(),
                                session.place().chargePointName(),
                                Optional.ofNullable(authorizationToken))
                        .compose(authorized -> request(session, budget));
            case REQUESTED, ACTIVE -> Future.succeededFuture(session);
            case STOPPING, ENDED, CANCELLED, EXPIRED, FAILED -> Future.failedFuture(overAlready(session.state()));
        };
    }

    /** The row is requested before the charger hears of it: its StartTransaction may overtake its answer. */
    private Future<Session> request(Session session, Budget budget) {
        return journeys.request(session.transactionID())
                .onSuccess(requested -> requested.ifPresent(announcer::changed))
                .compose(requested -> requested.isPresent()
                        ? ask(requested.get(), budget)
                        : sessions.get(session.transactionID()).compose(StartService::asItIs));
    }

    /** Somebody else was faster, or the hold ran out this moment. */
    private static Future<Session> asItIs(Session session) {
        return session.state() == TransactionState.REQUESTED || session.state() == TransactionState.ACTIVE
                ? Future.succeededFuture(session)
                : Future.failedFuture(overAlready(session.state()));
    }

    private Future<Session> ask(Session session, Budget budget) {
        var news = waiters.news(session.transactionID(), budget.leftMillis());
        var ask = new RemoteStart(
                session.connectorID(), session.connector(), String.valueOf(session.idTag()), budget.leftMillis());
        return bus.ask(OcppEndpoints.REMOTE_START, ask)
                .compose(answer -> answered(session, answer, news), failure -> unanswered(session, failure));
    }

    private Future<Session> answered(Session session, ChargerAnswer answer, Future<Void> news) {
        return answer.verdict() == Verdict.ACCEPTED
                ? news.compose(heard -> sessions.get(session.transactionID()))
                : backToReserved(session, RemoteRefusals.START.answered(answer));
    }

    /** Silence is no refusal: the charger may still start, and then the session is this user's. */
    private Future<Session> unanswered(Session session, Throwable failure) {
        var told = RemoteRefusals.START.of(failure);
        return RemoteRefusals.isUnclear(failure) ? startedOr(session, told) : backToReserved(session, told);
    }

    private Future<Session> backToReserved(Session session, Throwable told) {
        return journeys.backToReserved(session.transactionID())
                .onSuccess(back -> back.ifPresent(announcer::changed))
                .compose(back -> startedOr(session, told));
    }

    /** A charger that says no and starts all the same has started. */
    private Future<Session> startedOr(Session session, Throwable told) {
        return sessions.get(session.transactionID())
                .compose(now -> now.state() == TransactionState.ACTIVE
                        ? Future.succeededFuture(now)
                        : Future.failedFuture(told));
    }

    private static Throwable overAlready(TransactionState state) {
        var why = state == TransactionState.RESERVED ? "its hold has run out." : "it is " + state.word() + ".";
        return RemoteRefusals.START.because(Reason.CONFLICT, why);
    }
}
