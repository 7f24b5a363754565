package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages as ocpp-verticle hands them over. */
public final class Readings {
    private Readings() {}

    /** What a FlexiCharge charger sends {@code millis} after the start. */
    public static RecordReadings flexiCharge(int connectorID, long millis, int percent, long chargedWh) {
        return flexiCharge(connectorID, null, millis, percent, chargedWh);
    }

    /** @param transactionID as the connection has heard it begin; absent: it has heard none begin */
    static RecordReadings flexiCharge(
            int connectorID, @Nullable Long transactionID, long millis, int percent, long chargedWh) {
        var at = TransactionSide.START.plusMillis(millis);
        return new RecordReadings(
                connectorID,
                1,
                Protocol.FLEXICHARGE,
                transactionID,
                false,
                List.of(reading(at, percent, chargedWh)),
                frame(connectorID, millis, percent, chargedWh),
                at);
    }

    public static String frame(int connectorID, long millis, int percent, long chargedWh) {
        long at = TransactionSide.START.plusMillis(millis).toEpochMilli();
        return ("[2,\"%dMeterValues%d\",\"MeterValues\",{\"connectorId\":1, \"transactionId\":1,\"timestamp\":%d,\"values\":{"
                        + "\"chargingPercent\":{\"value\":%d,\"unit\":\"%%\",\"measurand\":\"SoC\"},"
                        + "\"chargingPower\":{\"value\":7200,\"unit\":\"W\",\"measurand\":\"Power.Active,Import\"},"
                        + "\"chargedSoFar\":{\"value\":%d,\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import\"}}}]")
                .formatted(connectorID, at, at, percent, chargedWh);
    }

    public static RecordReadings strict(
            int connectorID, @Nullable Long transactionID, Instant receivedAt, MeterReading... readings) {
        return new RecordReadings(
                connectorID, 1, Protocol.OCPP_16, transactionID, false, List.of(readings), null, receivedAt);
    }

    /** A strict charger's reading {@code millis} after the start. */
    public static MeterReading at(long millis, long registerWh) {
        return reading(TransactionSide.START.plusMillis(millis), 12, registerWh);
    }

    public static MeterReading always(MeterReading reading) {
        return new MeterReading(
                reading.takenAt(),
                reading.takenRaw(),
                true,
                reading.key(),
                reading.registerWh(),
                reading.deliveredWh(),
                reading.intervalWh(),
                reading.powerW(),
                reading.percent(),
                reading.raw());
    }

    public static MeterReading reading(Instant takenAt, int percent, long registerWh) {
        return new MeterReading(
                takenAt,
                takenAt.toString(),
                false,
                takenAt + "|Sample.Periodic",
                registerWh,
                null,
                null,
                7200,
                percent,
                "{\"registerWh\":" + registerWh + "}");
    }
}
