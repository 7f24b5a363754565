package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** Whatever OCPP has no message for, both ways (OCPP 1.6 §4.3, §5.6). */
public final class DataTransfer {
    private DataTransfer() {}

    public record Request(
            @Length(255) String vendorId, @Length(50) Optional<String> messageId, Optional<String> data)
            implements OcppRequest {}

    public record Response(Status status, Optional<String> data) implements OcppResponse {}

    public enum Status implements Word {
        ACCEPTED,
        REJECTED,
        UNKNOWN_MESSAGE_ID,
        UNKNOWN_VENDOR_ID
    }
}
