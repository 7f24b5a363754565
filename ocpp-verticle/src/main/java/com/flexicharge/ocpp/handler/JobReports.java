package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.JobEndpoints;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobReported;
import io.vertx.core.Future;
import java.util.Optional;

/** Hands on what chargers say of their jobs, in whichever of the four messages. */
final class JobReports {
    private final Bus bus;

    JobReports(Bus bus) {
        this.bus = bus;
    }

    /**
     * @param requestID as the charger sent it
     * @return when it is stored
     */
    Future<Done> report(Incoming<?> call, JobKind kind, Optional<Integer> requestID, Word status) {
        return bus.ask(
                JobEndpoints.JOB_REPORTED,
                new JobReported(call.connectorID(), kind, requestID.orElse(null), status.wire(), call.receivedAt()));
    }
}
