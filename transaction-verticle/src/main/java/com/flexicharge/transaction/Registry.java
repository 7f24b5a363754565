package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetSite;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.EndHoldOf;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What we ask of charger-verticle. */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    /** Short enough that a start can still be stored, with what an earlier row says, while its charger waits. */
    private static final Endpoint<GetSite, Site> SITE = ChargerEndpoints.GET_SITE.within(Duration.ofSeconds(2));

    /** Leaves a start, which its charger's node waits 10 s for, time to be stored. */
    private static final Endpoint<GetSite, Site> PATIENT_SITE = ChargerEndpoints.GET_SITE.within(Duration.ofSeconds(7));

    private final Bus bus;
    private final SessionRepository sessions;

    Registry(Bus bus, SessionRepository sessions) {
        this.bus = bus;
        this.sessions = sessions;
    }

    /** Fails with {@code NOT_FOUND dbForeignKeyConstraintError} when there is no such charger. */
    Future<Site> site(int connectorID) {
        return bus.ask(SITE, new GetSite(connectorID))
                .recover(failure -> Future.failedFuture(told(failure, connectorID)));
    }

    private static Throwable told(Throwable failure, int connectorID) {
        return failure instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND
                ? noSuchCharger(connectorID)
                : failure;
    }

    /**
     * For a session that runs already, and so must be stored: when the registry is away, busy or knows the charger no more, what an
     * earlier row of the charger says. Where there is none, a busy registry is waited for: when a thousand chargers start at once,
     * its last answers take seconds. Fails as {@link #site} where neither knows.
     */
    Future<Spot> spot(int connectorID) {
        var asked = bus.ask(PATIENT_SITE, new GetSite(connectorID))
                .map(site -> new Spot(Place.of(site), site.chargePoint().ownPriceOre()));
        return asked.timeout(SITE.deadline().toMillis(), TimeUnit.MILLISECONDS)
                .recover(late -> sessions.lastSpot(connectorID)
                        .compose(spot -> spot.map(Future::succeededFuture)
                                .orElseGet(() ->
                                        asked.recover(failure -> Future.failedFuture(told(failure, connectorID))))));
    }

    /**
     * The hold is over in the registry's books. Not waited for, and a failure is only logged: a hold that is not ended runs out by
     * itself.
     */
    void endHold(@Nullable Integer reservationID, HoldEnd end, int transactionID) {
        if (reservationID != null) {
            bus.ask(ChargerEndpoints.END_HOLD, new EndHold(reservationID, end, transactionID))
                    .onFailure(failure -> About.session(LOG.atWarn(), transactionID)
                            .log(
                                    "Hold {} of session {} runs on until it expires: {}",
                                    reservationID,
                                    transactionID,
                                    failure.getMessage()));
        }
    }

    /** As {@link #endHold}, where it is unclear whether and as what the hold was placed. */
    void endHoldOf(int transactionID, HoldEnd end) {
        bus.ask(ChargerEndpoints.END_HOLD_OF, new EndHoldOf(transactionID, end))
                .onFailure(failure -> About.session(LOG.atWarn(), transactionID)
                        .log(
                                "The hold of session {} runs on until it expires: {}",
                                transactionID,
                                failure.getMessage()));
    }

    static Refusal noSuchCharger(int connectorID) {
        return Refusal.of(Reason.NOT_FOUND, "dbForeignKeyConstraintError", "There is no charger " + connectorID + ".");
    }
}
