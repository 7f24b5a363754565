package com.flexicharge.bench;

import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.dialect.Strict16;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One CALL of a charger, from its text to the checked record, and from the answer's record to its text. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class FrameBench {
    @Param
    public Message message = Message.METER_VALUES;

    private final Dialect dialect = new Strict16();

    public enum Message {
        METER_VALUES(
                "[2,\"17-4711\",\"MeterValues\",{\"connectorId\":1,\"transactionId\":123456,\"meterValue\":["
                        + "{\"timestamp\":\"2026-11-24T10:15:30.123Z\",\"sampledValue\":["
                        + "{\"value\":\"1234500\",\"measurand\":\"Energy.Active.Import.Register\",\"unit\":\"Wh\"},"
                        + "{\"value\":\"11042\",\"measurand\":\"Power.Active.Import\",\"unit\":\"W\"},"
                        + "{\"value\":\"42\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}]}]}]",
                new MeterValues.Response()),
        STATUS_NOTIFICATION(
                "[2,\"17-4712\",\"StatusNotification\",{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\","
                        + "\"timestamp\":\"2026-11-24T10:15:30.123Z\"}]",
                new StatusNotification.Response()),
        START_TRANSACTION(
                "[2,\"17-4713\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"04A1B2C3D4E5F6\",\"meterStart\":1234500,"
                        + "\"timestamp\":\"2026-11-24T10:15:30.123Z\"}]",
                new StartTransaction.Response(
                        Optional.of(new IdTagInfo(Optional.empty(), Optional.empty(), AuthorizationStatus.ACCEPTED)),
                        123_456));

        private final String frame;

        @SuppressWarnings("ImmutableEnumChecker") // Records of constants.
        private final OcppResponse response;

        Message(String frame, OcppResponse response) {
            this.frame = frame;
            this.response = response;
        }
    }

    @Benchmark
    public OcppRequest read() {
        return request(call());
    }

    /** As a charger has it answered, less what is done with it. */
    @Benchmark
    public String readAndAnswer() {
        var call = call();
        var request = request(call);
        if (request instanceof MeterValues.Request values && values.meterValue().isEmpty()) {
            throw new IllegalStateException("Nothing was read");
        }
        return dialect.writeResult(call, message.response);
    }

    private Call call() {
        return (Call) ((Decoded.Received) dialect.decode(message.frame)).frame();
    }

    private OcppRequest request(Call call) {
        return ((Parsed.Valid<OcppRequest>) dialect.readRequest(call)).value();
    }
}
