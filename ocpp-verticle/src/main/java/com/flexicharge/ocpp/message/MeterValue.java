package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.AtLeast;
import java.util.List;

/** The values taken at one time (OCPP 1.6 §7.33), as sent; {@link Reading} says what they mean. */
public record MeterValue(ChargerTime timestamp, @AtLeast(1) List<SampledValue> sampledValue) {
    public MeterValue {
        sampledValue = List.copyOf(sampledValue);
    }
}
