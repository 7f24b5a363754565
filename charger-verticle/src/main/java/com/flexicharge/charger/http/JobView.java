package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.JobEndpoints.Job;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job as operators see it. */
record JobView(
        int jobID,
        String kind,
        int requestId,
        String commandId,
        @Nullable String fileName,
        String status,
        List<EventView> events) {
    record EventView(String status, Instant at) {}

    static JobView of(Job job) {
        return new JobView(
                job.jobID(),
                job.kind().word(),
                job.requestID(),
                job.commandID(),
                job.fileName(),
                job.status(),
                job.events().stream()
                        .map(event -> new EventView(event.status(), event.at()))
                        .toList());
    }
}
