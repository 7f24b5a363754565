package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Asks a charger to upload a log (security extension §5). */
public final class GetLog {
    private GetLog() {}

    /** @param retryInterval seconds */
    public record Request(
            LogParameters log,
            LogType logType,
            int requestId,
            Optional<Integer> retries,
            Optional<Integer> retryInterval)
            implements OcppRequest {}

    public record Response(Status status, @Length(255) Optional<String> filename) implements OcppResponse {}

    public enum LogType implements Word {
        DIAGNOSTICS_LOG,
        SECURITY_LOG
    }

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        ACCEPTED_CANCELED
    }

    /** @param remoteLocation URL of the folder to upload to */
    public record LogParameters(
            @Length(512) String remoteLocation,
            Optional<ChargerTime> oldestTimestamp,
            Optional<ChargerTime> latestTimestamp) {}
}
