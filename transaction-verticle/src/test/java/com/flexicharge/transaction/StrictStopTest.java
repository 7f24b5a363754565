package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionOver;
import com.flexicharge.shared.contract.transaction.IdTagInfo.Status;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class StrictStopTest {
    private static int nextCharger = 210_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final ChargerReports charger;

    StrictStopTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void knowChargerAndTag() {
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        database.execute("""
                insert into transaction.id_tags (id_tag_key, id_tag, user_id, created_at, updated_at)
                values ('card1', 'CARD1', 'anna', now(), now()) on conflict do nothing""");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void anOpenSessionEndsWithTheChargersOwnWords() {
        var id = charger.start("CARD1", 1000L, "2026-11-22T09:00:00Z").transactionID();
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var over = charger.stop((long) id, "CARD1", 6500L, "2026-11-22T09:45:00Z", "EVDisconnected");

        assertThat(over.transactionID()).isEqualTo(id);
        assertThat(status(over)).isEqualTo(Status.ACCEPTED);
        var ended = sessions.get(id);
        assertThat(ended.state()).isEqualTo(TransactionState.ENDED);
        assertThat(ended.stopReason()).isEqualTo("EVDisconnected");
        assertThat(ended.meterStop()).isEqualTo(6500);
        assertThat(ended.energyWh()).isEqualTo(5500);
        assertThat(ended.priceOre()).isEqualTo(1375);
        assertThat(ended.endAt()).isEqualTo("2026-11-22T09:45:00Z");
        assertThat(ended.suspect()).isFalse();
        assertThat(ended.estimated()).isFalse();
        await().untilAsserted(() -> assertThat(stopped).singleElement().satisfies(event -> {
            assertThat(event.meterStop()).isEqualTo(6500);
            assertThat(event.energyWh()).isEqualTo(5500);
            assertThat(event.priceOre()).isEqualTo(1375);
            assertThat(event.reason()).isEqualTo("EVDisconnected");
            assertThat(event.userID()).isEqualTo("anna");
        }));
    }

    @Test
    void withoutATagTheAnswerCarriesNone() {
        var id = charger.start("CARD1", 0L).transactionID();

        assertThat(charger.stop((long) id, null, 10L).idTagInfo()).isNull();
    }

    @Test
    void theSameStopAgainChangesNothing() {
        var id = charger.start("CARD1", 0L).transactionID();
        charger.stop((long) id, "CARD1", 900L, "2026-11-22T10:00:00Z", "Local");
        var stopped = sessions.told(TransactionEndpoints.SESSION_STOPPED);

        var again = charger.stop((long) id, "CARD1", 900L, "2026-11-22T10:00:00Z", "Local");

        assertThat(again.transactionID()).isEqualTo(id);
        assertThat(unmatched()).isEmpty();
        charger.start("CARD1", 900L, "2026-11-22T10:00:01Z");
        assertThat(stopped).isEmpty();
    }

    @Test
    void aSecondStopWithOtherValuesIsPutAsideOnceAndTheFirstWins() {
        var id = charger.start("CARD1", 0L).transactionID();
        charger.stop((long) id, "CARD1", 900L, "2026-11-22T10:00:00Z", "Local");

        var second = charger.stop((long) id, "CARD1", 1900L, "2026-11-22T10:00:00Z", "Local");
        charger.stop((long) id, "CARD1", 1900L, "2026-11-22T10:00:00Z", "Local");

        assertThat(second.transactionID()).isNull();
        assertThat(status(second)).isEqualTo(Status.ACCEPTED);
        assertThat(sessions.get(id).energyWh()).isEqualTo(900);
        assertThat(unmatched()).containsExactly("StopTransaction|secondStop|" + id + "|1900");
    }

    @Test
    void aSessionClosedByAnAdminStaysClosedAndTheStopIsPutAside() {
        var id = charger.start("CARD1", 0L).transactionID();
        sessions.ask(TransactionEndpoints.CLOSE, new Close(RunningSessions.ADMIN, id, "charger is gone", 700L));

        charger.stop((long) id, "CARD1", 900L);

        assertThat(sessions.get(id).stopReason()).isEqualTo("Closed");
        assertThat(sessions.get(id).energyWh()).isEqualTo(700);
        assertThat(unmatched()).containsExactly("StopTransaction|secondStop|" + id + "|900");
    }

    @Test
    void minusOneEndsTheOnlySessionThatFitsAndTheAuditSaysSo() {
        var id = charger.start("CARD1", 100L, "2026-11-22T09:00:00Z").transactionID();

        var over = charger.stop(-1L, "card1", 500L);

        assertThat(over.transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).energyWh()).isEqualTo(400);
        assertThat(database.rows("select what from transaction.audit where transaction_id = " + id))
                .containsExactly("stopWithoutId");
    }

    @Test
    void minusOneAgainHasTheSameAnswer() {
        var id = charger.start("CARD1", 100L, "2026-11-22T09:00:00Z").transactionID();
        charger.stop(-1L, "CARD1", 500L, "2026-11-22T09:50:00Z", "Local");

        var again = charger.stop(-1L, "CARD1", 500L, "2026-11-22T09:50:00Z", "Local");

        assertThat(again.transactionID()).isEqualTo(id);
        assertThat(unmatched()).isEmpty();
    }

    @Test
    void anUnknownIdIsPutAsideWithTheLikelyCandidateWhenTheMeterDoesNotFit() {
        var id = charger.start("CARD1", 1000L, "2026-11-22T09:00:00Z").transactionID();

        var over = charger.stop(9_007_199_254_740_993L, "CARD1", 500L);

        assertThat(over.transactionID()).isNull();
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(unmatched()).containsExactly("StopTransaction|unknownTransaction|" + id + "|500");
    }

    @Test
    void zeroWithNothingOpenIsPutAside() {
        var over = charger.stop(0L, null, 500L);

        assertThat(over.transactionID()).isNull();
        assertThat(over.idTagInfo()).isNull();
        assertThat(unmatched()).containsExactly("StopTransaction|unknownTransaction||500");
    }

    @Test
    void anotherChargersSessionIsUntouchedAndTheAnswerIsInvalid() {
        var other = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(other.connectorID(), Protocol.OCPP_16);
        var id = other.start("CARD1", 0L).transactionID();

        var over = charger.stop((long) id, "CARD1", 500L);

        assertThat(over.transactionID()).isNull();
        assertThat(status(over)).isEqualTo(Status.INVALID);
        assertThat(sessions.get(id).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(unmatched()).containsExactly("StopTransaction|foreignTransaction|" + id + "|500");
    }

    @Test
    void aMeterBelowItsStartIsStoredAsSentAndTheLastReadingCounts() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.put(id, 800, 40, sessions.clock.instant());

        charger.stop((long) id, "CARD1", 200L);

        assertThat(figures(id)).isEqualTo("200|800|40|t|f");
    }

    @Test
    void aMeterBelowTheLastReadingIsSuspectAndTheReadingCounts() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.put(id, 800, 40, sessions.clock.instant());

        charger.stop((long) id, "CARD1", 1500L);

        assertThat(figures(id)).isEqualTo("1500|800|40|t|f");
    }

    @Test
    void withoutAMeterValueTheLastReadingCountsAndIsEstimated() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.put(id, 800, 40, sessions.clock.instant());

        charger.stop((long) id, "CARD1", null);

        assertThat(figures(id)).isEqualTo("1800|800|40|f|t");
    }

    @Test
    void withoutLivemetricsTheStopIsStoredWithItsOwnMeter() {
        var id = charger.start("CARD1", 1000L).transactionID();
        sessions.readings.away = true;

        charger.stop((long) id, "CARD1", 1500L);

        assertThat(figures(id)).isEqualTo("1500|500|0|f|f");
    }

    @Test
    void anAbsurdMeterIsNotBilled() {
        var id = charger.start("CARD1", Long.MIN_VALUE).transactionID();

        charger.stop((long) id, "CARD1", Long.MAX_VALUE);

        assertThat(figures(id)).isEqualTo(Long.MAX_VALUE + "|0|0|t|f");
    }

    @Test
    void aStopBeforeItsStartByTheClockLastsNoTimeButNeverLess() {
        var id = charger.start("CARD1", 0L, "2026-11-22T10:03:00Z").transactionID();

        charger.stop((long) id, "CARD1", 10L, "2026-11-22T09:00:00Z", "Local");

        Transaction ended = sessions.get(id);
        assertThat(ended.startAt()).isEqualTo("2026-11-22T10:03:00Z");
        assertThat(ended.endAt()).isEqualTo("2026-11-22T10:03:00Z");
    }

    @Test
    void anotherTagThanTheStartsIsAcceptedAndRecorded() {
        var id = charger.start("CARD1", 0L).transactionID();

        var over = charger.stop((long) id, "nobody", 10L);

        assertThat(over.transactionID()).isEqualTo(id);
        assertThat(status(over)).isEqualTo(Status.INVALID);
        assertThat(database.rows(
                        "select id_tag, stop_id_tag from transaction.transactions where transaction_id = " + id))
                .containsExactly("CARD1|nobody");
    }

    /** meterStart, energy as last read, meterStop; what is booked. */
    @ParameterizedTest
    @CsvSource({
        "5000, 0, 800, 800|800|0|f|f",
        "5000, 700, 800, 800|800|0|f|f",
        "500, 700, 800, 800|800|0|f|f",
        "0, 700, 800, 800|800|0|f|f",
        "5000, 700, 600, 600|700|0|t|f",
    })
    void aMeterThatBeginsAtZeroWithEachSessionShowsTheEnergyItself(
            long meterStart, long readWh, long meterStop, String booked) {
        var id = charger.start("CARD1", meterStart).transactionID();
        sessions.readings.put(id, readWh, 0, sessions.clock.instant());

        charger.stopAfterReset((long) id, "CARD1", meterStop);

        assertThat(figures(id)).isEqualTo(booked);
    }

    @Test
    void aStopWithoutItsIdIsFoundAlsoWhereTheMeterBeganAnew() {
        var id = charger.start("CARD1", 5000L).transactionID();
        sessions.clock.advance(Duration.ofMinutes(1));

        assertThat(charger.stopAfterReset(-1L, "CARD1", 800).transactionID()).isEqualTo(id);
        assertThat(sessions.get(id).energyWh()).isEqualTo(800);
    }

    private String figures(int transactionID) {
        return database.rows("select meter_stop, energy_wh, percent, suspect, estimated from transaction.transactions"
                        + " where transaction_id = " + transactionID)
                .get(0);
    }

    private List<String> unmatched() {
        return database.rows("select kind, reason, candidate_transaction_id, meter_stop from transaction.unmatched"
                + " where connector_id = " + charger.connectorID() + " order by id");
    }

    private static Status status(SessionOver over) {
        return Objects.requireNonNull(over.idTagInfo()).status();
    }
}
