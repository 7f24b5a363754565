package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.Authorize;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionOver;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What chargers report of sessions. A report that can be stored is never refused: whatever is odd about it shows in the row or among
 * what is put aside. Answers come after the commit.
 */
final class ChargerSessionService {
    private static final Logger LOG = LoggerFactory.getLogger(ChargerSessionService.class);

    private final StartRepository starts;
    private final StopRepository stops;
    private final TagRepository tags;
    private final Registry registry;
    private final NamedReservations namedReservations;
    private final LatestReadings readings;
    private final Announcer announcer;
    private final WantedStops wantedStops;
    private final ForeignTransactions foreign;
    private final Clock clock;

    ChargerSessionService(
            StartRepository starts,
            StopRepository stops,
            TagRepository tags,
            Registry registry,
            NamedReservations namedReservations,
            LatestReadings readings,
            Announcer announcer,
            WantedStops wantedStops,
            ForeignTransactions foreign,
            Clock clock) {
        this.starts = starts;
        this.stops = stops;
        this.tags = tags;
        this.registry = registry;
        this.namedReservations = namedReservations;
        this.readings = readings;
        this.announcer = announcer;
        this.wantedStops = wantedStops;
        this.foreign = foreign;
        this.clock = clock;
    }

    /** Nothing is stored: a tag nobody knows stays unknown. */
    Future<IdTagInfo> authorize(Authorize asked) {
        return tags.find(asked.idTag()).map(tag -> Tag.info(tag, clock.instant(), List.of()));
    }

    Future<SessionBegun> start(StartSession start) {
        return registry.spot(start.connectorID()).compose(spot -> store(Arrival.of(start, spot)));
    }

    private Future<SessionBegun> store(Arrival arrival) {
        return starts.start(arrival).compose(outcome -> {
            if (outcome instanceof StartOutcome.WantsReadings wants) {
                return readings.of(wants.transactionIDs()).compose(found -> store(arrival.with(found)));
            }
            if (outcome instanceof StartOutcome.Again again) {
                tellUsed(arrival, again.session());
                return Future.succeededFuture(begun(arrival.start(), again.session(), again.tag(), List.of()));
            }
            var began = (StartOutcome.Began) outcome;
            tellBegun(arrival, began);
            return Future.succeededFuture(begun(arrival.start(), began.session(), began.tag(), began.superseded()));
        });
    }

    private void tellBegun(Arrival arrival, StartOutcome.Began began) {
        var session = began.session();
        began.superseded().forEach(announcer::stopped);
        announcer.started(session);
        registry.endHold(session.hold().reservationID(), HoldEnd.USED, session.transactionID());
        tellUsed(arrival, session);
        if (session.stopWanted()) {
            wantedStops.stopSoon(session);
        }
    }

    /** A reservation that is not the hold the session began with: an operator's, or one under another tag. */
    private void tellUsed(Arrival arrival, Session session) {
        if (!arrival.names(session.hold().reservationID())) {
            arrival.namedReservation()
                    .ifPresent(number -> namedReservations.use(
                            session, number, arrival.start().receivedAt()));
        }
    }

    /** Neither the session itself nor those it put an end to count against a limit of its tag. */
    private SessionBegun begun(StartSession start, Session session, Optional<Tag> tag, List<Session> superseded) {
        var except = Stream.concat(Stream.of(session), superseded.stream())
                .map(Session::transactionID)
                .toList();
        return new SessionBegun(
                session.transactionID(), start.idTag() == null ? null : Tag.info(tag, clock.instant(), except));
    }

    /** The last reading of the session a stop names is asked for beforehand, so that most stops are one transaction. */
    Future<SessionOver> stop(StopSession stop) {
        var departure = Departure.of(stop);
        return readings.of(departure.namedID().map(List::of).orElse(List.of()))
                .compose(found -> store(departure.with(found)));
    }

    private Future<SessionOver> store(Departure departure) {
        return stops.stop(departure).compose(outcome -> {
            if (outcome instanceof StopOutcome.WantsReadings wants) {
                return readings.of(wants.transactionIDs()).compose(found -> store(departure.with(found)));
            }
            return Future.succeededFuture(over(departure, outcome));
        });
    }

    private SessionOver over(Departure departure, StopOutcome outcome) {
        if (outcome instanceof StopOutcome.Aside aside) {
            return putAside(departure, aside);
        }
        if (outcome instanceof StopOutcome.Again again) {
            return new SessionOver(again.session().transactionID(), info(departure, again.tag()));
        }
        var ended = (StopOutcome.Ended) outcome;
        announcer.stopped(ended.session());
        return new SessionOver(ended.session().transactionID(), info(departure, ended.tag()));
    }

    private SessionOver putAside(Departure departure, StopOutcome.Aside aside) {
        var line = About.charger(LOG.atWarn(), departure.connectorID());
        departure.namedID().ifPresent(named -> About.session(line, named));
        line.log(
                "A stop from charger {} was put aside: {}",
                departure.connectorID(),
                aside.reason().word());
        var isForeign = aside.reason() == AsideReason.FOREIGN_TRANSACTION;
        departure
                .namedID()
                .filter(named -> isForeign)
                .ifPresent(named -> foreign.report(departure.connectorID(), ForeignTransactions.Named.STOP, named));
        return new SessionOver(
                null,
                isForeign && departure.tagKey() != null
                        ? new IdTagInfo(Status.INVALID, null, null)
                        : info(departure, aside.tag()));
    }

    private @Nullable IdTagInfo info(Departure departure, Optional<Tag> tag) {
        return departure.tagKey() == null ? null : Tag.infoAtStop(tag, clock.instant());
    }
}
