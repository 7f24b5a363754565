package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.EndHoldOf;
import com.flexicharge.shared.contract.charger.Holds.Held;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ReserveNow;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldTest {
    private RunningRegistry registry;
    private RunningRegistry other;
    private TestDatabase database;
    private final AtomicInteger transactionIDs = new AtomicInteger(1);

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        registry = RunningRegistry.start(testDatabase);
        other = RunningRegistry.start(testDatabase, "node2", registry.clock);
    }

    @AfterAll
    void stop() {
        registry.close();
        other.close();
    }

    @Test
    void aHoldIsPlacedWhenTheChargerAcceptsIt() {
        var charger = connected("accepting", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var wanted = wanted(charger);

        var held = place(wanted);

        assertThat(registry.chargers.asked(charger))
                .containsExactly(
                        new ReserveNow(charger, 1, wanted.expiryAt(), "tag", "parent", held.reservationID(), 1000));
        assertThat(reservation(held.reservationID()))
                .isEqualTo("user|u1|tag|parent|accepted|" + wanted.transactionID());
    }

    @Test
    void whoAsksAgainForTheSameSessionGetsTheSameAnswerAndNothingIsSent() {
        var charger = connected("repeated", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var wanted = wanted(charger);

        var held = place(wanted);

        assertThat(place(wanted)).isEqualTo(held);
        assertThat(other.ask(ChargerEndpoints.PLACE_HOLD, wanted)).isEqualTo(held);
        assertThat(registry.chargers.asked(charger)).hasSize(1);
    }

    @Test
    void whoAsksAgainWhileTheChargerIsThinkingWaitsForTheSameAnswer() {
        var charger = connected("thinking", Protocol.OCPP_16);
        var answer = Promise.<ChargerAnswer>promise();
        registry.chargers.answer(charger, answer.future());
        var wanted = wanted(charger);

        var first = registry.bus.ask(ChargerEndpoints.PLACE_HOLD, wanted);
        Awaitility.await().until(() -> registry.chargers.asked(charger).size() == 1);
        var second = registry.bus.ask(ChargerEndpoints.PLACE_HOLD, wanted);
        answer.complete(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null));

        assertThat(Awaiting.result(second)).isEqualTo(Awaiting.result(first));
        assertThat(registry.chargers.asked(charger)).hasSize(1);
    }

    @Test
    void ofTwentyUsersOnTwoNodesOneHoldsTheConnector() {
        var charger = connected("wanted-by-many", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        other.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");

        var asked = new ArrayList<Future<Held>>();
        for (int i = 0; i < 10; i++) {
            asked.add(registry.bus.ask(ChargerEndpoints.PLACE_HOLD, wanted(charger)));
            asked.add(other.bus.ask(ChargerEndpoints.PLACE_HOLD, wanted(charger)));
        }
        Awaiting.result(Future.join(asked).otherwiseEmpty().map(true));

        assertThat(asked).filteredOn(Future::succeeded).hasSize(1);
        assertThat(asked)
                .filteredOn(Future::failed)
                .hasSize(19)
                .allMatch(refused -> Awaiting.refusal(refused).reason() == Reason.CONFLICT);
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, Occupied, CONFLICT",
        "REJECTED, Faulted, REJECTED",
        "REJECTED, Unavailable, REJECTED",
        "REJECTED, Rejected, REJECTED",
        "FAILED, InternalError, REJECTED",
        "FAILED, GenericError, REJECTED"
    })
    void aChargersNoIsTheUsersNoAndLeavesNoHold(Verdict verdict, String word, Reason reason) {
        var charger = connected("says-" + word, Protocol.OCPP_16);
        registry.chargers.answer(charger, verdict, word);
        var wanted = wanted(charger);

        assertRefused(wanted, reason);
        assertRefused(wanted, reason);
        assertThat(registry.chargers.asked(charger)).hasSize(1);

        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        assertThat(place(wanted(charger)).reservationID()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "OFFLINE, chargerOffline, OFFLINE",
        "TIMED_OUT, chargerTimeout, TIMED_OUT",
        "BUSY, commandQueueFull, BUSY",
        "UNAVAILABLE, unavailable, UNAVAILABLE"
    })
    void aChargerThatCannotBeAskedIsNotHeld(Reason why, String code, Reason reason) {
        var charger = connected("cannot-" + why, Protocol.FLEXICHARGE);
        registry.chargers.refuse(charger, why, code);

        assertRefused(wanted(charger), reason);

        assertThat(database.rows(
                        "select count(*) from charger.reservations where status in ('requested', 'accepted') and connector_id = "
                                + charger))
                .containsExactly("0");
    }

    @ParameterizedTest
    @CsvSource({"NotImplemented", "NotSupported"})
    void aStrictChargerThatDoesNotKnowReserveNowIsHeldInOurBooksAndNotAskedAgainOnThisConnection(String code) {
        var charger = connected("cannot-reserve-" + code, Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.FAILED, code);

        var first = place(wanted(charger));
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(first.reservationID(), HoldEnd.CANCELLED, null));
        place(wanted(charger));
        assertThat(registry.chargers.asked(charger)).hasSize(1);
        assertRefused(wanted(charger), Reason.CONFLICT);

        registry.connect("cannot-reserve-" + code, Protocol.OCPP_16);
        database.execute("update charger.reservations set status = 'cancelled' where connector_id = " + charger);
        place(wanted(charger));
        assertThat(registry.chargers.asked(charger)).hasSize(2);
    }

    @Test
    void aFlexiChargeChargerMustKnowReserveNow() {
        var charger = connected("flexi-not-implemented", Protocol.FLEXICHARGE);
        registry.chargers.answer(charger, Verdict.FAILED, "NotImplemented");

        assertRefused(wanted(charger), Reason.REJECTED);
    }

    @Test
    void aHoldWhoseTimeIsOverStandsInNobodysWay() {
        var charger = connected("run-out", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var held = place(wanted(charger));
        assertRefused(wanted(charger), Reason.CONFLICT);

        registry.clock.advance(Duration.ofSeconds(301));

        assertThat(place(wanted(charger)).reservationID()).isGreaterThan(held.reservationID());
        assertThat(reservation(held.reservationID())).contains("|expired|");
    }

    @Test
    void holdsWhoseTimeIsOverAreSweptUp() {
        var charger = connected("swept", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var held = place(wanted(charger));
        registry.clock.advance(Duration.ofMinutes(5));

        Awaiting.result(new HoldRepository(registry.database)
                .expire(registry.clock.instant())
                .map(true));

        assertThat(reservation(held.reservationID())).contains("|expired|");
    }

    @Test
    void aHoldEndsOnceAndTheConnectorIsFreeAgain() {
        var charger = connected("ended", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var wanted = wanted(charger);
        var held = place(wanted);

        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(held.reservationID(), HoldEnd.USED, 815));
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(held.reservationID(), HoldEnd.CANCELLED, null));
        registry.ask(
                ChargerEndpoints.END_HOLD_OF,
                new EndHoldOf(Objects.requireNonNull(wanted.transactionID()), HoldEnd.EXPIRED));
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(424242, HoldEnd.CANCELLED, null));

        assertThat(reservation(held.reservationID())).contains("|used|");
        assertThat(database.rows("select used_by_transaction_id from charger.reservations where reservation_id = "
                        + held.reservationID()))
                .containsExactly("815");
        assertThat(place(wanted)).isEqualTo(held);
        place(wanted(charger));
    }

    @Test
    void aHoldThatIsGivenUpBeforeTheChargerAnswersIsNotHeldWhenItDoes() {
        var charger = connected("given-up", Protocol.OCPP_16);
        var answer = Promise.<ChargerAnswer>promise();
        registry.chargers.answer(charger, answer.future());
        var wanted = wanted(charger);
        var placing = registry.bus.ask(ChargerEndpoints.PLACE_HOLD, wanted);
        Awaitility.await().until(() -> registry.chargers.asked(charger).size() == 1);

        registry.ask(
                ChargerEndpoints.END_HOLD_OF,
                new EndHoldOf(Objects.requireNonNull(wanted.transactionID()), HoldEnd.CANCELLED));
        answer.complete(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null));

        assertThat(Awaiting.refusal(placing).reason()).isEqualTo(Reason.CONFLICT);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        place(wanted(charger));
    }

    @Test
    void connectorOneIsAlwaysThereOthersOnceTheyReported() {
        var charger = connected("two-outlets", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");

        for (var connector : new int[] {0, 2}) {
            var refusal = registry.refusal(ChargerEndpoints.PLACE_HOLD, wanted(charger, connector));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND);
            assertThat(refusal.code()).isEqualTo("dbForeignKeyConstraintError");
        }
        assertThat(registry.refusal(ChargerEndpoints.PLACE_HOLD, wanted(424242)).reason())
                .isEqualTo(Reason.NOT_FOUND);

        var now = registry.clock.instant();
        registry.ask(
                ChargerEndpoints.REPORT_STATUS,
                new StatusReport(charger, 2, ConnectorStatus.AVAILABLE, "NoError", null, null, null, now, "now", now));
        place(wanted(charger, 2));
        place(wanted(charger, 1));
    }

    private int connected(String serialNumber, Protocol protocol) {
        registry.charger(serialNumber);
        return registry.connect(serialNumber, protocol).connectorID();
    }

    private PlaceHold wanted(int charger) {
        return wanted(charger, 1);
    }

    private PlaceHold wanted(int charger, int connector) {
        return new PlaceHold(
                charger,
                connector,
                "u1",
                "tag",
                "parent",
                registry.clock.instant().plusSeconds(300),
                transactionIDs.getAndIncrement(),
                1000);
    }

    private Held place(PlaceHold wanted) {
        return registry.ask(ChargerEndpoints.PLACE_HOLD, wanted);
    }

    private void assertRefused(PlaceHold wanted, Reason reason) {
        var refusal = registry.refusal(ChargerEndpoints.PLACE_HOLD, wanted);
        assertThat(refusal.code()).isEqualTo("couldNotReserveCharger");
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    private String reservation(int reservationID) {
        return database.rows("select source, user_id, id_tag, parent_id_tag, status, transaction_id"
                        + " from charger.reservations where reservation_id = " + reservationID)
                .get(0);
    }
}
