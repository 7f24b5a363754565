package com.flexicharge.ocpp.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.BootNotification;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.StartTransaction;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one charger may be allowed: each rule lets pass what it names, is counted when used, and is off by default. */
class ToleranceTest {
    private static final Strict16 STRICT = new Strict16();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NULL_IS_ABSENT|[2,'7','StatusNotification',{'connectorId':1,'errorCode':'NoError','status':'Available','info':null}]",
                "EXTRA_MEMBERS|[2,'7','Heartbeat',{'extra':1}]",
                "LONG_STRINGS|[2,'7','BootNotification',{'chargePointVendor':'v','chargePointModel':'m','imsi':'123456789012345678901'}]",
                "NUMBER_AS_TEXT|[2,'7','StatusNotification',{'connectorId':'1','errorCode':'NoError','status':'Available'}]",
                "TEXT_AS_NUMBER|[2,'7','Authorize',{'idTag':12345}]",
                "UNKNOWN_ENUMS|[2,'7','StatusNotification',{'connectorId':1,'errorCode':'Burnt','status':'Available'}]",
            })
    void isCountedAndOffByDefault(Deviation rule, String quoted) {
        var text = quoted.replace('\'', '"');
        var tolerant = new Strict16(Set.of(rule));
        assertThat(Answers.to(STRICT, text)).startsWith("[4,");
        assertThat(Answers.to(tolerant, text)).isEqualTo("accepted");
        assertThat(Answers.deviations(tolerant, text)).containsExactly(rule);
    }

    @Test
    void aNumericMessageIdIsAnsweredAsItCame() {
        var tolerant = new Strict16(Set.of(Deviation.NUMERIC_MESSAGE_ID));
        var decoded = (Decoded.Received) tolerant.decode("[2,1e3,\"MeterValues\",{}]");
        assertThat(decoded.deviations()).containsExactly(Deviation.NUMERIC_MESSAGE_ID);
        assertThat(tolerant.writeResult(
                        Answers.call(tolerant, "[2,1e3,\"MeterValues\",{}]"), new MeterValues.Response()))
                .isEqualTo("[3,1e3,{}]");
    }

    @Test
    void aRequiredMemberMayNotBeNullAndAnIdTagIsNeverCut() {
        var tolerant = new Strict16(Set.of(Deviation.NULL_IS_ABSENT, Deviation.LONG_STRINGS));
        assertThat(Answers.to(tolerant, "[2,\"7\",\"Authorize\",{\"idTag\":null}]"))
                .contains("TypeConstraintViolation");
        assertThat(Answers.to(tolerant, "[2,\"7\",\"Authorize\",{\"idTag\":\"123456789012345678901\"}]"))
                .contains("PropertyConstraintViolation");
    }

    @Test
    void longStringsAreCutToTheirLimit() {
        var request = Answers.request(
                new Strict16(Set.of(Deviation.LONG_STRINGS)),
                "[2,\"7\",\"BootNotification\",{\"chargePointVendor\":\"v\",\"chargePointModel\":\"m\",\"imsi\":\""
                        + "🔌".repeat(30) + "\"}]",
                BootNotification.Request.class);
        assertThat(request.imsi()).contains("🔌".repeat(20));
    }

    @Test
    void textSaysANumber() {
        var request = Answers.request(
                new Strict16(Set.of(Deviation.NUMBER_AS_TEXT)),
                "[2,\"7\",\"StartTransaction\",{\"connectorId\":\"1\",\"idTag\":\"A\",\"meterStart\":\"100\","
                        + "\"timestamp\":\"2026-01-02T03:04:05Z\"}]",
                StartTransaction.Request.class);
        assertThat(request.connectorId()).isEqualTo(1);
        assertThat(request.meterStart()).contains(100L);
    }

    @Test
    void aRegisterInKWhLabelledWh() {
        var tolerant = new Strict16(Set.of(Deviation.KWH_AS_WH));
        var request = Answers.request(
                tolerant,
                "[2,\"7\",\"MeterValues\",{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"2026-01-02T03:04:05Z\","
                        + "\"sampledValue\":[{\"value\":\"12.345\",\"unit\":\"Wh\"}]}]}]",
                MeterValues.Request.class);
        assertThat(tolerant.readings(request.meterValue()).get(0).registerWh()).contains(12_345L);
        assertThat(STRICT.readings(request.meterValue()).get(0).registerWh()).contains(12L);
    }
}
