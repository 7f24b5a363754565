package com.flexicharge.ocpp;

import static com.flexicharge.ocpp.TestNode.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.ocpp.operation.FakeOwners;
import com.flexicharge.ocpp.operation.Operations;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.PasswordAccepted;
import com.flexicharge.shared.contract.charger.JobEndpoints.JobAnswered;
import com.flexicharge.shared.contract.charger.JobEndpoints.MakeJob;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From what an operator writes to the frame a charger gets, and from its answer to who is told. JSON in single quotes. */
@ExtendWith(TestDatabaseExtension.class)
class OperatorsCommandsTest {
    private static final Instant NOW = Instant.parse(TestNode.NOW);

    private final TestNode node;
    private final FakeOwners owners;
    private final int id = FreshNumbers.next();
    private final TestCharger charger;

    OperatorsCommandsTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard(), Operations::of);
        owners = new FakeOwners(node.bus);
        node.others.charger(id, "CP1");
        charger = node.booted("CP1");
    }

    @AfterEach
    void close() {
        node.close();
    }

    private Future<Command> asked(String action, String payload) {
        return node.bus.ask(
                CommandEndpoints.OPERATE, new Operate(id, action, payload.replace('\'', '"'), 5_000, 0, "boss", null));
    }

    /** The charger gets exactly this and answers. */
    private Command answered(Future<Command> asked, String action, String sent, String answer) {
        var messageID = charger.getsCall(("'" + action + "'," + sent).replace('\'', '"'));
        charger.send("[3,\"" + messageID + "\"," + answer.replace('\'', '"') + "]");
        return get(asked);
    }

    private void isTold(Record news) {
        await().untilAsserted(() -> assertThat(owners.heard()).contains(news));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ChangeAvailability|{'type':'Inoperative','connectorId':1.0}|{'connectorId':1,'type':'Inoperative'}",
                "DataTransfer|{'data':'d','vendorId':'v'}|{'vendorId':'v','data':'d'}",
                "TriggerMessage|{'connectorId':1,'requestedMessage':'MeterValues'}|{'requestedMessage':'MeterValues','connectorId':1}",
                "RemoteStartTransaction|{'idTag':'A','connectorId':1}|{'connectorId':1,'idTag':'A'}",
            })
    void membersLeaveInOcppsOrderWhateverOrderTheyWereWrittenIn(String action, String asked, String sent) {
        var command = answered(asked(action, asked), action, sent, "{'status':'Accepted'}");
        assertThat(command.request()).isEqualTo(sent.replace('\'', '"'));
    }

    @Test
    void aStoredProfileTravelsWithItsTransaction_TC_057() {
        owners.profiles.put(
                5,
                "{\"chargingSchedule\":{\"chargingSchedulePeriod\":[{\"limit\":11000,\"startPeriod\":0}],\"chargingRateUnit\":\"W\"},"
                        + "\"chargingProfileKind\":\"Relative\",\"chargingProfilePurpose\":\"TxProfile\",\"stackLevel\":0}");
        var command = answered(
                asked("SetChargingProfile", "{'transactionId':4711,'chargingProfileId':5,'connectorId':1}"),
                "SetChargingProfile",
                "{'connectorId':1,'csChargingProfiles':{'chargingProfileId':5,'transactionId':4711,'stackLevel':0,"
                        + "'chargingProfilePurpose':'TxProfile','chargingProfileKind':'Relative','chargingSchedule':"
                        + "{'chargingRateUnit':'W','chargingSchedulePeriod':[{'startPeriod':0,'limit':11000}]}}}",
                "{'status':'Accepted'}");
        assertThat(command.state()).isEqualTo(CommandState.ACCEPTED);
    }

    @Test
    void aReservationIsMadeBeforeItGoesOutAndFollowsTheAnswer_TC_053() {
        owners.tags.put("A", new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, "FAMILY"));
        var command = answered(
                asked("ReserveNow", "{'idTag':'A','connectorId':0,'expiryDate':'2026-01-02T05:00:00Z'}"),
                "ReserveNow",
                "{'connectorId':0,'expiryDate':'2026-01-02T05:00:00Z','idTag':'A','parentIdTag':'FAMILY','reservationId':77}",
                "{'status':'Occupied'}");
        assertThat(command.state()).isEqualTo(CommandState.REJECTED);
        assertThat(command.reservationID()).isEqualTo(FakeOwners.RESERVATION_ID);
        assertThat(owners.heard())
                .contains(new MakeReservation(
                        id, 0, "A", "FAMILY", Instant.parse("2026-01-02T05:00:00Z"), null, command.id(), NOW));
        isTold(new ReservationAnswered(FakeOwners.RESERVATION_ID, false, NOW));
    }

    @Test
    void aJobIsMadeAndSaysWhatTheChargerAnswered_TC_079() {
        var command = answered(
                asked("GetLog", "{'log':{'remoteLocation':'ftp://x'},'logType':'SecurityLog','retries':1}"),
                "GetLog",
                "{'log':{'remoteLocation':'ftp://x'},'logType':'SecurityLog','requestId':31,'retries':1}",
                "{'filename':'log.txt','status':'Accepted'}");
        assertThat(command.jobID()).isEqualTo(FakeOwners.JOB_ID);
        isTold(new JobAnswered(FakeOwners.JOB_ID, "Accepted", "log.txt", NOW));
    }

    @Test
    void aNewPasswordIsOnTheWireAndWithItsOwnerAndNowhereElse_TC_073() {
        var command = answered(
                asked("ChangeConfiguration", "{'value':'0123456789abcdef','key':'AuthorizationKey'}"),
                "ChangeConfiguration",
                "{'key':'AuthorizationKey','value':'0123456789abcdef'}",
                "{'status':'Accepted'}");
        assertThat(command.request()).isEqualTo("{\"key\":\"AuthorizationKey\",\"value\":\"***\"}");
        isTold(new PasswordAccepted(id, "0123456789abcdef", NOW));
    }

    @Test
    void aBareTagGetsItsInfoAndARemovedOneNone_TC_043_5() {
        owners.tags.put("A", new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, null));
        answered(
                asked(
                        "SendLocalList",
                        "{'updateType':'Differential','localAuthorizationList':[{'idTag':'A'},{'remove':true,'idTag':'B'}],'listVersion':2}"),
                "SendLocalList",
                "{'listVersion':2,'localAuthorizationList':[{'idTag':'A','idTagInfo':{'status':'Accepted'}},{'idTag':'B'}],"
                        + "'updateType':'Differential'}",
                "{'status':'Accepted'}");
    }

    @Test
    void whatIsRefusedLeavesNothingBehind() {
        assertThat(refusalOf("SetChargingProfile", "{'connectorId':1,'chargingProfileId':6}"))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo("chargingProfileNotFound"));
        assertThat(refusalOf("SetChargingProfile", "{'connectorId':1,'chargingProfileId':'x'}")
                        .faults())
                .containsExactly(new Refusal.Fault("/chargingProfileId", "invalidPayload"));
        assertThat(refusalOf("GetLog", "{'logType':'SecurityLog','log':{'remoteLocation':7}}")
                        .faults())
                .containsExactly(new Refusal.Fault("/log/remoteLocation", "invalidPayload"));
        assertThat(owners.heard()).noneMatch(MakeJob.class::isInstance);
        assertThat(get(node.bus.ask(CommandEndpoints.SEARCH_COMMANDS, Searches.of(id)))
                        .commands())
                .isEmpty();
        assertThat(charger.unread()).isEmpty();
    }

    private Refusal refusalOf(String action, String payload) {
        return (Refusal) TestNode.failureOf(asked(action, payload));
    }
}
