package com.flexicharge.ocpp.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.Decimals;
import com.flexicharge.ocpp.message.Measurand;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.SampledValue;
import com.flexicharge.ocpp.message.UnitOfMeasure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reading that FlexiCharge chargers may send inside a DataTransfer:
 * {@code {"transactionId":…,"latestMeterValue":…,"CurrentChargePercentage":…}}, the meter's total in Wh. It tells no time.
 */
final class ChargeLevelUpdate {
    private ChargeLevelUpdate() {}

    static Optional<MeterValues.Request> read(DataTransfer.Request transfer) {
        return transfer.data()
                .flatMap(Json::tree)
                .filter(JsonNode::isObject)
                .map(Members::new)
                .flatMap(ChargeLevelUpdate::request);
    }

    private static Optional<MeterValues.Request> request(Members data) {
        var energy = data.number("latestMeterValue")
                .map(wh -> Sampled.of(wh, Measurand.ENERGY_ACTIVE_IMPORT_REGISTER, UnitOfMeasure.WH));
        var percent = data.number("CurrentChargePercentage")
                .map(value -> Sampled.of(value, Measurand.STATE_OF_CHARGE, UnitOfMeasure.PERCENT));
        List<SampledValue> samples =
                Stream.of(energy, percent).flatMap(Optional::stream).toList();
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MeterValues.Request(
                1,
                data.number("transactionId").flatMap(Decimals::floor),
                List.of(new MeterValue(ChargerTime.ABSENT, samples))));
    }
}
