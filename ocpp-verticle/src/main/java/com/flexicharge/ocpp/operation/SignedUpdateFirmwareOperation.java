package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.SignedUpdateFirmware;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * SignedUpdateFirmware (security extension §5): a job that the charger's SignedFirmwareStatusNotifications tell of by {@code
 * requestId}, which we allocate unless the operator does.
 */
final class SignedUpdateFirmwareOperation implements Operation {
    private final Jobs jobs;

    SignedUpdateFirmwareOperation(Bus bus) {
        jobs = new Jobs(bus);
    }

    @Override
    public Action action() {
        return Action.SIGNED_UPDATE_FIRMWARE;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        return Future.succeededFuture(Jobs.withRequestID(asked));
    }

    @Override
    public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        return jobs.makeNumbered(wish, JobKind.SIGNED_FIRMWARE, asked, payload);
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        var answer = Payloads.response(action(), SignedUpdateFirmware.Response.class, ending);
        return jobs.answered(ending, answer.map(given -> given.status().wire()), Optional.empty());
    }
}
