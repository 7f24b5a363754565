package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.GetLocalListVersion;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.VersionRead;
import io.vertx.core.Future;

/** GetLocalListVersion (OCPP 1.6 §5.10): the version is noted as the charger said it. */
final class GetLocalListVersionOperation implements Operation {
    private final Bus bus;

    GetLocalListVersionOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.GET_LOCAL_LIST_VERSION;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return Payloads.response(action(), GetLocalListVersion.Response.class, ending)
                .map(answer -> new VersionRead(ending.connectorID(), answer.listVersion(), ending.at()))
                .map(read -> bus.ask(LocalListEndpoints.LIST_VERSION_READ, read).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }
}
