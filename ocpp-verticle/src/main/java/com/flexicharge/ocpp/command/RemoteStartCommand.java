package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.RemoteStartTransaction;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import java.util.Optional;

/** Asks a charger to start charging (OCPP 1.6 §5.11). Connector 0 leaves the choice to the charger. */
final class RemoteStartCommand implements Command<OcppEndpoints.RemoteStart, RemoteStartTransaction.Response> {
    @Override
    public Endpoint<OcppEndpoints.RemoteStart, ChargerAnswer> endpoint() {
        return OcppEndpoints.REMOTE_START;
    }

    @Override
    public int connectorID(OcppEndpoints.RemoteStart asked) {
        return asked.connectorID();
    }

    @Override
    public int waitMillis(OcppEndpoints.RemoteStart asked) {
        return asked.waitMillis();
    }

    @Override
    public OcppEndpoints.RemoteStart withWait(OcppEndpoints.RemoteStart asked, int waitMillis) {
        return new OcppEndpoints.RemoteStart(asked.connectorID(), asked.connector(), asked.idTag(), waitMillis);
    }

    @Override
    public OcppRequest request(OcppEndpoints.RemoteStart asked) {
        var connector = Optional.of(asked.connector()).filter(index -> index > 0);
        return new RemoteStartTransaction.Request(connector, asked.idTag(), Optional.empty());
    }

    @Override
    public Class<RemoteStartTransaction.Response> answers() {
        return RemoteStartTransaction.Response.class;
    }

    @Override
    public Word status(RemoteStartTransaction.Response response) {
        return response.status();
    }
}
