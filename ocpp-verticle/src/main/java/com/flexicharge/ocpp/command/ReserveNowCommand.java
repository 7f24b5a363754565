package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.ReserveNow;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import java.util.Optional;

/** Holds a connector for an id tag (OCPP 1.6 §5.13). */
final class ReserveNowCommand implements Command<OcppEndpoints.ReserveNow, ReserveNow.Response> {
    @Override
    public Endpoint<OcppEndpoints.ReserveNow, ChargerAnswer> endpoint() {
        return OcppEndpoints.RESERVE_NOW;
    }

    @Override
    public int connectorID(OcppEndpoints.ReserveNow asked) {
        return asked.connectorID();
    }

    @Override
    public int waitMillis(OcppEndpoints.ReserveNow asked) {
        return asked.waitMillis();
    }

    @Override
    public OcppEndpoints.ReserveNow withWait(OcppEndpoints.ReserveNow asked, int waitMillis) {
        return new OcppEndpoints.ReserveNow(
                asked.connectorID(),
                asked.connector(),
                asked.expiryAt(),
                asked.idTag(),
                asked.parentIdTag(),
                asked.reservationID(),
                waitMillis);
    }

    @Override
    public OcppRequest request(OcppEndpoints.ReserveNow asked) {
        return new ReserveNow.Request(
                asked.connector(),
                ChargerTime.of(asked.expiryAt()),
                asked.idTag(),
                Optional.ofNullable(asked.parentIdTag()),
                asked.reservationID());
    }

    @Override
    public Class<ReserveNow.Response> answers() {
        return ReserveNow.Response.class;
    }

    @Override
    public Word status(ReserveNow.Response response) {
        return response.status();
    }
}
