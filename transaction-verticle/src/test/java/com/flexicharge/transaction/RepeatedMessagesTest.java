package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What chargers send again, how ever and whenever they do, and what only looks like it. */
@ExtendWith(TestDatabaseExtension.class)
class RepeatedMessagesTest {
    private static int nextCharger = 420_000;

    private final TestDatabase database;
    private RunningSessions sessions;
    private ChargerReports charger;

    RepeatedMessagesTest(TestDatabase database) {
        this.database = database;
        sessions = RunningSessions.start(database);
        charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void knowChargerAndTags() {
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        database.execute("delete from transaction.id_tags", """
                insert into transaction.id_tags (id_tag_key, id_tag, user_id, max_active, created_at, updated_at)
                values ('card1', 'CARD1', 'anna', null, now(), now()), ('one', 'ONE', 'bert', 1, now(), now())""");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    /** The in-memory parts of a process are gone; the charger may be on another one. */
    private void restart() {
        var clock = MutableClock.at(sessions.clock.instant().toString());
        sessions.close();
        sessions = RunningSessions.start(database, clock);
        charger = new ChargerReports(sessions, charger.connectorID(), Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T09:59:00.000Z",
                "2026-11-22T09:59:00+00:00",
                "2026-11-22T10:59:00+01:00",
                "2026-11-22T09:59:00.000000Z"
            })
    void aStartWhoseTimeIsWrittenInAnotherFormIsTheSameStart(String written) {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");

        assertThat(charger.start("CARD1", 100L, written)).isEqualTo(first);
        assertThat(rows()).containsExactly("active");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22T09:59:00.000Z", "2026-11-22T10:59:00+01:00"})
    void aStopWhoseTimeIsWrittenInAnotherFormIsTheSameStop(String written) {
        long id = charger.start("CARD1", 100L, "2026-11-22T09:50:00Z").transactionID();
        var first = charger.stop(id, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local");

        assertThat(charger.stop(id, "CARD1", 600L, written, "Local")).isEqualTo(first);
        assertThat(putAside()).isEmpty();
    }

    /** All such years are stored as the same last moment; as the charger wrote them they differ. */
    @Test
    void startsOfTwoClocksBeyondAnyCalendarAreTwoSessions() {
        var clamped = Instant.parse("+294276-12-31T23:59:59.999999Z");
        var one = sessions.ask(TransactionEndpoints.START_SESSION, startOf(clamped, "+999999998-01-01T00:00:00Z"));
        var other = sessions.ask(TransactionEndpoints.START_SESSION, startOf(clamped, "+999999999-01-01T00:00:00Z"));

        assertThat(other.transactionID()).isNotEqualTo(one.transactionID());
    }

    private StartSession startOf(Instant startAt, String raw) {
        return new StartSession(
                charger.connectorID(),
                1,
                Protocol.OCPP_16,
                "CARD1",
                100L,
                startAt,
                raw,
                null,
                sessions.clock.instant(),
                null);
    }

    @Test
    void afterARestartAnEndAndASupersedingStartTheAnswerIsStillTheSame() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:10:00Z");
        restart();
        assertThat(charger.start("CARD1", 100L, "2026-11-22T09:10:00Z")).isEqualTo(first);

        var second = charger.start("CARD1", 700L, "2026-11-22T09:20:00Z");
        restart();
        assertThat(charger.start("CARD1", 100L, "2026-11-22T09:10:00Z")).isEqualTo(first);

        charger.stop((long) second.transactionID(), "CARD1", 900L);
        restart();
        assertThat(charger.start("CARD1", 700L, "2026-11-22T09:20:00Z")).isEqualTo(second);
        assertThat(charger.start("CARD1", 100L, "2026-11-22T09:10:00Z")).isEqualTo(first);
        assertThat(rows()).containsExactly("ended", "ended");
    }

    @Test
    void aDayLaterAStopIsStillTheSameStop() {
        long id = charger.start("CARD1", 100L, "2026-11-22T09:50:00Z").transactionID();
        var first = charger.stop(id, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local");
        sessions.clock.advance(Duration.ofDays(1));
        charger.start("CARD1", 600L);
        restart();

        assertThat(charger.stop(id, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local"))
                .isEqualTo(first);
        assertThat(rows()).containsExactlyInAnyOrder("ended", "active");
        assertThat(putAside()).isEmpty();
    }

    /** The limit was not reached when it began: its repetition must not stop a car that is charging. */
    @Test
    void aStartThatIsRepeatedAfterOthersBeganUnderItsTagIsAnsweredAsBefore() {
        var first = charger.start("ONE", 0L, "2026-11-22T09:59:00Z");
        var elsewhere = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(elsewhere.connectorID(), Protocol.OCPP_16);
        sessions.clock.advance(Duration.ofSeconds(1));
        var second = elsewhere.start("ONE", 0L, "2026-11-22T09:59:30Z");

        assertThat(status(first)).isEqualTo("ACCEPTED");
        assertThat(status(second)).isEqualTo("CONCURRENT_TX");
        assertThat(charger.start("ONE", 0L, "2026-11-22T09:59:00Z")).isEqualTo(first);
        assertThat(elsewhere.start("ONE", 0L, "2026-11-22T09:59:30Z")).isEqualTo(second);
    }

    @Test
    void aStopThatLearntItsSessionsIdMeanwhileIsTheSameStop() {
        long id = charger.start("CARD1", 100L, "2026-11-22T09:50:00Z").transactionID();
        var first = charger.stop(-1L, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local");

        assertThat(charger.stop(id, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local"))
                .isEqualTo(first);
        assertThat(putAside()).isEmpty();
    }

    /** In a power cut both connectors stop in the same second, and one meter may serve both. */
    @Test
    void twoSessionsThatEndAlikeAndWhoseStopsNameNoIdBothEnd() {
        charger.start("CARD1", 100L, "2026-11-22T09:50:00Z");
        sessions.ask(TransactionEndpoints.START_SESSION, charger.startOf(2, "ONE", 100L, "2026-11-22T09:51:00Z", null));

        charger.stop(-1L, "CARD1", 600L, "2026-11-22T09:59:00Z", "PowerLoss");
        charger.stop(-1L, "ONE", 600L, "2026-11-22T09:59:00Z", "PowerLoss");

        assertThat(rows()).containsExactly("ended", "ended");
        assertThat(putAside()).isEmpty();
    }

    /** Connector, tag, meter and second alike: no energy flowed and no time passed between them, so nothing tells them apart. */
    @Test
    void sessionsOfOneSecondAreTwoUnlessEverythingTheyBeginWithIsAlike() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");
        charger.stop((long) first.transactionID(), "CARD1", 101L, "2026-11-22T09:59:00Z", "Local");
        var afterAWattHour = charger.start("CARD1", 101L, "2026-11-22T09:59:00Z");
        charger.stop((long) afterAWattHour.transactionID(), "CARD1", 101L, "2026-11-22T09:59:00Z", "Local");
        var alike = charger.start("CARD1", 101L, "2026-11-22T09:59:00Z");
        var underAnotherTag = charger.start("ONE", 101L, "2026-11-22T09:59:00Z");

        assertThat(afterAWattHour.transactionID()).isNotEqualTo(first.transactionID());
        assertThat(alike.transactionID()).isEqualTo(afterAWattHour.transactionID());
        assertThat(underAnotherTag.transactionID()).isNotEqualTo(alike.transactionID());
    }

    @Test
    void theStopOfASessionThatCouldNotBeToldFromTheOneBeforeIsKeptForAnOperator() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");
        charger.stop((long) first.transactionID(), "CARD1", 100L, "2026-11-22T09:59:00Z", "Local");
        var alike = charger.start("CARD1", 100L, "2026-11-22T09:59:00Z");

        charger.stop((long) alike.transactionID(), "CARD1", 8_100L, "2026-11-22T10:00:00Z", "Local");

        assertThat(putAside()).containsExactly("secondStop|" + first.transactionID() + "|8100");
    }

    @Test
    void aStartThatComesAgainAfterItsStopWithoutIdOpensNoOtherSession() {
        var first = charger.start("CARD1", 100L, "2026-11-22T09:50:00Z");
        charger.stop(-1L, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local");

        assertThat(charger.start("CARD1", 100L, "2026-11-22T09:50:00Z")).isEqualTo(first);
        assertThat(charger.stop(0L, "CARD1", 600L, "2026-11-22T09:59:00Z", "Local")
                        .transactionID())
                .isNull();
        assertThat(rows()).containsExactly("ended");
    }

    @Test
    void aWeekOfflineIsHandedInTwiceWhileSomebodyChargesAndEachSessionIsThereOnce() {
        var live = charger.start("CARD1", 9_000L, "2026-11-22T09:59:00Z");
        for (int time = 0; time < 2; time++) {
            for (int day = 15; day < 22; day++) {
                var begun = charger.start("CARD1", day * 100L, "2026-11-%dT08:00:00Z".formatted(day));
                charger.stop(
                        (long) begun.transactionID(),
                        "CARD1",
                        day * 100L + day,
                        "2026-11-%dT09:00:00Z".formatted(day),
                        "Local");
            }
            restart();
        }

        assertThat(sessions.get(live.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(database.rows("""
                        select state, stop_reason, energy_wh, estimated, extract(epoch from stop_at - start_at)::int
                        from transaction.transactions where connector_id = %d and transaction_id <> %d
                        order by start_at""".formatted(charger.connectorID(), live.transactionID())))
                .containsExactly(
                        "ended|Local|15|f|3600",
                        "ended|Local|16|f|3600",
                        "ended|Local|17|f|3600",
                        "ended|Local|18|f|3600",
                        "ended|Local|19|f|3600",
                        "ended|Local|20|f|3600",
                        "ended|Local|21|f|3600");
        assertThat(putAside()).isEmpty();
    }

    @Test
    void aFlexiChargeStopThatComesAgainDoesNotEndTheNextSession() {
        var box = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        sessions.registry.add(box.connectorID(), Protocol.FLEXICHARGE);
        box.start(null, 0L, "2026-11-22T09:50:00Z");
        var first = box.stop(null, null, 600L, "2026-11-22T09:59:00Z", "Local");
        var next = box.start(null, 600L, "2026-11-22T09:59:30Z");

        assertThat(box.stop(null, null, 600L, "2026-11-22T09:59:00Z", "Local")).isEqualTo(first);
        assertThat(sessions.get(next.transactionID()).state()).isEqualTo(TransactionState.ACTIVE);
    }

    private List<String> rows() {
        return database.rows(
                "select state from transaction.transactions where connector_id = %d order by transaction_id"
                        .formatted(charger.connectorID()));
    }

    private List<String> putAside() {
        return database.rows("select reason, candidate_transaction_id, meter_stop from transaction.unmatched"
                + " where connector_id = " + charger.connectorID());
    }

    private static String status(SessionBegun begun) {
        var info = begun.idTagInfo();
        return info == null ? "" : info.status().name();
    }
}
