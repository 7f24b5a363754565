package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import io.vertx.core.json.Json;

/**
 * The frames users get that no charger sent. They are shaped like the CALLs of a FlexiCharge charger, which is what apps read. Written
 * piece by piece, because there is one for each reading.
 */
final class ReadingFrames {
    private static final int LONG_ENOUGH = 384;

    /** Of this process, so that no id is used twice, after a restart or on another node. */
    private final String idPrefix;

    private long count;

    /** @param idPrefix unique to this run of the process, at most 20 characters that JSON need not escape */
    ReadingFrames(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** All three values are numbers always: the last known, else 0. */
    String reading(OpenSession session, Metered metered, ReadingTime time) {
        var frame = call("MeterValues")
                .append("{\"connectorId\":")
                .append(session.connector())
                .append(",\"transactionId\":")
                .append(session.transactionID())
                .append(",\"timestamp\":")
                .append(time.takenAt().orElse(time.receivedAt()).toEpochMilli())
                .append(",\"values\":{");
        value(frame, "chargingPercent", metered.percent(), "%", "SoC").append(',');
        value(frame, "chargingPower", metered.powerW().orElse(0), "W", "Power.Active.Import")
                .append(',');
        value(frame, "chargedSoFar", metered.energyWh(), "Wh", "Energy.Active.Import.Interval");
        return frame.append("}}]").toString();
    }

    /** In Wh, öre and epoch seconds. */
    String end(SessionEnd end) {
        return call("StopTransaction")
                .append("{\"transactionId\":")
                .append(end.transactionID())
                .append(",\"meterStop\":")
                .append(end.meterStopWh())
                .append(",\"energyWh\":")
                .append(end.energyWh())
                .append(",\"price\":")
                .append(end.priceOre())
                .append(",\"reason\":")
                .append(Json.encode(end.reason()))
                .append(",\"timestamp\":")
                .append(end.stopAt().getEpochSecond())
                .append("}]")
                .toString();
    }

    private StringBuilder call(String action) {
        count++;
        return new StringBuilder(LONG_ENOUGH)
                .append("[2,\"")
                .append(idPrefix)
                .append('-')
                .append(count)
                .append("\",\"")
                .append(action)
                .append("\",");
    }

    /** @param unit and measurand JSON need not escape */
    private static StringBuilder value(StringBuilder frame, String name, long value, String unit, String measurand) {
        return frame.append('"')
                .append(name)
                .append("\":{\"value\":")
                .append(value)
                .append(",\"unit\":\"")
                .append(unit)
                .append("\",\"measurand\":\"")
                .append(measurand)
                .append("\"}");
    }
}
