package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.Reading;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands readings on, whichever message they came in. */
final class ReadingsRecorder {
    private final Bus bus;

    ReadingsRecorder(Bus bus) {
        this.bus = bus;
    }

    /** @return when stored, those of them that are due */
    Future<Void> record(Incoming<?> call, MeterValues.Request values, @Nullable String frame) {
        newest(values.meterValue()).ifPresent(time -> call.sender().said(time, call.receivedAt()));
        return ask(
                call,
                call.connector(values.connectorId()),
                transactionID(call, values),
                readings(call, values.meterValue(), false),
                frame);
    }

    /** FlexiCharge chargers name any number, but their connection has heard their session begin. */
    private static Optional<Long> transactionID(Incoming<?> call, MeterValues.Request values) {
        return call.isFlexiCharge() ? call.sender().session().map(Integer::longValue) : values.transactionId();
    }

    /** Readings a charger kept for the end of a session: all of them are stored. */
    Future<Void> recordHandedIn(
            Incoming<?> call, int connector, Optional<Long> transactionID, List<MeterValue> values) {
        return ask(call, connector, transactionID, readings(call, values, true), null);
    }

    private Future<Void> ask(
            Incoming<?> call,
            int connector,
            Optional<Long> transactionID,
            List<MeterReading> readings,
            @Nullable String frame) {
        var request = new RecordReadings(
                call.connectorID(),
                connector,
                call.sender().protocol(),
                transactionID.orElse(null),
                call.sender().mayDo(Deviation.REGISTER_RESET),
                readings,
                frame,
                call.receivedAt());
        return bus.ask(LivemetricsEndpoints.RECORD_READINGS, call.connectorID(), request)
                .mapEmpty();
    }

    private static Optional<Instant> newest(List<MeterValue> values) {
        return values.stream()
                .flatMap(value -> value.timestamp().instant().stream())
                .max(Comparator.naturalOrder());
    }

    private static List<MeterReading> readings(Incoming<?> call, List<MeterValue> values, boolean alwaysStore) {
        return call.sender().dialect().readings(values).stream()
                .map(reading -> meterReading(reading, alwaysStore))
                .toList();
    }

    private static MeterReading meterReading(Reading reading, boolean alwaysStore) {
        return new MeterReading(
                reading.takenAt().instant().orElse(null),
                raw(reading.takenAt()),
                alwaysStore || reading.boundary(),
                reading.key(),
                reading.registerWh().orElse(null),
                reading.deliveredWh().orElse(null),
                reading.intervalWh().orElse(null),
                reading.powerW().orElse(null),
                reading.percent().orElse(null),
                reading.raw());
    }

    private static @Nullable String raw(ChargerTime time) {
        return time.raw().isEmpty() ? null : time.raw();
    }
}
