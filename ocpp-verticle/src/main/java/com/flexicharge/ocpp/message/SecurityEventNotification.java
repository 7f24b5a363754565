package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Something happened that touches security (security extension §5). */
public final class SecurityEventNotification {
    private SecurityEventNotification() {}

    public record Request(
            @Length(50) String type,
            ChargerTime timestamp,
            @Length(255) Optional<String> techInfo) implements OcppRequest {}

    public record Response() implements OcppResponse {}
}
