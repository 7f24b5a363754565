package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.OperationBench.COMMAND;
import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static com.flexicharge.ocpp.operation.OperationBench.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.Entry;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.ListAccepted;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.VersionRead;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.GetInfos;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SendLocalList and GetLocalListVersion: entries as short as operators write them, and what is noted of a charger's list. */
class LocalListOperationsTest {
    private static final Instant EXPIRY = Instant.parse("2027-01-01T00:00:00Z");

    private final OperationBench bench = new OperationBench();

    @BeforeEach
    void storeATag() {
        bench.owners.tags.put("A", new IdTagInfo(Status.BLOCKED, EXPIRY, "FAMILY"));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aTagAloneGetsWhatIsStoredOfIt_TC_043_4() {
        assertThat(
                        bench.sent(
                                "SendLocalList",
                                "{'updateType':'Full','listVersion':1,'localAuthorizationList':[{'idTag':'A'},{'idTag':'Stranger'}]}"))
                .isEqualTo("[2,'x1','SendLocalList',{'listVersion':1,'localAuthorizationList':["
                        + "{'idTag':'A','idTagInfo':{'expiryDate':'2027-01-01T00:00:00.000Z','parentIdTag':'FAMILY','status':'Blocked'}},"
                        + "{'idTag':'Stranger','idTagInfo':{'status':'Invalid'}}],'updateType':'Full'}]");
    }

    @Test
    void aDifferentialListCarriesOnlyWhatWasAskedFor_TC_043_5() {
        assertThat(bench.sent(
                        "SendLocalList",
                        "{'listVersion':2,'updateType':'Differential','localAuthorizationList':[{'idTag':'A'},"
                                + "{'idTag':'B','remove':true},{'idTagInfo':{'status':'Accepted'},'idTag':'C'},"
                                + "{'idTag':'A','remove':false}]}"))
                .isEqualTo("[2,'x1','SendLocalList',{'listVersion':2,'localAuthorizationList':["
                        + "{'idTag':'A','idTagInfo':{'expiryDate':'2027-01-01T00:00:00.000Z','parentIdTag':'FAMILY','status':'Blocked'}},"
                        + "{'idTag':'B'},{'idTag':'C','idTagInfo':{'status':'Accepted'}},"
                        + "{'idTag':'A','idTagInfo':{'expiryDate':'2027-01-01T00:00:00.000Z','parentIdTag':'FAMILY','status':'Blocked'}}],"
                        + "'updateType':'Differential'}]");
        assertThat(bench.owners.heard()).containsExactly(new GetInfos(List.of("A", "A")));
    }

    @Test
    void aListWithoutEntriesAsksNobody() {
        assertThat(bench.sent("SendLocalList", "{'listVersion':1,'updateType':'Full'}"))
                .isEqualTo("[2,'x1','SendLocalList',{'listVersion':1,'updateType':'Full'}]");
        assertThat(bench.sent("SendLocalList", "{'listVersion':1,'updateType':'Full','localAuthorizationList':[]}"))
                .isEqualTo(
                        "[2,'x1','SendLocalList',{'listVersion':1,'localAuthorizationList':[],'updateType':'Full'}]");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @Test
    void moreTagsThanMayBeAskedForAtOnceKeepTheirOrder() {
        bench.owners.tags.put("12000", new IdTagInfo(Status.ACCEPTED, null, null));
        var asked = IntStream.rangeClosed(1, 12_001)
                .mapToObj(tag -> "{'idTag':'" + tag + "'}")
                .collect(Collectors.joining(","));
        assertThat(bench.sent(
                        "SendLocalList",
                        "{'listVersion':1,'updateType':'Full','localAuthorizationList':[" + asked + "]}"))
                .contains("{'idTag':'11999','idTagInfo':{'status':'Invalid'}},"
                        + "{'idTag':'12000','idTagInfo':{'status':'Accepted'}},"
                        + "{'idTag':'12001','idTagInfo':{'status':'Invalid'}}],");
        assertThat(bench.owners.heard())
                .extracting(heard -> ((GetInfos) heard).idTags().size())
                .containsExactly(10_000, 2_001);
    }

    @Test
    void withTheTagsAwayTheOperatorIsTold() {
        get(bench.owners.away(IdTagEndpoints.GET_ID_TAG_INFOS));
        assertThat(bench.refused(
                                "SendLocalList",
                                "{'listVersion':1,'updateType':'Full','localAuthorizationList':[{'idTag':'A'}]}")
                        .reason())
                .isEqualTo(Reason.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{'idTag':'A','remove':1}]|/localAuthorizationList/0/remove",
                "[{'idTag':'B'},{'idTag':'A','remove':null}]|/localAuthorizationList/1/remove",
                "[{'idTag':'A','remove':true,'idTagInfo':{'status':'Accepted'}}]|/localAuthorizationList/0/idTagInfo",
                "[{'idTag':'A','colour':'red'}]|/localAuthorizationList/0/colour",
                "[{'idTag':'A','idTagInfo':null}]|/localAuthorizationList/0/idTagInfo",
                "[{'remove':true}]|/localAuthorizationList/0/idTag",
                "[{'idTag':7}]|/localAuthorizationList/0/idTag",
                "[{'idTag':'123456789012345678901'}]|/localAuthorizationList/0/idTag",
                "[7]|/localAuthorizationList/0",
                "{}|/localAuthorizationList",
            })
    void whatDoesNotFitIsRefusedAtItsPlace(String list, String pointer) {
        var refusal = bench.refused(
                "SendLocalList", "{'listVersion':1,'updateType':'Differential','localAuthorizationList':" + list + "}");
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults()).containsExactly(new Refusal.Fault(pointer, "invalidPayload"));
    }

