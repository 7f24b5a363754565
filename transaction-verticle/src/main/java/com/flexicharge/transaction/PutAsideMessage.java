package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.ChargerSessions.FindSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.PutAside;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to those that wait for an operator.
 *
 * @param stop what it said of an end, so that it can be booked later; absent for other messages and for such that could not be
 *             read
 */
record PutAsideMessage(
        int connectorID,
        String kind,
        String reason,
        String payload,
        Instant receivedAt,
        @Nullable Integer candidate,
        @Nullable StopSession stop) {

    static PutAsideMessage of(PutAside aside) {
        return new PutAsideMessage(
                aside.connectorID(),
                aside.kind(),
                aside.reason().word(),
                aside.payload(),
                aside.receivedAt(),
                null,
                null);
    }

    static PutAsideMessage of(StopSession stop, StopDecision.Aside aside) {
        return new PutAsideMessage(
                stop.connectorID(),
                "StopTransaction",
                aside.reason().word(),
                stop.payload(),
                stop.receivedAt(),
                aside.candidate(),
                stop);
    }

    /**
     * Readings of a session that is not this charger's, once for each number it names: what they measured is kept by
     * livemetrics-verticle, and a charger sends them for hours.
     */
    static PutAsideMessage ofReadings(
            FindSession asked, AsideReason reason, @Nullable Integer candidate, Instant receivedAt) {
        var named = new JsonObject().put("connectorId", asked.connector()).put("transactionId", asked.transactionID());
        return new PutAsideMessage(
                asked.connectorID(), "MeterValues", reason.word(), named.encode(), receivedAt, candidate, null);
    }

    /** The same message from the same charger has the same key, whenever it comes and for whatever reason it is put aside. */
    String payloadKey() {
        return Fingerprint.of(connectorID + "|" + kind + "|" + payload);
    }
}
