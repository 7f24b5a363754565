package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FoundSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionChanged;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionCounts;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStarted;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import com.flexicharge.shared.contract.transaction.TransactionState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** As much of transaction-verticle as livemetrics asks: answers on a real bus, from a map. */
public final class TransactionSide {
    public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Bus bus;
    private final Map<Integer, OpenSession> sessions = new ConcurrentHashMap<>();
    private final Map<Integer, SessionStopped> ends = new ConcurrentHashMap<>();
    private final Map<Integer, TransactionState> states = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();

    public TransactionSide(Bus bus) {
        this.bus = bus;
        bus.answer(TransactionEndpoints.FIND_SESSION, this::find);
        bus.answer(TransactionEndpoints.COUNT_SESSIONS, question -> Future.succeededFuture(counts()));
        bus.answer(TransactionEndpoints.GET_TRANSACTION, question -> transaction(question.transactionID()));
        bus.answer(
                TransactionEndpoints.GET,
                question -> transaction(question.transactionID())
                        .compose(found -> question.caller().isAdmin()
                                        || question.caller().userID().equals(found.userID())
                                ? Future.succeededFuture(found)
                                : Future.failedFuture(
                                        Refusal.of(Reason.FORBIDDEN, "notOwner", "This belongs to somebody else."))));
    }

    /** A session begins, and livemetrics is told. */
    public void begin(Protocol protocol, int transactionID, int connectorID, @Nullable String userID, long meterStart) {
        beginSilently(protocol, transactionID, connectorID, userID, meterStart);
        bus.tell(TransactionEndpoints.SESSION_STARTED, new SessionStarted(session(transactionID)));
    }

    /** A session begins, and livemetrics has to ask. */
    public void beginSilently(
            Protocol protocol, int transactionID, int connectorID, @Nullable String userID, long meterStart) {
        beginSilently(protocol, transactionID, connectorID, 1, userID, meterStart);
    }

    public void beginSilently(
            Protocol protocol,
            int transactionID,
            int connectorID,
            int connector,
            @Nullable String userID,
            long meterStart) {
        sessions.put(
                transactionID,
                new OpenSession(transactionID, connectorID, connector, protocol, userID, meterStart, 333, START, true));
    }

    public void end(int transactionID, long meterStop, long energyWh, String reason, Instant stopAt) {
        endSilently(transactionID, meterStop, energyWh, reason, stopAt);
        bus.tell(TransactionEndpoints.SESSION_STOPPED, Objects.requireNonNull(ends.get(transactionID)));
    }

    public void endSilently(int transactionID, long meterStop, long energyWh, String reason, Instant stopAt) {
        var open = session(transactionID);
        sessions.put(
                transactionID,
                new OpenSession(
                        transactionID,
                        open.connectorID(),
                        open.connector(),
                        open.protocol(),
                        open.userID(),
                        open.meterStart(),
                        open.pricePerKwhOre(),
                        open.startAt(),
                        false));
        ends.put(
                transactionID,
                new SessionStopped(
                        transactionID,
                        open.connectorID(),
                        open.connector(),
                        open.protocol(),
                        open.userID(),
                        meterStop,
                        energyWh,
                        (energyWh * 333 + 500) / 1000,
                        reason,
                        stopAt,
                        stopAt));
    }

    /** A session is in a state without energy, before or instead of one. */
    public void inState(int transactionID, TransactionState state) {
        states.put(transactionID, state);
        bus.tell(TransactionEndpoints.SESSION_CHANGED, new SessionChanged(transactionID));
    }

    private SessionCounts counts() {
        return new SessionCounts(
                (int) sessions.values().stream().filter(OpenSession::open).count(), 0);
    }

    public void forget(int transactionID) {
        sessions.remove(transactionID);
    }

    /** How often it was asked which session readings belong to. */
    public int questions() {
        return questions.get();
    }

    private OpenSession session(int transactionID) {
        return Objects.requireNonNull(sessions.get(transactionID));
    }

    private Future<FoundSession> find(FindSession question) {
        questions.incrementAndGet();
        return Future.succeededFuture(new FoundSession(sessions.values().stream()
                .filter(session -> session.connectorID() == question.connectorID())
                .filter(session -> question.transactionID() == null
                        ? session.open() && session.connector() == question.connector()
                        : session.transactionID() == question.transactionID())
                .limit(1)
                .toList()));
    }

    private Future<Transaction> transaction(int transactionID) {
        var session = sessions.get(transactionID);
        if (session == null) {
            return Future.failedFuture(Refusal.of(Reason.NOT_FOUND, "transactionNotFound", "There is none."));
        }
        @Nullable SessionStopped end = ends.get(transactionID);
        return Future.succeededFuture(new Transaction(
                transactionID,
                states.getOrDefault(transactionID, session.open() ? TransactionState.ACTIVE : TransactionState.ENDED),
                session.connectorID(),
                session.connector(),
                "abc111",
                1,
                "Jönköping University",
                "Gjuterigatan 5",
                session.userID(),
                null,
                session.startAt(),
                end == null ? null : end.stopAt(),
                session.meterStart(),
                end == null ? null : end.meterStop(),
                end == null ? 0 : end.energyWh(),
                0,
                null,
                session.pricePerKwhOre(),
                end == null ? 0 : end.priceOre(),
                end == null ? null : end.reason(),
                false,
                null,
                false,
                null,
                false,
                null));
    }
}
