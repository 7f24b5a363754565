package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.DataTransfer;
import com.flexicharge.ocpp.message.GetConfiguration;
import com.flexicharge.ocpp.message.Heartbeat;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.ReserveNow;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.ocpp.message.StatusNotification;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.ocpp.message.Term;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The core messages of a strict charger: what is read from its frames, and the frames it is answered with. */
class StrictCoreTest {
    private static final Strict16 STRICT = new Strict16();
    private static final ChargerTime NOW = ChargerTime.of(Instant.parse("2026-01-02T03:04:05.678Z"));
    private static final IdTagInfo ACCEPTED =
            new IdTagInfo(Optional.empty(), Optional.empty(), AuthorizationStatus.ACCEPTED);

    @Test
    void bootNotification() {
        var text =
                "[2,\"b1\",\"BootNotification\",{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\",\"imsi\":\"\"}]";
        var request = Answers.request(STRICT, text, BootNotification.Request.class);
        assertThat(request.chargePointVendor()).isEqualTo("V");
        assertThat(request.chargePointModel()).isEqualTo("M");
        assertThat(request.imsi()).contains("");
        assertThat(request.firmwareVersion()).isEmpty();
        var answer = new BootNotification.Response(BootNotification.Status.PENDING, NOW, 300);
        assertThat(STRICT.writeResult(Answers.call(STRICT, text), answer))
                .isEqualTo(
                        "[3,\"b1\",{\"status\":\"Pending\",\"currentTime\":\"2026-01-02T03:04:05.678Z\",\"interval\":300}]");
    }

    @Test
    void heartbeat() {
        var call = Answers.call(STRICT, " [2, \"å 1\", \"Heartbeat\", {}] ");
        assertThat(STRICT.writeResult(
                        call, new Heartbeat.Response(ChargerTime.of(Instant.parse("2026-01-02T03:04:05Z")))))
                .isEqualTo("[3,\"å 1\",{\"currentTime\":\"2026-01-02T03:04:05.000Z\"}]");
    }

    @Test
    void aCallKeepsItsTextAsItArrived() {
        var text = "[2, \"1\", \"Heartbeat\", {}]";
        assertThat(Answers.call(STRICT, text).text()).isSameAs(text);
    }

    @Test
    void statusNotification() {
        var text = "[2,\"s1\",\"StatusNotification\",{\"connectorId\":0,\"status\":\"SuspendedEVSE\","
                + "\"errorCode\":\"EVCommunicationError\",\"timestamp\":\"2026-01-02T03:04:05\"}]";
        var request = Answers.request(STRICT, text, StatusNotification.Request.class);
        assertThat(request.connectorId()).isZero();
        assertThat(request.status()).isEqualTo(StatusNotification.Status.SUSPENDED_EVSE);
        assertThat(request.errorCode()).isEqualTo(Term.of(StatusNotification.ErrorCode.EV_COMMUNICATION_ERROR));
        assertThat(request.timestamp())
                .contains(new ChargerTime(Optional.of(Instant.parse("2026-01-02T03:04:05Z")), "2026-01-02T03:04:05"));
        assertThat(STRICT.writeResult(Answers.call(STRICT, text), new StatusNotification.Response()))
                .isEqualTo("[3,\"s1\",{}]");
    }

    @Test
    void authorize() {
        var text = "[2,\"a1\",\"Authorize\",{\"idTag\":\"AbC\"}]";
        assertThat(Answers.request(STRICT, text, Authorize.Request.class).idTag())
                .isEqualTo("AbC");
        var answer = new Authorize.Response(
                new IdTagInfo(Optional.of(NOW), Optional.of("PARENT"), AuthorizationStatus.CONCURRENT_TX));
        assertThat(STRICT.writeResult(Answers.call(STRICT, text), answer))
                .isEqualTo("[3,\"a1\",{\"idTagInfo\":{\"expiryDate\":\"2026-01-02T03:04:05.678Z\","
                        + "\"parentIdTag\":\"PARENT\",\"status\":\"ConcurrentTx\"}}]");
    }

    @Test
    void startTransaction() {
        var text = "[2,\"t1\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":-5,"
                + "\"reservationId\":9,\"timestamp\":\"2026-01-02T03:04:05+01:00\"}]";
        var request = Answers.request(STRICT, text, StartTransaction.Request.class);
        assertThat(request.idTag()).contains("A");
        assertThat(request.meterStart()).contains(-5L);
        assertThat(request.reservationId()).contains(9L);
        assertThat(request.timestamp().instant()).contains(Instant.parse("2026-01-02T02:04:05Z"));
        assertThat(STRICT.writeResult(
                        Answers.call(STRICT, text), new StartTransaction.Response(Optional.of(ACCEPTED), 4711)))
                .isEqualTo("[3,\"t1\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]");
    }

