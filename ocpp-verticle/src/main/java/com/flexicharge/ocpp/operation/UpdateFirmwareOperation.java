package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobKind;
import io.vertx.core.Future;
import java.util.Optional;

/** UpdateFirmware (OCPP 1.6 §5.19): a job that the charger's FirmwareStatusNotifications tell of. */
final class UpdateFirmwareOperation implements Operation {
    private final Jobs jobs;

    UpdateFirmwareOperation(Bus bus) {
        jobs = new Jobs(bus);
    }

    @Override
    public Action action() {
        return Action.UPDATE_FIRMWARE;
    }

    @Override
    public Future<Made> make(Wish wish, ObjectNode asked, ObjectNode payload) {
        return jobs.make(wish, JobKind.FIRMWARE, payload);
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return jobs.answered(ending, Optional.empty(), Optional.empty());
    }
}