    @Test
    void ofThousandsOfWrongEntriesTheFirstAreNamed() {
        var wrong = IntStream.range(0, 5_000)
                .mapToObj(entry -> "{'idTag':'A','remove':1}")
                .collect(Collectors.joining(","));
        var refusal = bench.refused(
                "SendLocalList",
                "{'listVersion':1,'updateType':'Differential','localAuthorizationList':[" + wrong + "]}");
        assertThat(refusal.faults()).hasSize(20);
        assertThat(refusal).hasMessage("remove must be true or false.");
    }

    @Test
    void anAcceptedListIsNotedAsItWasSent() {
        bench.answered(
                "SendLocalList",
                "{'listVersion':2,'updateType':'Differential','localAuthorizationList':[{'idTag':'B'},{'idTag':'A',"
                        + "'idTagInfo':{'expiryDate':'2027-01-01T00:00:00Z','parentIdTag':'FAMILY','status':'ConcurrentTx'}}]}",
                "{'status':'Accepted'}");
        bench.answered("SendLocalList", "{'listVersion':3,'updateType':'Full'}", "{'status':'Accepted'}");
        assertThat(bench.owners.heard())
                .containsExactly(
                        new ListAccepted(
                                ID,
                                COMMAND,
                                2,
                                false,
                                List.of(
                                        new Entry("B", null),
                                        new Entry("A", new IdTagInfo(Status.CONCURRENT_TX, EXPIRY, "FAMILY"))),
                                NOW),
                        new ListAccepted(ID, COMMAND, 3, true, List.of(), NOW));
    }

    @ParameterizedTest
    @CsvSource({"Failed", "NotSupported", "VersionMismatch"})
    void aRefusedListChangesNothing_TC_043_1(String status) {
        bench.answered("SendLocalList", "{'listVersion':2,'updateType':'Full'}", "{'status':'" + status + "'}");
        bench.unanswered("SendLocalList", "{'listVersion':2,'updateType':'Full'}", "timedOut");
        assertThat(bench.owners.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "7"})
    void theVersionIsNotedAsTheChargerSaysIt_TC_042(int version) {
        bench.answered("GetLocalListVersion", "{}", "{'listVersion':" + version + "}");
        assertThat(bench.owners.heard()).containsExactly(new VersionRead(ID, version, NOW));
    }

    @Test
    void noAnswerNoVersion() {
        bench.unanswered("GetLocalListVersion", "{}", "timedOut");
        assertThat(bench.owners.heard()).isEmpty();
    }
}
