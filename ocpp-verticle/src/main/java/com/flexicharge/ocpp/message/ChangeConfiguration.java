package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;

/** Sets a configuration key (OCPP 1.6 §5.3). */
public final class ChangeConfiguration {
    private ChangeConfiguration() {}

    public record Request(
            @Length(50) String key, @Length(500) String value) implements OcppRequest {}

    public record Response(Status status) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        REBOOT_REQUIRED,
        NOT_SUPPORTED
    }
}