    @Test
    void ourOwnMistakesDoNotReachTheWire() {
        var call = Answers.call(STRICT, "[2,\"t1\",\"StartTransaction\",{}]");
        assertThatThrownBy(() -> STRICT.writeResult(call, new StartTransaction.Response(Optional.of(ACCEPTED), 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("transactionId is less than 1");
        assertThatThrownBy(() -> STRICT.writeResult(call, new StartTransaction.Response(Optional.empty(), 1)))
                .hasMessage("idTagInfo is missing");
        assertThatThrownBy(() -> STRICT.writeCall(
                        "1", new ReserveNow.Request(1, NOW, "123456789012345678901", Optional.empty(), 1)))
                .hasMessage("idTag is longer than 20 characters");
    }

    @Test
    void stopTransactionWithA64BitTransactionIdAndReadings() {
        var text = "[2,\"t2\",\"StopTransaction\",{\"meterStop\":10,\"timestamp\":\"2026-01-02T03:04:05Z\","
                + "\"transactionId\":9007199254740993,\"reason\":\"EVDisconnected\",\"transactionData\":[{\"timestamp\":"
                + "\"2026-01-02T03:04:00Z\",\"sampledValue\":[{\"value\":\"10\",\"context\":\"Transaction.End\"}]}]}]";
        var request = Answers.request(STRICT, text, StopTransaction.Request.class);
        assertThat(request.transactionId()).contains(9007199254740993L);
        assertThat(request.reason()).contains(Term.of(StopTransaction.Reason.EV_DISCONNECTED));
        assertThat(request.idTag()).isEmpty();
        assertThat(STRICT.readings(request.transactionData().orElseThrow()))
                .singleElement()
                .satisfies(reading -> {
                    assertThat(reading.boundary()).isTrue();
                    assertThat(reading.registerWh()).contains(10L);
                });
        var call = Answers.call(STRICT, text);
        assertThat(STRICT.writeResult(call, new StopTransaction.Response(Optional.empty())))
                .isEqualTo("[3,\"t2\",{}]");
        assertThat(STRICT.writeResult(call, new StopTransaction.Response(Optional.of(ACCEPTED))))
                .isEqualTo("[3,\"t2\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
    }

    @Test
    void meterValuesOfATransactionNobodyKnows() {
        var text = "[2,\"m1\",\"MeterValues\",{\"connectorId\":2,\"transactionId\":-1,\"meterValue\":[{\"timestamp\":"
                + "\"2026-01-02T03:04:05,5Z\",\"sampledValue\":[{\"value\":\"20.5\",\"unit\":\"Celsius\",\"measurand\":\"Temperature\"},"
                + "{\"value\":\"21\",\"unit\":\"Celcius\",\"measurand\":\"Temperature\"}]}]}]";
        var request = Answers.request(STRICT, text, MeterValues.Request.class);
        assertThat(request.connectorId()).isEqualTo(2);
        assertThat(request.transactionId()).contains(-1L);
        assertThat(request.meterValue().get(0).timestamp().instant())
                .contains(Instant.parse("2026-01-02T03:04:05.500Z"));
        assertThat(STRICT.writeResult(Answers.call(STRICT, text), new MeterValues.Response()))
                .isEqualTo("[3,\"m1\",{}]");
    }

    @Test
    void dataTransfer() {
        var call = Answers.call(STRICT, "[2,\"d1\",\"DataTransfer\",{\"vendorId\":\"x\",\"data\":\"{\\\"a\\\":1}\"}]");
        assertThat(STRICT.writeResult(
                        call, new DataTransfer.Response(DataTransfer.Status.UNKNOWN_VENDOR_ID, Optional.empty())))
                .isEqualTo("[3,\"d1\",{\"status\":\"UnknownVendorId\"}]");
        assertThat(STRICT.writeResult(
                        call, new DataTransfer.Response(DataTransfer.Status.ACCEPTED, Optional.of("\"ü\""))))
                .isEqualTo("[3,\"d1\",{\"status\":\"Accepted\",\"data\":\"\\\"ü\\\"\"}]");
    }

    @Test
    void anErrorCarriesTheIdAsItCame() {
        assertThat(STRICT.writeError(MessageId.of("a\"b"), Fault.of(ErrorCode.INTERNAL_ERROR, "Later, please")))
                .isEqualTo("[4,\"a\\\"b\",\"InternalError\",\"Later, please\",{}]");
    }

    @Test
    void theAnswerToOurCall() {
        var answer = Answers.response(
                STRICT,
                Action.GET_CONFIGURATION,
                "[3,\"x1\",{\"configurationKey\":[{\"key\":\"K\",\"readonly\":false,\"value\":\"1\"}],\"unknownKey\":[\"U\"]}]",
                GetConfiguration.Response.class);
        assertThat(answer.configurationKey().orElseThrow())
                .containsExactly(new GetConfiguration.ConfigurationKey("K", false, Optional.of("1")));
        assertThat(answer.unknownKey().orElseThrow()).containsExactly("U");
    }

    @Test
    void anAnswerThatBreaksItsSchemaFailsTheCall() {
        assertThat(refusal(Action.RESET, "[3,\"x1\",{\"status\":\"Perhaps\"}]"))
                .isEqualTo(
                        new Fault(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "status cannot be \"Perhaps\"", "/status"));
        assertThat(refusal(Action.RESET, "[3,\"x1\"]"))
                .isEqualTo(Fault.of(ErrorCode.FORMATION_VIOLATION, "The payload must be an object"));
        assertThat(refusal(Action.RESET, "[3,\"x1\",\"Reset\",{\"status\":\"Accepted\"}]")
                        .code())
                .isEqualTo(ErrorCode.FORMATION_VIOLATION);
    }

    private static Fault refusal(Action action, String text) {
        var parsed = STRICT.readResponse(action, Answers.result(STRICT, text));
        return ((Parsed.Refused<OcppResponse>) parsed).fault();
    }

    @Test
    void theChargersRefusalOfOurCall() {
        var decoded = (Decoded.Received) STRICT.decode("[4,\"x1\",\"NotSupported\",\"no\",{\"why\":1}]");
        var error = (CallError) decoded.frame();
        assertThat(error.id()).isEqualTo(MessageId.of("x1"));
        assertThat(error.code()).isEqualTo("NotSupported");
        assertThat(error.description()).isEqualTo("no");
        assertThat(error.details().get("why").intValue()).isEqualTo(1);
    }
}
