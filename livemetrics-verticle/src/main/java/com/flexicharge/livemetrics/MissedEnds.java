package com.flexicharge.livemetrics;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Share;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetTransaction;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for sessions that are open here and over for transaction-verticle: their end was told while nobody listened, or could not
 * be stored. Touched on the verticle's event loop only.
 */
final class MissedEnds {
    /** A round a minute: 83 questions a second at most. What is left over comes next round. */
    private static final int MOST_A_ROUND = 5_000;

    private static final int AT_A_TIME = 16;

    private static final Logger LOG = LoggerFactory.getLogger(MissedEnds.class);

    private final Bus bus;
    private final SessionBook book;
    private final SessionRepository repository;
    private final SessionCloser closer;
    private final Share part;
    private final Clock clock;
    private Future<Void> round = Future.succeededFuture();
    private int lastLookedAt;

    MissedEnds(Bus bus, SessionBook book, SessionRepository repository, SessionCloser closer, Share part, Clock clock) {
        this.bus = bus;
        this.book = book;
        this.repository = repository;
        this.closer = closer;
        this.part = part;
        this.clock = clock;
    }

    /** One round, or the one under way; succeeds always. */
    Future<Void> look() {
        if (round.isComplete()) {
            round = candidates()
                    .compose(found ->
                            Lanes.each(found.entrySet(), AT_A_TIME, each -> check(each.getKey(), each.getValue())))
                    .recover(failure -> {
                        LOG.warn("Looking for missed ends of sessions goes on in a minute: {}", failure.getMessage());
                        return Future.succeededFuture();
                    });
        }
        return round;
    }

    /** Whether this one is over; if so it is closed. Succeeds always: who cannot be asked now is asked in the next round. */
    Future<Void> check(int transactionID, Place place) {
        return bus.ask(TransactionEndpoints.FIND_SESSION, question(transactionID, place))
                .compose(found -> found.sessions().stream().anyMatch(OpenSession::open)
                        ? Future.<Void>succeededFuture()
                        : closeOver(transactionID))
                .recover(failure -> {
                    About.session(About.charger(LOG.atDebug(), place.connectorID()), transactionID)
                            .setCause(failure)
                            .log("Session {} is looked at again in a minute", transactionID);
                    return Future.succeededFuture();
                });
    }

    private static FindSession question(int transactionID, Place place) {
        return new FindSession(place.connectorID(), place.connector(), (long) transactionID);
    }

    /** Open rows, a part of them each round, and those in memory whose row is missing or could not be closed. */
    private Future<Map<Integer, Place>> candidates() {
        Map<Integer, Place> candidates = new LinkedHashMap<>();
        unstored().limit(MOST_A_ROUND).forEach(session -> candidates.put(session.transactionID(), session.place()));
        return repository.findOpen(lastLookedAt, MOST_A_ROUND).map(open -> {
            open.stream()
                    .filter(row -> part.holds(row.place().connectorID()))
                    .forEach(row -> candidates.put(row.transactionID(), row.place()));
            lastLookedAt =
                    open.size() < MOST_A_ROUND ? 0 : open.get(open.size() - 1).transactionID();
            return candidates;
        });
    }

    private Stream<Session> unstored() {
        return book.all().stream().filter(session -> !session.hasRow() || session.isOver());
    }

    private Future<Void> closeOver(int transactionID) {
        return bus.ask(TransactionEndpoints.GET_TRANSACTION, new GetTransaction(transactionID))
                .compose(
                        over -> over.state().isOpen()
                                ? Future.succeededFuture()
                                : closer.close(SessionEnd.of(over, clock.instant())),
                        failure -> isUnknown(failure) ? forget(transactionID) : Future.failedFuture(failure));
    }

    /** Removed there: there is nothing to tell or to store. */
    private Future<Void> forget(int transactionID) {
        book.get(transactionID).ifPresent(book::remove);
        return repository.close(transactionID, clock.instant());
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND;
    }
}
