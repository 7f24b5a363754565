package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Work a charger was given that takes it minutes: new firmware, diagnostics and logs to upload. */
public interface JobEndpoints {
    enum JobKind {
        FIRMWARE("firmware"),
        DIAGNOSTICS("diagnostics"),
        LOG("log"),
        SIGNED_FIRMWARE("signedFirmware");

        private final String word;

        JobKind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** The kind with exactly this word, letter case included. */
        public static Optional<JobKind> ofWord(String word) {
            for (var kind : values()) {
                if (kind.word.equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * A job, so that it can be seen as soon as its command is. Asked twice for one command, the same job is answered.
     *
     * @param requestID the operator's own number for it; absent: the job's number is used
     */
    record MakeJob(
            int connectorID,
            JobKind kind,
            String commandID,
            @Nullable Integer requestID,
            Instant at) {}

    record JobMade(int jobID, int requestID) {}

    /**
     * How the job's command ended. Fails with {@code NOT_FOUND jobNotFound}.
     *
     * @param status   the charger's word, or the command's state when it gave none; the job's status while nothing was reported
     * @param fileName the charger will upload under; absent: it said none
     */
    record JobAnswered(int jobID, String status, @Nullable String fileName, Instant at) {}

    /**
     * What a charger reports of a job. Belongs to the job with that request id, else to the latest of its kind, else to none;
     * it is never refused for that.
     */
    record JobReported(
            int connectorID, JobKind kind, @Nullable Integer requestID, String status, Instant at) {}

    record GetJobs(int connectorID, @Nullable JobKind kind, PageRequest page) {}

    record JobEvent(String status, Instant at) {}

    /** @param events the latest 200 of the charger's reports, in order */
    record Job(
            int jobID,
            int connectorID,
            JobKind kind,
            int requestID,
            String commandID,
            @Nullable String fileName,
            String status,
            Instant createdAt,
            List<JobEvent> events) {
        public Job {
            events = List.copyOf(events);
        }
    }

    record Jobs(List<Job> jobs) {
        public Jobs {
            jobs = List.copyOf(jobs);
        }
    }

    Endpoint<MakeJob, JobMade> MAKE_JOB = Endpoint.of("charger.makeJob", MakeJob.class, JobMade.class);
    Endpoint<JobAnswered, Done> JOB_ANSWERED = Endpoint.of("charger.jobAnswered", JobAnswered.class, Done.class);
    Endpoint<JobReported, Done> JOB_REPORTED = Endpoint.of("charger.jobReported", JobReported.class, Done.class);
    Endpoint<GetJobs, Jobs> GET_JOBS = Endpoint.of("charger.getJobs", GetJobs.class, Jobs.class);
}
