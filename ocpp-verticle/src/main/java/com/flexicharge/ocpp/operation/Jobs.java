package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.operation.Operation.Ending;
import com.flexicharge.ocpp.operation.Operation.Made;
import com.flexicharge.ocpp.operation.Operation.Wish;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobMade;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs that commands give a charger; those of the security extension carry a number on the wire. */
final class Jobs {
    private static final String REQUEST_ID = "requestId";
    private static final int STAND_IN = 1;

    private final Bus bus;

    Jobs(Bus bus) {
        this.bus = bus;
    }

    static ObjectNode withRequestID(ObjectNode asked) {
        return asked.has(REQUEST_ID) ? asked : asked.deepCopy().put(REQUEST_ID, STAND_IN);
    }

    Future<Made> make(Wish wish, JobKind kind, ObjectNode payload) {
        return ask(wish, kind, null).map(job -> new Made(payload, null, job.jobID()));
    }

    /** With the operator's own number for it, else with one of ours. */
    Future<Made> makeNumbered(Wish wish, JobKind kind, ObjectNode asked, ObjectNode payload) {
        var own = asked.has(REQUEST_ID) ? payload.get(REQUEST_ID).decimalValue().intValueExact() : null;
        return ask(wish, kind, own)
                .map(job -> new Made(payload.deepCopy().put(REQUEST_ID, job.requestID()), null, job.jobID()));
    }

    private Future<JobMade> ask(Wish wish, JobKind kind, @Nullable Integer requestID) {
        return bus.ask(
                JobEndpoints.MAKE_JOB, new MakeJob(wish.connectorID(), kind, wish.commandID(), requestID, wish.at()));
    }

    /** @param word the charger's; absent: it gave none, and the command's state stands for it */
    Future<Void> answered(Ending ending, Optional<String> word, Optional<String> fileName) {
        var jobID = ending.jobID();
        if (jobID == null) {
            return Future.succeededFuture();
        }
        var answered = new JobAnswered(jobID, word.orElse(ending.stateWord()), fileName.orElse(null), ending.at());
        return bus.ask(JobEndpoints.JOB_ANSWERED, answered).mapEmpty();
    }
}
