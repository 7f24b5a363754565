package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.CancelReservation;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;

/** Gives up a reservation (OCPP 1.6 §5.1). */
final class CancelReservationCommand implements Command<OcppEndpoints.CancelReservation, CancelReservation.Response> {
    @Override
    public Endpoint<OcppEndpoints.CancelReservation, ChargerAnswer> endpoint() {
        return OcppEndpoints.CANCEL_RESERVATION;
    }

    @Override
    public int connectorID(OcppEndpoints.CancelReservation asked) {
        return asked.connectorID();
    }

    @Override
    public int waitMillis(OcppEndpoints.CancelReservation asked) {
        return asked.waitMillis();
    }

    @Override
    public OcppEndpoints.CancelReservation withWait(OcppEndpoints.CancelReservation asked, int waitMillis) {
        return new OcppEndpoints.CancelReservation(asked.connectorID(), asked.reservationID(), waitMillis);
    }

    @Override
    public OcppRequest request(OcppEndpoints.CancelReservation asked) {
        return new CancelReservation.Request(asked.reservationID());
    }

    @Override
    public Class<CancelReservation.Response> answers() {
        return CancelReservation.Response.class;
    }

    @Override
    public Word status(CancelReservation.Response response) {
        return response.status();
    }
}
