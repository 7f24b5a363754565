package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.transaction.DoubtRepository.Connected;
import com.flexicharge.transaction.DoubtRepository.Sign;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks at open sessions one by one: what their charger's state and their readings say for and against them. Suspect is a word to
 * operators and changes nothing of what a user pays; a session goes on being open until its stop, the next start on its connector,
 * or an operator ends it.
 */
final class SuspicionService {
    private final SuspicionRepository suspicions;
    private final DoubtRepository doubts;
    private final LatestReadings readings;
    private final Registry registry;
    private final Clock clock;

    SuspicionService(
            SuspicionRepository suspicions,
            DoubtRepository doubts,
            LatestReadings readings,
            Registry registry,
            Clock clock) {
        this.suspicions = suspicions;
        this.doubts = doubts;
        this.readings = readings;
        this.registry = registry;
        this.clock = clock;
    }

    /** @param open at most 500 */
    Future<Void> look(List<Session> open) {
        var inGrace =
                open.stream().filter(session -> session.doubt().grace() == null).toList();
        return readings.of(inGrace.stream().map(Session::transactionID).toList())
                .compose(found -> DoubtService.each(
                        inGrace, session -> site(session).compose(site -> look(session, site, found))));
    }

    /** Empty: the registry says that there is no such charger. */
    private Future<Optional<Site>> site(Session session) {
        return registry.site(session.connectorID())
                .map(Optional::of)
                .recover(failure -> failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    private Future<Void> look(Session session, Optional<Site> found, Readings latest) {
        if (found.isEmpty()) {
            return session.doubt().suspect()
                    ? Future.succeededFuture()
                    : suspicions.raise(session, SuspectReason.CHARGER_REMOVED);
        }
        var site = found.get();
        var available = sign(session, site);
        if (available.isPresent()) {
            return doubts.doubt(List.of(available.get()));
        }
        return keepInStep(session, site)
                .compose(done -> latest.known() ? judge(session, site, latest) : Future.succeededFuture());
    }

    private Future<Void> judge(Session session, Site site, Readings latest) {
        var last = latest.of(session.transactionID());
        if (session.doubt().suspect()) {
            return SuspicionRules.isDispelled(session, last, site)
                    ? suspicions.dispel(session)
                    : Future.succeededFuture();
        }
        return SuspicionRules.against(session, last, site, clock.instant())
                .map(reason -> suspicions.raise(session, reason))
                .orElseGet(Future::succeededFuture);
    }

    /** Available although a session runs: found here if the topic was missed. */
    private static Optional<Sign> sign(Session session, Site site) {
        var begunAt = session.begun().map(Session.Begin::receivedAt).orElse(Instant.EPOCH);
        return site.charger().connectors().stream()
                .filter(connector -> connector.connector() == session.connector())
                .filter(connector -> connector.status() == ConnectorStatus.AVAILABLE)
                .filter(connector -> connector.updatedAt().isAfter(begunAt))
                .map(connector -> Sign.available(session.connectorID(), session.connector(), connector.updatedAt()))
                .findFirst();
    }

    /** Connections come and go by a topic too; FlexiCharge's are looked at more often, for what is stale. */
    private Future<Void> keepInStep(Session session, Site site) {
        var connected = site.charger().connected();
        return session.isFlexiCharge() || connected == (session.doubt().connectedSince() != null)
                ? Future.succeededFuture()
                : doubts.connected(List.of(new Connected(session.connectorID(), connected, clock.instant())));
    }
}
