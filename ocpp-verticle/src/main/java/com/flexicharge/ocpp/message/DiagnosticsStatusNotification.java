package com.flexicharge.ocpp.message;

/** How an upload of diagnostics goes (OCPP 1.6 §4.4). */
public final class DiagnosticsStatusNotification {
    private DiagnosticsStatusNotification() {}

    public record Request(Status status) implements OcppRequest {}

    public record Response() implements OcppResponse {}

    public enum Status implements Word {
        IDLE,
        UPLOADED,
        UPLOAD_FAILED,
        UPLOADING
    }
}
