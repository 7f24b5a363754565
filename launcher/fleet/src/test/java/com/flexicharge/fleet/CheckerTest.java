package com.flexicharge.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.fleet.Violation.Promised;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each way in which books can be wrong is seen, and books that are right are not complained of. */
class CheckerTest {
    private static final String START = "2026-11-23T10:00:00.001Z";
    private static final String STOP = "2026-11-23T11:00:00.002Z";
    private static final String READ = "2026-11-23T10:30:00.003Z";

    private final ChargerHistory charger = new ChargerHistory("F-1");
    private final Charge charge = new Charge("F-1", 1, "TAG-1", 1_000, START);
    private final List<Order> orders = new ArrayList<>();
    private final List<Books.Session> sessions = new ArrayList<>();
    private final List<Books.PutAside> putAside = new ArrayList<>();
    private final List<Books.Reading> readings = new ArrayList<>();
    private final List<Books.Registered> registered = new ArrayList<>();

    @BeforeEach
    void aChargeThatWasAcknowledgedAndIsInTheBooks() {
        charger.charges.add(charge);
        charge.begun(10_000);
        var reading = charge.read(READ, 1_200);
        reading.transactionID = 10_000;
        reading.acknowledged = true;
        charge.over(1_500, STOP);
        charge.stopsAcknowledged = 1;
        charger.connectedAtTheEnd = true;
        sessions.add(ended(10_000, START, 1_500L, 500));
        readings.add(new Books.Reading(10_000, "F-1", READ));
        registered.add(new Books.Registered("F-1", true, 3));
    }

    @Test
    void booksThatHoldAllThatWasAcknowledgedAreRight() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedMayBeMissing() {
        var untold = new Charge("F-1", 1, "TAG-1", 2_000, "2026-11-23T12:00:00Z");
        untold.read("2026-11-23T12:10:00Z", 2_100);
        untold.over(2_200, "2026-11-23T12:20:00Z");
        charger.charges.add(untold);

        assertThat(violations()).isEmpty();
    }

    @Test
    void whatWasNotAcknowledgedMayBeThere() {
        charge.stopsAcknowledged = 0;
        charge.readings.get(0).acknowledged = false;

        assertThat(violations()).isEmpty();
    }

    @Test
    void anAcknowledgedStartThatIsMissing() {
        sessions.clear();
        charge.stopsAcknowledged = 0;

        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void anAcknowledgedStopThatIsMissing() {
        sessions.set(0, new Books.Session(10_000, "F-1", 1, "active", START, 1_000, null, null, 200));

        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void anAcknowledgedStopWithAnothersMeterValue() {
        sessions.set(0, ended(10_000, START, 1_499L, 499));

        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void energyThatIsNotWhatTheMeterSaid() {
        sessions.set(0, ended(10_000, START, 1_500L, 499));

        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void anAcknowledgedReadingThatIsMissing() {
        readings.clear();

        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    @Test
    void aReadingStoredTwice() {
        readings.add(readings.get(0));

        assertThat(violations()).containsExactly(Promised.ONE_SESSION_ONE_ROW);
    }

    @Test
    void oneChargeInTwoRows() {
        sessions.add(ended(10_001, START, 1_500L, 500));

        assertThat(violations()).containsExactly(Promised.ONE_SESSION_ONE_ROW);
    }

    @Test
    void oneStartAnsweredWithTwoNumbers() {
        charge.begun(10_001);
        sessions.add(ended(10_001, START, 1_500L, 500));

        assertThat(violations()).contains(Promised.ONE_SESSION_ONE_ROW);
    }

    @Test
    void twoChargesUnderOneNumber() {
        var other = new Charge("F-1", 1, "TAG-1", 2_000, "2026-11-23T12:00:00Z");
        other.begun(10_000);
        charger.charges.add(other);

        assertThat(violations()).containsExactly(Promised.ONE_SESSION_ONE_ROW);
    }

    @Test
    void aRowNobodyBegan() {
        sessions.add(ended(10_001, "2026-11-23T09:00:00Z", 1_500L, 500));

        assertThat(violations()).containsExactly(Promised.ONE_SESSION_ONE_ROW);
    }

    @Test
    void aStopThatCouldBeBookedAndWasPutAside() {
        sessions.set(0, new Books.Session(10_000, "F-1", 1, "active", START, 1_000, null, null, 200));
        putAside.add(stop(
                "{\"idTag\":\"TAG-1\",\"meterStop\":1500,\"timestamp\":\"" + STOP + "\",\"transactionId\":10000}"));

        assertThat(violations()).containsExactly(Promised.NOTHING_DROPPED);
    }

    @Test
    void aStopWithoutANumberMayBePutAside() {
        var untold = new Charge("F-1", 1, "TAG-2", 2_000, "2026-11-23T12:00:00Z");
        untold.over(2_200, "2026-11-23T12:20:00Z");
        untold.stopsAcknowledged = 1;
        charger.charges.add(untold);
        putAside.add(
                stop(
                        "{\"meterStop\":2200,\"idTag\":\"TAG-2\",\"timestamp\":\"2026-11-23T12:20:00Z\",\"transactionId\":-1}"));

        assertThat(violations()).isEmpty();
    }

    @Test
    void aStopThatCannotBeBookedAndThatNobodyCanFind() {
        var aside = new Aside("F-1", Oddity.SECOND_STOP, () -> "{\"meterStop\":1507}");
        aside.payload();
        aside.answered = true;
        charger.asides.add(aside);
        assertThat(violations()).containsExactly(Promised.NOTHING_DROPPED);

        putAside.add(stop("{ \"meterStop\" : 1507 }"));
        assertThat(violations()).isEmpty();
    }

    @Test
    void aConnectedChargerThatTheRegistryThinksAway() {
        registered.set(0, new Books.Registered("F-1", false, 3));

        assertThat(violations()).containsExactly(Promised.ONE_OWNER);
    }

    @Test
    void whatTheChargerSawItself() {
        charger.violated(Promised.ONE_CALL_AT_A_TIME, "got two at once");

        assertThat(violations()).containsExactly(Promised.ONE_CALL_AT_A_TIME);
    }

    @Test
    void aCommandThatWasSentTwice() {
        ordered("timedOut");
        charger.markers.put("m", 2);

        assertThat(violations()).containsExactly(Promised.ONE_CALL_AT_A_TIME);
    }

    @Test
    void aCommandThatIsSaidToBeDoneAndWasNeverSent() {
        ordered("timedOut");
        assertThat(violations()).isEmpty();

        ordered("accepted");
        assertThat(violations()).containsExactly(Promised.ACKNOWLEDGED_IS_STORED);
    }

    private void ordered(String state) {
        var order = new Order("F-1", "m");
        order.state = state;
        orders.add(order);
    }

    private static Books.Session ended(int id, String start, long meterStop, long energyWh) {
        return new Books.Session(id, "F-1", 1, "ended", start, 1_000, STOP, meterStop, energyWh);
    }

    private static Books.PutAside stop(String payload) {
        return new Books.PutAside("F-1", "StopTransaction", "secondStop", payload);
    }

    private List<Promised> violations() {
        var history = new History(new FleetPlan(1, "F", 1), List.of(charger), new Deeds(orders, 0, List.of()));
        return Checker.check(history, new Books(sessions, putAside, readings, registered)).violations().stream()
                .map(Violation::promise)
                .toList();
    }
}
