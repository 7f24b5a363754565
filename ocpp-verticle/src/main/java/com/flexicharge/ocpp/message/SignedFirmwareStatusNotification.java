package com.flexicharge.ocpp.message;

import java.util.Optional;

/** How an update with signed firmware goes (security extension §5). */
public final class SignedFirmwareStatusNotification {
    private SignedFirmwareStatusNotification() {}

    public record Request(Status status, Optional<Integer> requestId) implements OcppRequest {}

    public record Response() implements OcppResponse {}

    public enum Status implements Word {
        DOWNLOADED,
        DOWNLOAD_FAILED,
        DOWNLOADING,
        DOWNLOAD_SCHEDULED,
        DOWNLOAD_PAUSED,
        IDLE,
        INSTALLATION_FAILED,
        INSTALLING,
        INSTALLED,
        INSTALL_REBOOTING,
        INSTALL_SCHEDULED,
        INSTALL_VERIFICATION_FAILED,
        INVALID_SIGNATURE,
        SIGNATURE_VERIFIED
    }
}
