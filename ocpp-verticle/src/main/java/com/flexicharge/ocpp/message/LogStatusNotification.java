package com.flexicharge.ocpp.message;

import java.util.Optional;

/** How an upload of a log goes (security extension §5). */
public final class LogStatusNotification {
    private LogStatusNotification() {}

    public record Request(Status status, Optional<Integer> requestId) implements OcppRequest {}

    public record Response() implements OcppResponse {}

    public enum Status implements Word {
        BAD_MESSAGE,
        IDLE,
        NOT_SUPPORTED_OPERATION,
        PERMISSION_DENIED,
        UPLOADED,
        UPLOAD_FAILURE,
        UPLOADING
    }
}
