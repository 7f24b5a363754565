package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.dialect.FlexiCharge;
import com.flexicharge.ocpp.message.DataTransfer;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Whatever OCPP has no message for (OCPP 1.6 §4.3). One is known: a reading of vendor {@code com.flexicharge}. FlexiCharge
 * chargers are not asked for the vendor.
 */
final class DataTransferHandler implements CallHandler<DataTransfer.Request> {
    private final ReadingsRecorder readings;

    DataTransferHandler(ReadingsRecorder readings) {
        this.readings = readings;
    }

    @Override
    public Future<Reply> handle(Incoming<DataTransfer.Request> call) {
        if (!call.isFlexiCharge() && !call.request().vendorId().equals(FlexiCharge.VENDOR_ID)) {
            return answered(DataTransfer.Status.UNKNOWN_VENDOR_ID);
        }
        if (!call.request().messageId().equals(Optional.of(FlexiCharge.CHARGE_LEVEL_UPDATE))) {
            return answered(DataTransfer.Status.UNKNOWN_MESSAGE_ID);
        }
        return call.sender()
                .dialect()
                .chargeLevel(call.request())
                .map(level -> readings.record(call, level, null).map(done -> reply(DataTransfer.Status.ACCEPTED)))
                .orElseGet(() -> answered(DataTransfer.Status.REJECTED));
    }

    private static Future<Reply> answered(DataTransfer.Status status) {
        return Future.succeededFuture(reply(status));
    }

    private static Reply reply(DataTransfer.Status status) {
        return new Reply(new DataTransfer.Response(status, Optional.empty()));
    }
}
