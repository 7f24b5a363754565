package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.Holds.EndHold;
import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.GetReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.MakeReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationAnswered;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationCancelled;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationMade;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationStatus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.SearchReservations;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.UseReservation;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators' commands and chargers do to reservations. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReservationTest {
    private static final Caller ADMIN = new Caller("boss", Role.ADMIN);

    private RunningRegistry registry;
    private final AtomicInteger commands = new AtomicInteger();

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aReservationIsVisibleAsSoonAsItIsMadeAndFollowsTheChargersAnswer() {
        var charger = charger("op-accepts");
        var made = make(charger, null);
        assertThat(made.wireReservationID()).isEqualTo(made.reservationID());
        assertThat(get(made))
                .isEqualTo(new Reservation(
                        made.reservationID(),
                        charger,
                        "op-accepts",
                        0,
                        null,
                        "TAG",
                        "GROUP",
                        ReservationStatus.REQUESTED,
                        registry.clock.instant().plusSeconds(600),
                        null,
                        registry.clock.instant()));

        answer(made, true);
        answer(made, true);
        assertThat(status(made)).isEqualTo(ReservationStatus.ACCEPTED);

        var refused = make(charger, null);
        answer(refused, false);
        assertThat(status(refused)).isEqualTo(ReservationStatus.REJECTED);
        use(charger, refused.wireReservationID(), 1);
        assertThat(status(refused)).isEqualTo(ReservationStatus.REJECTED);
    }

    @Test
    void oneCommandMakesOneReservation() {
        var charger = charger("op-twice");
        var wanted = wanted(charger, 4, "cmd_once");

        var made = registry.ask(ReservationEndpoints.MAKE_RESERVATION, wanted);

        assertThat(made.wireReservationID()).isEqualTo(4);
        assertThat(registry.ask(ReservationEndpoints.MAKE_RESERVATION, wanted)).isEqualTo(made);
        assertThat(ofCharger(charger).reservations()).hasSize(1);
        assertThat(registry.refusal(ReservationEndpoints.MAKE_RESERVATION, wanted(424_242, 4, "cmd_nowhere"))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    @Test
    void aStartThatNamesTheNumberUsesTheReservationOnce() {
        var charger = charger("op-used");
        var made = accepted(charger, 17);

        use(charger, 17, 10_001);
        var used = get(made);
        assertThat(used.status()).isEqualTo(ReservationStatus.USED);
        assertThat(used.transactionID()).isEqualTo(10_001);

        var next = accepted(charger, 17);
        use(charger, 17, 10_001);
        assertThat(status(next)).isEqualTo(ReservationStatus.ACCEPTED);
        use(charger, 17, 10_002);
        assertThat(status(next)).isEqualTo(ReservationStatus.USED);
        assertThat(get(made).transactionID()).isEqualTo(10_001);
    }

    @Test
    void aStartAtAnotherChargerTouchesNoReservation() {
        var charger = charger("op-mine");
        var other = charger("op-other");
        var made = accepted(charger, null);
        var numbered = accepted(charger, 99);

        use(other, made.reservationID(), 1);
        use(other, 99, 2);
        use(charger, 4_294_967_296L + 99, 3);
        use(charger, -99, 4);

        assertThat(status(made)).isEqualTo(ReservationStatus.ACCEPTED);
        assertThat(status(numbered)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void anOperatorsOwnNumberCountsAndNotTheReservationThatHappensToHaveItInOurBooks() {
        var charger = charger("op-numbers");
        var first = accepted(charger, null);
        var numbered = accepted(charger, first.reservationID() + 1_000_000);

        use(charger, numbered.reservationID(), 1);
        assertThat(status(numbered)).isEqualTo(ReservationStatus.ACCEPTED);
        use(charger, first.reservationID(), 2);
        assertThat(status(first)).isEqualTo(ReservationStatus.USED);
        assertThat(status(numbered)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void theSameNumberAgainReplacesTheReservationOnceTheChargerAccepts() {
        var charger = charger("op-replaced");
        var older = accepted(charger, 5);
        var refused = make(charger, 5);
        answer(refused, false);
        assertThat(status(older)).isEqualTo(ReservationStatus.ACCEPTED);

        var newer = make(charger, 5);
        assertThat(status(older)).isEqualTo(ReservationStatus.ACCEPTED);
        answer(newer, true);

        assertThat(status(older)).isEqualTo(ReservationStatus.CANCELLED);
        assertThat(status(newer)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void aCancelledNumberIsCancelledOnItsChargerOnly() {
        var charger = charger("op-cancelled");
        var other = charger("op-not-cancelled");
        var made = accepted(charger, 7);
        var elsewhere = accepted(other, 7);

        cancelled(charger, 7);
        cancelled(charger, 8);
        cancelled(charger, 7);

        assertThat(status(made)).isEqualTo(ReservationStatus.CANCELLED);
        assertThat(status(elsewhere)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void aCancellationThatIsToldAgainLaterLeavesANewerReservationAlone() {
        var charger = charger("op-told-again");
        accepted(charger, 7);
        var told = new ReservationCancelled(charger, 7, registry.clock.instant());
        registry.ask(ReservationEndpoints.RESERVATION_CANCELLED, told);
        registry.clock.advance(Duration.ofSeconds(1));
        var newer = accepted(charger, 7);

        registry.ask(ReservationEndpoints.RESERVATION_CANCELLED, told);

        assertThat(status(newer)).isEqualTo(ReservationStatus.ACCEPTED);
    }

    @Test
    void anAnswerThatComesAfterTheUseChangesNothing() {
        var charger = charger("op-overtaken");
        var made = make(charger, 3);
        use(charger, 3, 12);
        answer(made, true);
        assertThat(status(made)).isEqualTo(ReservationStatus.USED);
    }

    @Test
    void anOperatorsReservationExpiresToo() {
        var charger = charger("op-expires");
        var made = accepted(charger, null);
        registry.clock.advance(Duration.ofMinutes(10));

        Awaiting.result(new HoldRepository(registry.database)
                .expire(registry.clock.instant())
                .map(true));

        assertThat(status(made)).isEqualTo(ReservationStatus.EXPIRED);
        use(charger, made.wireReservationID(), 1);
        assertThat(status(made)).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void operatorsMayReserveWhatAUserHoldsAndAUsersHoldIsUsedByItsNumber() {
        var charger = charger("op-beside");
        registry.connect("op-beside", Protocol.OCPP_16);
        registry.chargers.answer(charger, Verdict.ACCEPTED, "Accepted");
        var held = registry.ask(
                ChargerEndpoints.PLACE_HOLD,
                new PlaceHold(
                        charger,
                        1,
                        "anna",
                        "TAG",
                        null,
                        registry.clock.instant().plusSeconds(300),
                        9,
                        100));
        accepted(charger, null);

        use(charger, held.reservationID(), 10);
        registry.ask(ChargerEndpoints.END_HOLD, new EndHold(held.reservationID(), HoldEnd.EXPIRED, null));

        var hold = registry.ask(
                ReservationEndpoints.GET_RESERVATION,
                new GetReservation(held.reservationID(), new Caller("anna", Role.USER)));
        assertThat(hold.status()).isEqualTo(ReservationStatus.USED);
        assertThat(hold.transactionID()).isEqualTo(10);
    }

    @Test
    void nobodyButAdminsSeesAnOperatorsReservation() {
        var made = accepted(charger("op-private"), null);
        var refusal = registry.refusal(
                ReservationEndpoints.GET_RESERVATION,
                new GetReservation(made.reservationID(), new Caller("anna", Role.USER)));
        assertThat(refusal.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refusal.code()).isEqualTo("notOwner");
    }

    private int charger(String serialNumber) {
        return registry.charger(serialNumber).connectorID();
    }

    private MakeReservation wanted(int charger, @Nullable Integer wireNumber, String commandID) {
        var now = registry.clock.instant();
        return new MakeReservation(charger, 0, "TAG", "GROUP", now.plusSeconds(600), wireNumber, commandID, now);
    }

    private ReservationMade make(int charger, @Nullable Integer wireNumber) {
        return registry.ask(
                ReservationEndpoints.MAKE_RESERVATION,
                wanted(charger, wireNumber, "cmd_" + commands.incrementAndGet()));
    }

    private ReservationMade accepted(int charger, @Nullable Integer wireNumber) {
        var made = make(charger, wireNumber);
        answer(made, true);
        return made;
    }

    private void answer(ReservationMade made, boolean accepted) {
        registry.ask(
                ReservationEndpoints.RESERVATION_ANSWERED,
                new ReservationAnswered(made.reservationID(), accepted, registry.clock.instant()));
    }

    private void use(int charger, long wireNumber, int transactionID) {
        registry.ask(
                ReservationEndpoints.USE_RESERVATION,
                new UseReservation(charger, wireNumber, transactionID, registry.clock.instant()));
    }

    private void cancelled(int charger, int wireNumber) {
        registry.ask(
                ReservationEndpoints.RESERVATION_CANCELLED,
                new ReservationCancelled(charger, wireNumber, registry.clock.instant()));
    }

    private Reservation get(ReservationMade made) {
        return registry.ask(ReservationEndpoints.GET_RESERVATION, new GetReservation(made.reservationID(), ADMIN));
    }

    private ReservationStatus status(ReservationMade made) {
        return get(made).status();
    }

    private ReservationEndpoints.Reservations ofCharger(int charger) {
        return registry.ask(
                ReservationEndpoints.SEARCH_RESERVATIONS,
                new SearchReservations(ADMIN, null, charger, null, null, null, null, null, PageRequest.EVERYTHING));
    }
}
