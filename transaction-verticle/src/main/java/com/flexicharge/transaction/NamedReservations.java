package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.log.About;
import io.vertx.core.Vertx;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the registry which reservation a session used, when its charger named one. The charger is not kept waiting for it; a registry
 * that is away is told again a few times. What it still has not heard then runs out by itself. On the verticle's event loop.
 */
final class NamedReservations {
    private static final Logger LOG = LoggerFactory.getLogger(NamedReservations.class);

    /** With the waits between, over half a minute: longer than a restart of the registry takes. */
    private static final int TRIES = 6;

    private static final int FIRST_WAIT_MILLIS = 1_000;

    /** A registry that is away for longer costs this many at most, some 300 B each; beyond, nothing is told again. */
    private static final int MOST_WAITING = 10_000;

    private final Vertx vertx;
    private final Bus bus;
    private int waiting;

    NamedReservations(Vertx vertx, Bus bus) {
        this.vertx = vertx;
        this.bus = bus;
    }

    /**
     * @param number as the charger named it: its own charger's only
     * @param at     when we heard of it
     */
    void use(Session session, long number, Instant at) {
        tell(new UseReservation(session.connectorID(), number, session.transactionID(), at), 1);
    }

    private void tell(UseReservation use, int attempt) {
        bus.ask(ReservationEndpoints.USE_RESERVATION, use).onFailure(failure -> {
            if (attempt < TRIES && waiting < MOST_WAITING) {
                tellLater(use, attempt);
            } else {
                About.session(About.charger(LOG.atWarn(), use.connectorID()), use.transactionID())
                        .log(
                                "Reservation {} of charger {}, which session {} used, runs on until it expires: {}",
                                use.wireReservationID(),
                                use.connectorID(),
                                use.transactionID(),
                                failure.getMessage());
            }
        });
    }

    private void tellLater(UseReservation use, int attempt) {
        waiting++;
        vertx.setTimer((long) FIRST_WAIT_MILLIS << (attempt - 1), timer -> {
            waiting--;
            tell(use, attempt + 1);
        });
    }
}
