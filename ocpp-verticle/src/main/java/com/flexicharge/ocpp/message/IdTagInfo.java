package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.Optional;

/** What a charger is told of an id tag (OCPP 1.6 §7.27). */
public record IdTagInfo(
        Optional<ChargerTime> expiryDate, @Length(20) Optional<String> parentIdTag, AuthorizationStatus status) {}
