package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.ReserveNow;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import io.vertx.core.Future;
import java.util.List;

/**
 * ReserveNow (OCPP 1.6 §5.13). Without {@code reservationId} the reservation's own number goes on the wire; without {@code
 * parentIdTag} the one stored for the tag, if it has one.
 */
final class ReserveNowOperation implements Operation {
    private static final String RESERVATION_ID = "reservationId";
    private static final String PARENT_ID_TAG = "parentIdTag";
    private static final String ID_TAG = "idTag";
    private static final int STAND_IN = 1;

    private final Bus bus;
    private final TagInfos tags;

    ReserveNowOperation(Bus bus) {
        this.bus = bus;
        tags = new TagInfos(bus);
    }

    @Override
    public Action action() {
        return Action.RESERVE_NOW;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        var payload = asked.deepCopy();
        var idTag = payload.get(ID_TAG);
        if (payload.has(PARENT_ID_TAG) || !TagInfos.isIdTag(idTag)) {
            return Future.succeededFuture(numbered(payload));
        }
        return tags.of(List.of(idTag.textValue())).map(infos -> {
            infos.get(0).parentIdTag().ifPresent(parent -> payload.put(PARENT_ID_TAG, parent));
            return numbered(payload);
        });
    }

    private static ObjectNode numbered(ObjectNode payload) {
        return payload.has(RESERVATION_ID) ? payload : payload.put(RESERVATION_ID, STAND_IN);
    }

    @Override
    public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        var request = Payloads.request(action(), ReserveNow.Request.class, payload);
        var reservation = new MakeReservation(
                wish.connectorID(),
                request.connectorId(),
                request.idTag(),
                request.parentIdTag().orElse(null),
                request.expiryDate().instant().orElseThrow(),
                asked.has(RESERVATION_ID) ? request.reservationId() : null,
                wish.commandID(),
                wish.at());
        return bus.ask(ReservationEndpoints.MAKE_RESERVATION, reservation)
                .map(made -> new Made(
                        payload.deepCopy().put(RESERVATION_ID, made.wireReservationID()), made.reservationID(), null));
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        var reservationID = ending.reservationID();
        if (reservationID == null) {
            return Future.succeededFuture();
        }
        return bus.ask(
                        ReservationEndpoints.RESERVATION_ANSWERED,
                        new ReservationAnswered(reservationID, ending.accepted(), ending.at()))
                .mapEmpty();
    }
}
