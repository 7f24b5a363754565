package com.flexicharge.ocpp.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Json;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits have one digit behind the point where we send them (OCPP 1.6 §7.13, §7.14), and any number where chargers answer. */
class ChargingScheduleTest {
    private static final String SCHEDULE =
            "{'chargingRateUnit':'A','chargingSchedulePeriod':[{'startPeriod':0,'limit':LIMIT}],'minChargingRate':6.5}";
    private static final String SET = "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5,'stackLevel':1,"
            + "'chargingProfilePurpose':'TxDefaultProfile','chargingProfileKind':'Absolute','chargingSchedule':"
            + SCHEDULE + "}}";

    @ParameterizedTest
    @CsvSource({"8.1,8.1", "8.10,8.10", "16.0,16", "11000,11000", "1.1e4,11000"})
    void aLimitOfOneDecimalGoesOut(String asked, String sent) {
        var request = set(asked);
        assertThat(Json.text(Action.SET_CHARGING_PROFILE.write(((Parsed.Valid<OcppRequest>) request).value())))
                .contains("\"limit\":" + sent + "}");
    }

    @ParameterizedTest
    @CsvSource({"8.15", "0.01", "1e-9"})
    void aFinerOneIsRefused(String asked) {
        assertThat(((Parsed.Refused<OcppRequest>) set(asked)).fault()).satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION);
            assertThat(fault.pointer())
                    .isEqualTo("/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/0/limit");
        });
    }

    @Test
    void aChargersComputedLimitIsKeptWhole() {
        var answer = "{'status':'Accepted','connectorId':1,'chargingSchedule':"
                + SCHEDULE.replace("LIMIT", "7.826086956521739") + "}";
        var response = Action.GET_COMPOSITE_SCHEDULE
                .readResponse(Json.tree(answer.replace('\'', '"')).orElseThrow(), Set.of())
                .as(GetCompositeSchedule.Response.class);
        assertThat(((Parsed.Valid<GetCompositeSchedule.Response>) response)
                        .value()
                        .chargingSchedule()
                        .orElseThrow()
                        .chargingSchedulePeriod()
                        .get(0)
                        .limit())
                .isEqualByComparingTo(new BigDecimal("7.826086956521739"));
    }

    private static Parsed<OcppRequest> set(String limit) {
        var payload = SET.replace("LIMIT", limit).replace('\'', '"');
        return Action.SET_CHARGING_PROFILE.readRequest(Json.tree(payload).orElseThrow(), Set.of());
    }
}
