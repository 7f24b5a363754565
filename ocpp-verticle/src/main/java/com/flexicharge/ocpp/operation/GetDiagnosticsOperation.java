package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.GetDiagnostics;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;
import java.util.Optional;

/** GetDiagnostics (OCPP 1.6 §5.9): a job that the charger's DiagnosticsStatusNotifications tell of. */
final class GetDiagnosticsOperation implements Operation {
    private final Jobs jobs;

    GetDiagnosticsOperation(Bus bus) {
        jobs = new Jobs(bus);
    }

    @Override
    public Action action() {
        return Action.GET_DIAGNOSTICS;
    }

    @Override
    public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        return jobs.make(wish, JobKind.DIAGNOSTICS, payload);
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        var fileName = Payloads.response(action(), GetDiagnostics.Response.class, ending)
                .flatMap(GetDiagnostics.Response::fileName);
        return jobs.answered(ending, Optional.empty(), fileName);
    }
}
