package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.GetLog;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;

/**
 * GetLog (security extension §5): a job that the charger's LogStatusNotifications tell of by {@code requestId}, which we allocate
 * unless the operator does.
 */
final class GetLogOperation implements Operation {
    private final Jobs jobs;

    GetLogOperation(Bus bus) {
        jobs = new Jobs(bus);
    }

    @Override
    public Action action() {
        return Action.GET_LOG;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        return Future.succeededFuture(Jobs.withRequestID(asked));
    }

    @Override
    public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        return jobs.makeNumbered(wish, JobKind.LOG, asked, payload);
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        var answer = Payloads.response(action(), GetLog.Response.class, ending);
        return jobs.answered(
                ending, answer.map(given -> given.status().wire()), answer.flatMap(GetLog.Response::filename));
    }
}
