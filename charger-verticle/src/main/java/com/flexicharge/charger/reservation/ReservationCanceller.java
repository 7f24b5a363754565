package com.flexicharge.charger.reservation;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.CancelReservationOf;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.CancelReservation;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * Gives up a reservation for its owner: first at the charger, so that our books do not offer a connector it still keeps, then in our
 * books. Only a charger that is silent keeps its reservation in both; one that cannot be asked, or says no, does not.
 */
public final class ReservationCanceller {
    private static final int LONGEST_WAIT_MS = 60_000;

    private final ReservationService books;
    private final ReservationRepository reservations;
    private final Bus bus;
    private final Clock clock;

    public ReservationCanceller(ReservationService books, ReservationRepository reservations, Bus bus, Clock clock) {
        this.books = books;
        this.reservations = reservations;
        this.bus = bus;
        this.clock = clock;
    }

    public Future<Done> cancel(CancelReservationOf ask) {
        return books.owned(ask.reservationID(), ask.caller())
                .compose(found -> found.isOpen()
                        ? tellCharger(found, ask.waitMillis()).compose(told -> free(ask))
                        : asOver(found));
    }

    /** Somebody may have used it while the charger was asked. */
    private Future<Done> free(CancelReservationOf ask) {
        return reservations
                .free(ask.reservationID(), clock.instant())
                .compose(freed -> freed
                        ? Future.succeededFuture(Done.DONE)
                        : books.owned(ask.reservationID(), ask.caller()).compose(ReservationCanceller::asOver));
    }

    private static Future<Done> asOver(StoredReservation reservation) {
        return reservation.isUsed()
                ? Future.failedFuture(Refusal.of(
                        Reason.CONFLICT,
                        "reservationUsed",
                        "Reservation " + reservation.shown().reservationID() + " was used already."))
                : Future.succeededFuture(Done.DONE);
    }

    /** FlexiCharge chargers ignore CancelReservation; their reservations run out, and take a new one of the same number before. */
    private Future<Void> tellCharger(StoredReservation reservation, int waitMillis) {
        if (!reservation.canCancel()) {
            return Future.succeededFuture();
        }
        var request = new CancelReservation(
                reservation.shown().connectorID(),
                reservation.wireNumber(),
                Math.max(0, Math.min(waitMillis, LONGEST_WAIT_MS)));
        return bus.ask(OcppEndpoints.CANCEL_RESERVATION, request)
                .<Void>mapEmpty()
                .recover(failure -> cannotBeAsked(failure) ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private static boolean cannotBeAsked(Throwable failure) {
        return failure instanceof Refusal refusal
                && (refusal.reason() == Reason.OFFLINE || refusal.reason() == Reason.CONFLICT);
    }
}
