package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.CancelReservation;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationCancelled;
import io.vertx.core.Future;

/** CancelReservation (OCPP 1.6 §5.1). Sent for numbers nobody here knows, too; their owner then changes nothing. */
final class CancelReservationOperation implements Operation {
    private final Bus bus;

    CancelReservationOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.CANCEL_RESERVATION;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        if (!ending.accepted()) {
            return Future.succeededFuture();
        }
        var request = Payloads.request(action(), CancelReservation.Request.class, ending.request());
        return bus.ask(
                        ReservationEndpoints.RESERVATION_CANCELLED,
                        new ReservationCancelled(ending.connectorID(), request.reservationId(), ending.at()))
                .mapEmpty();
    }
}
