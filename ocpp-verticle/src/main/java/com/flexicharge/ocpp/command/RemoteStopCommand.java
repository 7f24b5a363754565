package com.flexicharge.ocpp.command;

import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.RemoteStopTransaction;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;

/** Asks a charger to stop charging (OCPP 1.6 §5.12). */
final class RemoteStopCommand implements Command<OcppEndpoints.RemoteStop, RemoteStopTransaction.Response> {
    @Override
    public Endpoint<OcppEndpoints.RemoteStop, ChargerAnswer> endpoint() {
        return OcppEndpoints.REMOTE_STOP;
    }

    @Override
    public int connectorID(OcppEndpoints.RemoteStop asked) {
        return asked.connectorID();
    }

    @Override
    public int waitMillis(OcppEndpoints.RemoteStop asked) {
        return asked.waitMillis();
    }

    @Override
    public OcppEndpoints.RemoteStop withWait(OcppEndpoints.RemoteStop asked, int waitMillis) {
        return new OcppEndpoints.RemoteStop(asked.connectorID(), asked.transactionID(), waitMillis);
    }

    @Override
    public OcppRequest request(OcppEndpoints.RemoteStop asked) {
        return new RemoteStopTransaction.Request(asked.transactionID());
    }

    @Override
    public Class<RemoteStopTransaction.Response> answers() {
        return RemoteStopTransaction.Response.class;
    }

    @Override
    public Word status(RemoteStopTransaction.Response response) {
        return response.status();
    }
}
