package com.flexicharge.ocpp.message;

/** How a firmware update goes (OCPP 1.6 §4.5). */
public final class FirmwareStatusNotification {
    private FirmwareStatusNotification() {}

    public record Request(Status status) implements OcppRequest {}

    public record Response() implements OcppResponse {}

    public enum Status implements Word {
        DOWNLOADED,
        DOWNLOAD_FAILED,
        DOWNLOADING,
        IDLE,
        INSTALLATION_FAILED,
        INSTALLING,
        INSTALLED
    }
}
