package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.Connector;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.EndHoldOf;
import com.flexicharge.shared.contract.charger.Holds.Held;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.SecurityEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** charger-verticle's answers, written by hand: chargers with one connector, and holds that are always placed. */
public final class FakeRegistry {
    private static final Location PLACE = new Location(57.7, 14.1);

    final Map<Integer, Site> sites = new ConcurrentHashMap<>();
    public final List<PlaceHold> holdsAsked = new CopyOnWriteArrayList<>();
    final List<EndHold> holdsEnded = new CopyOnWriteArrayList<>();
    final List<EndHoldOf> unclearHoldsEnded = new CopyOnWriteArrayList<>();
    final List<UseReservation> reservationsUsed = new CopyOnWriteArrayList<>();
    final AtomicInteger usesToRefuse = new AtomicInteger();
    final List<SecurityEvent> securityEvents = new CopyOnWriteArrayList<>();
    public volatile boolean away;
    /** Of the charge point of chargers added from now on; absent: it has none. */
    public volatile @Nullable Integer ownPriceOre = 250;

    private volatile Function<PlaceHold, Future<Held>> holds;
    private final AtomicInteger reservationIDs = new AtomicInteger(7000);

    FakeRegistry(Bus bus) {
        holds = this::held;
        bus.answer(ChargerEndpoints.GET_SITE, asked -> site(asked.connectorID()));
        bus.answer(
                ChargerEndpoints.GET_CHARGER, asked -> site(asked.connectorID()).map(Site::charger));
        bus.answer(ChargerEndpoints.PLACE_HOLD, asked -> {
            holdsAsked.add(asked);
            return holds.apply(asked);
        });
        bus.answer(ChargerEndpoints.END_HOLD, ended -> {
            holdsEnded.add(ended);
            return Future.succeededFuture(Done.DONE);
        });
        bus.answer(ReservationEndpoints.USE_RESERVATION, use -> {
            reservationsUsed.add(use);
            return usesToRefuse.getAndDecrement() > 0
                    ? Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "The registry is away."))
                    : Future.succeededFuture(Done.DONE);
        });
        bus.answer(SecurityEventEndpoints.REPORT_SECURITY_EVENT, event -> {
            securityEvents.add(event);
            return away ? isAway() : Future.succeededFuture(Done.DONE);
        });
        bus.answer(ChargerEndpoints.END_HOLD_OF, ended -> {
            unclearHoldsEnded.add(ended);
            return Future.succeededFuture(Done.DONE);
        });
    }

    public void add(int connectorID, Protocol protocol) {
        put(connectorID, protocol, true, List.of(), false);
    }

    public void addHidden(int connectorID) {
        put(connectorID, Protocol.FLEXICHARGE, true, List.of(), true);
    }

    /** One that waits for an operator, or was turned away by one. */
    void add(int connectorID, Registration registration) {
        put(connectorID, Protocol.OCPP_16, true, List.of(), false, registration);
    }

    void disconnect(int connectorID) {
        put(connectorID, Protocol.FLEXICHARGE, false, List.of(), false);
    }

    /** A strict charger without a socket, last heard of then. */
    void away(int connectorID, Instant lastSeenAt) {
        put(connectorID, Protocol.OCPP_16, false, List.of(), false, Registration.ACCEPTED, lastSeenAt);
    }

    void remove(int connectorID) {
        sites.remove(connectorID);
    }

    /** With two connectors, of which the first is in this status since then. */
    void status(int connectorID, Protocol protocol, ConnectorStatus status, Instant since) {
        var connectors = List.of(
                new Connector(1, status, "NoError", null, null, since),
                new Connector(2, ConnectorStatus.PREPARING, "NoError", null, null, since));
        put(connectorID, protocol, true, connectors, false);
    }

    /** Whatever is asked to be held from now on ends so. */
    public void refuseHolds(Reason reason, String why) {
        holds = asked -> Future.failedFuture(Refusal.of(reason, "couldNotReserveCharger", why));
    }

    /** Whatever is asked to be held from now on is answered when this is. */
    public void holdWhen(Future<Void> then) {
        holds = asked -> then.compose(now -> held(asked));
    }

    public void holdAgain() {
        holds = this::held;
    }

    private Future<Held> held(PlaceHold asked) {
        return Future.succeededFuture(new Held(reservationIDs.incrementAndGet()));
    }

    private static <T> Future<T> isAway() {
        return Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "The registry is away."));
    }

    private Future<Site> site(int connectorID) {
        if (away) {
            return isAway();
        }
        var site = sites.get(connectorID);
        return site == null
                ? Future.failedFuture(Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No such charger."))
                : Future.succeededFuture(site);
    }

    private void put(
            int connectorID, Protocol protocol, boolean connected, List<Connector> connectors, boolean hidden) {
        put(connectorID, protocol, connected, connectors, hidden, Registration.ACCEPTED);
    }

    private void put(
            int connectorID,
            Protocol protocol,
            boolean connected,
            List<Connector> connectors,
            boolean hidden,
            Registration registration) {
        put(connectorID, protocol, connected, connectors, hidden, registration, null);
    }

    private void put(
            int connectorID,
            Protocol protocol,
            boolean connected,
            List<Connector> connectors,
            boolean hidden,
            Registration registration,
            @Nullable Instant lastSeenAt) {
        var charger = new Charger(
                connectorID,
                1,
                PLACE,
                hidden ? "selftest" : "abc" + connectorID,
                ConnectorStatus.AVAILABLE,
                connected,
                lastSeenAt,
                protocol,
                null,
                null,
                null,
                registration,
                hidden,
                connectors);
        @Nullable Integer own = ownPriceOre;
        var point = new ChargePoint(
                1, "Jönköping University", "Gjuterigatan 5", PLACE, own, own == null ? 333 : own, 30000);
        sites.put(connectorID, new Site(charger, point));
    }
}
