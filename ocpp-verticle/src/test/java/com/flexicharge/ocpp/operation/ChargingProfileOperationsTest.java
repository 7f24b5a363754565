package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfilesCleared;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RemoteStartTransaction, SetChargingProfile and ClearChargingProfile: stored profiles on the wire, and what is noted of them. */
class ChargingProfileOperationsTest {
    private static final String STORED =
            "{\"stackLevel\":1,\"chargingProfilePurpose\":\"TxProfile\",\"chargingProfileKind\":\"Absolute\","
                    + "\"chargingSchedule\":{\"chargingRateUnit\":\"W\",\"chargingSchedulePeriod\":"
                    + "[{\"startPeriod\":0,\"limit\":11000},{\"startPeriod\":600,\"limit\":7400.5,\"numberPhases\":1}]}}";

    /** After {@code chargingProfileId} and {@code transactionId}. */
    private static final String SENT =
            "'stackLevel':1,'chargingProfilePurpose':'TxProfile','chargingProfileKind':'Absolute',"
                    + "'chargingSchedule':{'chargingRateUnit':'W','chargingSchedulePeriod':"
                    + "[{'startPeriod':0,'limit':11000},{'startPeriod':600,'limit':7400.5,'numberPhases':1}]}}";

    private final OperationBench bench = new OperationBench();

    @BeforeEach
    void storeAProfile() {
        bench.owners.profiles.put(5, STORED);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aStoredProfileTravelsInsideARemoteStartUnderItsOwnNumber_TC_059() {
        assertThat(bench.sent("RemoteStartTransaction", "{'idTag':'A','chargingProfileId':5,'connectorId':1}"))
                .isEqualTo("[2,'x1','RemoteStartTransaction',{'connectorId':1,'idTag':'A',"
                        + "'chargingProfile':{'chargingProfileId':5," + SENT + "}]");
    }

    @Test
    void aRemoteStartWithoutAProfileGoesOutAsAsked() {
        assertThat(bench.sent("RemoteStartTransaction", "{'idTag':'A'}"))
                .isEqualTo("[2,'x1','RemoteStartTransaction',{'idTag':'A'}]");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @Test
    void aProfileWrittenOutGoesOutAsAsked() {
        assertThat(bench.sent(
                        "RemoteStartTransaction",
                        "{'idTag':'A','chargingProfile':{'chargingProfileId':9," + SENT + "}"))
                .isEqualTo("[2,'x1','RemoteStartTransaction',{'idTag':'A','chargingProfile':{'chargingProfileId':9,"
                        + SENT + "}]");
        assertThat(bench.sent(
                        "SetChargingProfile",
                        "{'csChargingProfiles':{'transactionId':7,'chargingProfileId':9," + SENT + ",'connectorId':1}"))
                .isEqualTo("[2,'x1','SetChargingProfile',{'connectorId':1,'csChargingProfiles':{'chargingProfileId':9,"
                        + "'transactionId':7," + SENT + "}]");
    }

    @Test
    void aStoredProfileIsSetOnAConnector_TC_056() {
        assertThat(bench.sent("SetChargingProfile", "{'chargingProfileId':5,'connectorId':0}"))
                .isEqualTo("[2,'x1','SetChargingProfile',{'connectorId':0,'csChargingProfiles':{'chargingProfileId':5,"
                        + SENT + "}]");
    }

    @Test
    void theTransactionItIsForGoesInsideTheProfile_TC_057() {
        assertThat(bench.sent("SetChargingProfile", "{'connectorId':1,'transactionId':4711,'chargingProfileId':5}"))
                .isEqualTo("[2,'x1','SetChargingProfile',{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5,"
                        + "'transactionId':4711," + SENT + "}]");
    }

    @ParameterizedTest
    @CsvSource({
        "RemoteStartTransaction,'{''idTag'':''A'',''chargingProfileId'':6}'",
        "SetChargingProfile,'{''connectorId'':1,''chargingProfileId'':6}'"
    })
    void aProfileNobodyKnowsIsNotFound(String action, String asked) {
        var refusal = bench.refused(action, asked);
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal.code()).isEqualTo("chargingProfileNotFound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':'5'}|/chargingProfileId",
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':null}|/chargingProfileId",
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':5.5}|/chargingProfileId",
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':2147483648}|/chargingProfileId",
                "RemoteStartTransaction|{'idTag':'A','transactionId':7}|/transactionId",
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':5,'transactionId':7}|/transactionId",
                "RemoteStartTransaction|{'idTag':'A','chargingProfileId':5,'colour':'red'}|/colour",
                "RemoteStartTransaction|{'chargingProfileId':5}|/idTag",
                "SetChargingProfile|{'connectorId':1,'chargingProfileId':5,'transactionId':'7'}|/transactionId",
                "SetChargingProfile|{'connectorId':1,'transactionId':7}|/transactionId",
                "SetChargingProfile|{'connectorId':1}|/csChargingProfiles",
                "SetChargingProfile|{'chargingProfileId':5}|/connectorId",
                "SetChargingProfile|{'connectorId':1,'chargingProfileId':5,'csChargingProfiles':{}}|/chargingProfileId",
                "ClearChargingProfile|{'id':5,'chargingProfileId':5}|/chargingProfileId",
            })
    void whatDoesNotFitIsRefusedAtItsPlace(String action, String asked, String pointer) {
        var refusal = bench.refused(action, asked);
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults()).containsExactly(new Refusal.Fault(pointer, "invalidPayload"));
    }

