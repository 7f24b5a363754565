package com.flexicharge.ocpp.operation;

import static com.flexicharge.ocpp.operation.OperationBench.COMMAND;
import static com.flexicharge.ocpp.operation.OperationBench.ID;
import static com.flexicharge.ocpp.operation.OperationBench.NOW;
import static com.flexicharge.ocpp.operation.OperationBench.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationCancelled;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ReserveNow and CancelReservation as operators ask for them. */
class ReservationOperationsTest {
    private static final String EXPIRY = "2026-01-02T04:00:00+01:00";
    private static final Instant EXPIRY_AT = Instant.parse("2026-01-02T03:00:00Z");

    private final OperationBench bench = new OperationBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aReservationWithoutANumberGetsOurs_TC_046() {
        assertThat(bench.sent("ReserveNow", "{'idTag':'A','expiryDate':'" + EXPIRY + "','connectorId':1}"))
                .isEqualTo("[2,'x1','ReserveNow',{'connectorId':1,'expiryDate':'" + EXPIRY
                        + "','idTag':'A','reservationId':77}]");
        assertThat(bench.owners.heard()).contains(new MakeReservation(ID, 1, "A", null, EXPIRY_AT, null, COMMAND, NOW));
    }

    @Test
    void theOperatorsOwnNumberGoesOut() {
        assertThat(bench.sent(
                        "ReserveNow", "{'reservationId':9,'idTag':'A','expiryDate':'" + EXPIRY + "','connectorId':1}"))
                .endsWith("'idTag':'A','reservationId':9}]");
        assertThat(bench.owners.heard()).contains(new MakeReservation(ID, 1, "A", null, EXPIRY_AT, 9, COMMAND, NOW));
    }

    @Test
    void theReservationIsKnownByOurNumberWhateverGoesOnTheWire() {
        var made = get(bench.made(
                "ReserveNow", "{'reservationId':9,'idTag':'A','expiryDate':'" + EXPIRY + "','connectorId':1}"));
        assertThat(made.reservationID()).isEqualTo(FakeOwners.RESERVATION_ID);
        assertThat(made.jobID()).isNull();
    }

    @Test
    void theTagsParentIsFilledIn_TC_053() {
        bench.owners.tags.put("A", new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, "FAMILY"));
        assertThat(bench.sent("ReserveNow", "{'idTag':'A','expiryDate':'" + EXPIRY + "','connectorId':0}"))
                .isEqualTo("[2,'x1','ReserveNow',{'connectorId':0,'expiryDate':'" + EXPIRY
                        + "','idTag':'A','parentIdTag':'FAMILY','reservationId':77}]");
        assertThat(bench.owners.heard())
                .contains(new MakeReservation(ID, 0, "A", "FAMILY", EXPIRY_AT, null, COMMAND, NOW));
    }

    @Test
    void aParentTheOperatorGaveIsKept() {
        bench.owners.tags.put("A", new IdTagInfo(IdTagInfo.Status.ACCEPTED, null, "FAMILY"));
        assertThat(bench.sent(
                        "ReserveNow",
                        "{'idTag':'A','parentIdTag':'OTHER','expiryDate':'" + EXPIRY + "','connectorId':1}"))
                .contains("'parentIdTag':'OTHER'");
    }

    @Test
    void withTheTagsAwayTheOperatorIsTold() {
        get(bench.owners.away(IdTagEndpoints.GET_ID_TAG_INFOS));
        var refusal = bench.refused("ReserveNow", "{'idTag':'A','expiryDate':'" + EXPIRY + "','connectorId':1}");
        assertThat(refusal.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(bench.owners.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'idTag':'A','connectorId':1}|/expiryDate",
                "{'expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/idTag",
                "{'idTag':7,'expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/idTag",
                "{'idTag':'123456789012345678901','expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/idTag",
                "{'idTag':'A\\u0000','expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/idTag",
                "{'idTag':'A','expiryDate':'soon','connectorId':1}|/expiryDate",
                "{'reservationId':'x','idTag':'A','expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/reservationId",
                "{'reservationId':null,'idTag':'A','expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/reservationId",
                "{'remove':true,'idTag':'A','expiryDate':'2026-01-02T04:00:00Z','connectorId':1}|/remove",
            })
    void whatDoesNotFitMakesNoReservation(String asked, String pointer) {
        assertThat(bench.refused("ReserveNow", asked).faults())
                .containsExactly(new Refusal.Fault(pointer, "invalidPayload"));
        assertThat(bench.owners.heard()).noneMatch(MakeReservation.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource({"Accepted,true", "Occupied,false", "Faulted,false", "Unavailable,false", "Rejected,false"})
    void theReservationFollowsTheAnswer_TC_048(String status, boolean accepted) {
        bench.answered("ReserveNow", "{}", "{'status':'" + status + "'}");
        assertThat(bench.owners.heard())
                .containsExactly(new ReservationAnswered(FakeOwners.RESERVATION_ID, accepted, NOW));
    }

    @Test
    void aReservationThatWasNeverAnsweredCountsAsRefused() {
        bench.unanswered("ReserveNow", "{}", "expired");
        assertThat(bench.owners.heard())
                .containsExactly(new ReservationAnswered(FakeOwners.RESERVATION_ID, false, NOW));
    }

    @Test
    void anAcceptedCancelFreesTheNumber_TC_051() {
        bench.answered("CancelReservation", "{'reservationId':9}", "{'status':'Accepted'}");
        assertThat(bench.owners.heard()).containsExactly(new ReservationCancelled(ID, 9, NOW));
    }

    @Test
    void anUnknownNumberIsSentAndARefusedCancelChangesNothing_TC_052() {
        assertThat(bench.sent("CancelReservation", "{'reservationId':-3}"))
                .isEqualTo("[2,'x1','CancelReservation',{'reservationId':-3}]");
        bench.answered("CancelReservation", "{'reservationId':-3}", "{'status':'Rejected'}");
        bench.unanswered("CancelReservation", "{'reservationId':-3}", "failed");
        assertThat(bench.owners.heard()).isEmpty();
    }
}
