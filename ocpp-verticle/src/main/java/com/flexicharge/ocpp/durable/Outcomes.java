package com.flexicharge.ocpp.durable;

import com.flexicharge.ocpp.handler.SessionWitness;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Whether a remote start was followed by a session, and a remote stop by its end. Seen as chargers report it; before one is given up,
 * the owner of sessions is asked, because the report may have come to a process that could not write it down here. Usable from any
 * thread.
 */
final class Outcomes implements SessionWitness {
    private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
    private static final Caller SERVER = new Caller("server", Role.ADMIN);

    /** More sessions than one charger begins in the longest time a start is waited for. */
    private static final PageRequest LATEST = new PageRequest(100, true, null);

    /** By how much a charger's clock may be behind ours. */
    private static final long TOLERANCE_SECONDS = 60;

    private final OutcomeRepository repository;
    private final Bus bus;
    private final Clock clock;

    Outcomes(OutcomeRepository repository, Bus bus, Clock clock) {
        this.repository = repository;
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public void began(int connectorID, int connector, Optional<String> idTag, int transactionID) {
        repository
                .started(connectorID, connector, idTag, transactionID, clock.instant())
                .onFailure(no ->
                        seenLater(About.session(About.charger(LOG.atDebug(), connectorID), transactionID), no));
    }

    @Override
    public void ended(int connectorID, int transactionID) {
        repository
                .stopped(connectorID, transactionID, clock.instant())
                .onFailure(no ->
                        seenLater(About.session(About.charger(LOG.atDebug(), connectorID), transactionID), no));
    }

    private static void seenLater(LoggingEventBuilder about, Throwable no) {
        about.log("What came of a remote start or stop is found out when it is due: {}", no.getMessage());
    }

    /** The sweep. */
    Future<Void> settleDue() {
        return repository
                .due(clock.instant())
                .compose(due ->
                        Future.join(due.stream().map(this::settle).toList()).mapEmpty());
    }

    private Future<Void> settle(OutcomeRepository.Due due) {
        var settled = due.awaited().tag() == null ? settleStop(due) : settleStart(due);
        return settled.recover(no -> {
            About.charger(LOG.atDebug(), due.stored().command().connectorID())
                    .log("The owner of sessions is asked again: {}", no.getMessage());
            return Future.succeededFuture();
        });
    }

    private Future<Void> settleStart(OutcomeRepository.Due due) {
        var command = due.stored().command();
        var filter = new UserSessions.Filter(
                null, command.connectorID(), null, null, null, null, null, null, null, null, null, null, null);
        return bus.ask(TransactionEndpoints.SEARCH, new UserSessions.Search(SERVER, filter, LATEST))
                .map(found -> found.transactions().stream()
                        .filter(session -> isAwaited(session, due.awaited(), command))
                        .map(Transaction::transactionID)
                        .reduce((later, earlier) -> earlier))
                .compose(session -> settle(command, session.isPresent() ? "started" : "notStarted", session));
    }

    /** A session without a tag is one of a charger whose tags mean nothing. */
    private static boolean isAwaited(Transaction session, Awaited awaited, Command command) {
        var startAt = session.startAt();
        var idTag = session.idTag();
        return startAt != null
                && !startAt.isBefore(sentAt(command).minusSeconds(TOLERANCE_SECONDS))
                && (idTag == null || Awaited.isSame(idTag, awaited.tag()))
                && (awaited.connector() == null || awaited.connector() == session.connector());
    }

    private static Instant sentAt(Command command) {
        return Optional.ofNullable(command.sentAt()).orElse(command.createdAt());
    }

    private Future<Void> settleStop(OutcomeRepository.Due due) {
        var command = due.stored().command();
        var asked = Optional.ofNullable(due.awaited().transactionID());
        return asked.map(this::isOver)
                .orElseGet(() -> Future.succeededFuture(false))
                .compose(over -> settle(command, over ? "stopped" : "notStopped", Optional.empty()));
    }

    private Future<Boolean> isOver(int transactionID) {
        return bus.ask(TransactionEndpoints.GET, new UserSessions.Get(SERVER, transactionID))
                .map(session -> session.state() == TransactionState.ENDED)
                .recover(no -> no instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(no));
    }

    private Future<Void> settle(Command command, String outcome, Optional<Integer> transactionID) {
        return repository.settle(command.id(), outcome, transactionID, clock.instant());
    }
}
