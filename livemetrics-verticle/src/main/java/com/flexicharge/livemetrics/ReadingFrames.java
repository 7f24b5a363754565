package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The frames users get that no charger sent. They are shaped like the CALLs of a FlexiCharge charger, which is what apps read. */
final class ReadingFrames {
    private static final int CALL = 2;

    /** Of this process, so that no id is used twice, after a restart or on another node. */
    private final String idPrefix;

    private long count;

    /** @param idPrefix unique to this run of the process, at most 20 characters */
    ReadingFrames(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** All three values are numbers always: the last known, else 0. */
    String reading(OpenSession session, Metered metered, ReadingTime time) {
        var values = new JsonObject()
                .put("chargingPercent", value(metered.percent(), "%", "SoC"))
                .put("chargingPower", value(metered.powerW().orElse(0), "W", "Power.Active.Import"))
                .put("chargedSoFar", value(metered.energyWh(), "Wh", "Energy.Active.Import.Interval"));
        var payload = new JsonObject()
                .put("connectorId", session.connector())
                .put("transactionId", session.transactionID())
                .put("timestamp", time.takenAt().orElse(time.receivedAt()).toEpochMilli())
                .put("values", values);
        return call("MeterValues", payload);
    }

    /** In Wh, öre and epoch seconds. */
    String end(SessionEnd end) {
        var payload = new JsonObject()
                .put("transactionId", end.transactionID())
                .put("meterStop", end.meterStopWh())
                .put("energyWh", end.energyWh())
                .put("price", end.priceOre())
                .put("reason", end.reason())
                .put("timestamp", end.stopAt().getEpochSecond());
        return call("StopTransaction", payload);
    }

    private String call(String action, JsonObject payload) {
        count++;
        var id = idPrefix + "-" + count;
        return new JsonArray().add(CALL).add(id).add(action).add(payload).encode();
    }

    private static JsonObject value(Number value, String unit, String measurand) {
        return new JsonObject().put("value", value).put("unit", unit).put("measurand", measurand);
    }
}
