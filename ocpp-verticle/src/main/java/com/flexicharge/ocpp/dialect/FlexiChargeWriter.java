package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.FrameWriter;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.CancelReservation;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.Heartbeat;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.RemoteStartTransaction;
import com.flexicharge.ocpp.message.RemoteStopTransaction;
import com.flexicharge.ocpp.message.ReserveNow;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import java.io.IOException;
import java.time.Instant;

/**
 * Writes our side of the FlexiCharge dialect. The firmware looks for its own spellings: with {@code connectorId} instead of
 * {@code connectorID} it falls silent, and a tag that is no integer gets no answer.
 */
final class FlexiChargeWriter {
    /** Seconds: once a day, as the firmware expects. */
    private static final int HEARTBEAT_INTERVAL_SECONDS = 86_400;

    private static final int ID_TAG = 1;
    private static final int CONNECTOR = 1;

    private final int connectorID;

    /** @param connectorID the charger's public number */
    FlexiChargeWriter(int connectorID) {
        this.connectorID = connectorID;
    }

    String call(String id, OcppRequest request) {
        return FrameWriter.call(id, Action.of(request).wire(), out -> write(request, out));
    }

    private void write(OcppRequest request, JsonGenerator out) throws IOException {
        if (request instanceof DataTransfer.Request transfer) {
            Action.DATA_TRANSFER.write(transfer).writeTo(out);
            return;
        }
        out.writeStartObject();
        if (request instanceof ReserveNow.Request reserve) {
            out.writeNumberField("connectorID", connectorID);
            out.writeNumberField("expiryDate", seconds(reserve.expiryDate()));
            out.writeNumberField("idTag", ID_TAG);
            out.writeStringField("reservationID", reservationID());
            out.writeNumberField("parentIdTag", ID_TAG);
        } else if (request instanceof RemoteStartTransaction.Request) {
            out.writeNumberField("connectorID", CONNECTOR);
            out.writeNumberField("idTag", ID_TAG);
        } else if (request instanceof RemoteStopTransaction.Request stop) {
            out.writeNumberField("transactionID", stop.transactionId());
        } else if (request instanceof CancelReservation.Request) {
            out.writeStringField("reservationID", reservationID());
        } else {
            throw new IllegalArgumentException(
                    "A FlexiCharge charger knows no " + Action.of(request).wire() + "; ask Dialect.sends first");
        }
        out.writeEndObject();
    }

    /** The same for every reservation: the firmware remembers the first one and answers any other Occupied until it restarts. */
    private String reservationID() {
        return Integer.toString(connectorID);
    }

    /** Four elements: the firmware looks at index 2 only. MeterValues alone has three, and no payload. */
    String result(Call call, OcppResponse response) {
        return Json.text(out -> {
            out.writeStartArray();
            out.writeNumber(3);
            call.id().writeTo(out);
            out.writeString(call.action());
            if (!(response instanceof MeterValues.Response)) {
                out.writeStartObject();
                write(response, out);
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void write(OcppResponse response, JsonGenerator out) throws IOException {
        if (response instanceof BootNotification.Response boot) {
            out.writeStringField("status", BootNotification.Status.ACCEPTED.wire());
            out.writeNumberField("currentTime", seconds(boot.currentTime()));
            out.writeNumberField("interval", HEARTBEAT_INTERVAL_SECONDS);
        } else if (response instanceof Heartbeat.Response heartbeat) {
            out.writeNumberField("currentTime", seconds(heartbeat.currentTime()));
        } else if (response instanceof StartTransaction.Response start) {
            out.writeNumberField("idTagInfo", ID_TAG);
            out.writeNumberField("transactionId", start.transactionId());
        } else if (response instanceof StopTransaction.Response || response instanceof Authorize.Response) {
            out.writeNumberField("idTagInfo", ID_TAG);
        } else if (response instanceof DataTransfer.Response transfer) {
            out.writeStringField("status", transfer.status().wire());
            out.writeStringField("data", transfer.data().orElse(""));
        } else if (!(response instanceof StatusNotification.Response)) {
            throw new IllegalArgumentException("A FlexiCharge charger is never answered with a "
                    + response.getClass().getName());
        }
    }

    private static long seconds(ChargerTime time) {
        return time.instant()
                .map(Instant::getEpochSecond)
                .orElseThrow(() -> new IllegalArgumentException("is no date: " + time.raw()));
    }
}