    @Test
    void everyWrongExtraIsNamed() {
        assertThat(bench.refused("SetChargingProfile", "{'connectorId':1,'chargingProfileId':'x','transactionId':'x'}"))
                .satisfies(refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::pointer)
                        .containsExactly("/chargingProfileId", "/transactionId"))
                .hasMessageContaining("chargingProfileId must be an integer");
    }

    @Test
    void aLimitFinerThanATenthIsRefused() {
        bench.owners.profiles.put(6, STORED.replace("7400.5", "7400.55"));
        var refusal = bench.refused("SetChargingProfile", "{'connectorId':1,'chargingProfileId':6}");
        assertThat(refusal.faults())
                .containsExactly(new Refusal.Fault(
                        "/csChargingProfiles/chargingSchedule/chargingSchedulePeriod/1/limit", "invalidPayload"));
    }

    @Test
    void anAcceptedProfileIsNotedOnItsConnector() {
        bench.answered(
                "SetChargingProfile",
                "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5,'transactionId':4711," + SENT + "}",
                "{'status':'Accepted'}");
        assertThat(bench.owners.heard()).containsExactly(new ProfileSet(ID, 1, 5, "TxProfile", 1, 4711, NOW));
    }

    @Test
    void aTransactionNumberThatCannotBeOursIsNotNoted() {
        bench.answered(
                "SetChargingProfile",
                "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5,'transactionId':-1," + SENT + "}",
                "{'status':'Accepted'}");
        assertThat(bench.owners.heard()).containsExactly(new ProfileSet(ID, 1, 5, "TxProfile", 1, null, NOW));
    }

    @Test
    void aRefusedProfileIsNotNoted() {
        var request = "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5," + SENT + "}";
        bench.answered("SetChargingProfile", request, "{'status':'Rejected'}");
        bench.answered("SetChargingProfile", request, "{'status':'NotSupported'}");
        bench.unanswered("SetChargingProfile", request, "timedOut");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @Test
    void whatWasClearedIsForgottenByTheSameCriteria_TC_067() {
        bench.answered("ClearChargingProfile", "{'id':5}", "{'status':'Accepted'}");
        bench.answered(
                "ClearChargingProfile",
                "{'connectorId':1,'chargingProfilePurpose':'TxDefaultProfile','stackLevel':0}",
                "{'status':'Accepted'}");
        bench.answered("ClearChargingProfile", "{}", "{'status':'Accepted'}");
        bench.answered("ClearChargingProfile", "{}", "{'status':'Unknown'}");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new ProfilesCleared(ID, 5, null, null, null, NOW),
                        new ProfilesCleared(ID, null, 1, "TxDefaultProfile", 0, NOW),
                        new ProfilesCleared(ID, null, null, null, null, NOW));
    }
}
