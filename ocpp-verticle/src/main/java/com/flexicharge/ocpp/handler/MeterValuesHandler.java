package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.MeterValues;
import io.vertx.core.Future;

/**
 * What a charger measured (OCPP 1.6 §4.7). Users of a FlexiCharge charger are sent the frame text for text; from a strict one a
 * frame is made for them.
 */
final class MeterValuesHandler implements CallHandler<MeterValues.Request> {
    private final ReadingsRecorder readings;

    MeterValuesHandler(ReadingsRecorder readings) {
        this.readings = readings;
    }

    @Override
    public Future<Reply> handle(Incoming<MeterValues.Request> call) {
        var frame = call.isFlexiCharge() ? call.call().text() : null;
        return readings.record(call, call.request(), frame).map(done -> new Reply(new MeterValues.Response()));
    }
}
