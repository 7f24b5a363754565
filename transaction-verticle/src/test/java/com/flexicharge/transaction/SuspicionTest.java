package com.flexicharge.transaction;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.shared.contract.transaction.UserSessions.GetTrail;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.DoubtRepository.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions that never close by themselves: when an operator is told, and when not. */
@ExtendWith(TestDatabaseExtension.class)
class SuspicionTest {
    private static int nextCharger = 320_000;

    private final RunningSessions sessions;
    private final ChargerReports charger;
    private Instant begun = Instant.EPOCH;
    private int id;

    SuspicionTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
    }

    @BeforeEach
    void begin() {
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        begun = sessions.clock.instant();
        id = charger.start("CARD1", 1000L).transactionID();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aChargerThatIsAwayForADayMakesItSuspectAndItsReturnDispelsThat() {
        sessions.registry.away(charger.connectorID(), begun.plus(Duration.ofHours(2)));
        sessions.clock.advance(Duration.ofHours(25));
        assertThat(looked().suspect()).isFalse();

        sessions.clock.advance(Duration.ofHours(1));
        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.CHARGER_AWAY);

        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        assertThat(looked().suspect()).isFalse();
        assertThat(trail())
                .containsExactly(
                        "server suspect {\"suspect\": true, \"suspectReason\": \"chargerAway\"}",
                        "server unsuspect {\"suspect\": false, \"suspectReason\": null}");
    }

    @Test
    void whatAnOfflineChargerHandsInAfterDaysIsBookedInFull() {
        sessions.registry.away(charger.connectorID(), begun);
        sessions.clock.advance(Duration.ofDays(5));
        assertThat(looked().suspect()).isTrue();

        charger.stop((long) id, "CARD1", 8000L, "2026-11-22T18:00:00Z", "Local");

        var ended = sessions.get(id);
        assertThat(ended.suspect()).isFalse();
        assertThat(ended.energyWh()).isEqualTo(7000);
        assertThat(ended.endAt()).isEqualTo("2026-11-22T18:00:00Z");
    }

    @Test
    void readingsThatCeaseForSixHoursMakeItSuspectUntilTheNext() {
        sessions.readings.put(id, 700, 10, begun.plus(Duration.ofHours(1)));
        sessions.clock.advance(Duration.ofHours(6).plusMinutes(59));
        assertThat(looked().suspect()).isFalse();

        sessions.clock.advance(Duration.ofMinutes(1));
        var suspect = looked();
        assertThat(suspect.suspectReason()).isEqualTo(SuspectReason.NO_READINGS);
        assertThat(suspect.state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(suspect.energyWh()).isEqualTo(700);
        assertThat(suspect.priceOre()).isEqualTo(175);

        sessions.clock.advance(Duration.ofMinutes(5));
        sessions.readings.put(id, 900, 10, sessions.clock.instant());
        assertThat(looked().suspect()).isFalse();
        assertThat(looked().suspect()).isFalse();
        assertThat(trail()).hasSize(2);
    }

    @Test
    void aChargerThatNeverSendsReadingsIsLeftInPeace() {
        sessions.clock.advance(Duration.ofDays(29));

        assertThat(looked().suspect()).isFalse();
    }

    @Test
    void aCarThatPausesMayBeSilentForDays() {
        sessions.readings.put(id, 700, 10, begun.plus(Duration.ofHours(1)));
        sessions.registry.status(
                charger.connectorID(), Protocol.OCPP_16, ConnectorStatus.SUSPENDED_EV, begun.plus(Duration.ofHours(1)));
        sessions.clock.advance(Duration.ofDays(10));

        assertThat(looked().suspect()).isFalse();
    }

    @Test
    void aChargerThatIsBackForLessThanSixHoursMayStillHandInItsReadings() {
        sessions.readings.put(id, 700, 10, begun.plus(Duration.ofHours(1)));
        sessions.clock.advance(Duration.ofHours(1));
        sessions.registry.away(charger.connectorID(), sessions.clock.instant());
        looked();
        sessions.clock.advance(Duration.ofHours(19));
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        looked();
        sessions.clock.advance(Duration.ofHours(5));
        assertThat(looked().suspect()).isFalse();

        sessions.clock.advance(Duration.ofHours(1));
        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.NO_READINGS);
    }

    @Test
    void aMonthWithoutAnEndIsSuspectUnlessReadingsCome() {
        sessions.clock.advance(Duration.ofDays(30));
        sessions.readings.put(id, 700, 10, sessions.clock.instant().minus(Duration.ofHours(5)));
        assertThat(looked().suspect()).isFalse();

        sessions.registry.status(
                charger.connectorID(), Protocol.OCPP_16, ConnectorStatus.SUSPENDED_EV, sessions.clock.instant());
        sessions.clock.advance(Duration.ofDays(1));

        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.TOO_LONG);
    }

    @Test
    void aChargerThatIsNoLongerRegisteredLeavesNoSessionBehindUnseen() {
        sessions.registry.remove(charger.connectorID());
        sessions.clock.advance(Duration.ofMinutes(1));

        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.CHARGER_REMOVED);
        var closed = sessions.ask(TransactionEndpoints.CLOSE, new Close(ADMIN, id, "charger sold", 1500L));
        assertThat(closed.state()).isEqualTo(TransactionState.ENDED);
        assertThat(closed.suspect()).isFalse();
        assertThat(closed.energyWh()).isEqualTo(500);
    }

    @Test
    void aBusyRegistryOrSilentLivemetricsRaiseNoSuspicion() {
        sessions.readings.put(id, 700, 10, begun.plus(Duration.ofHours(1)));
        sessions.clock.advance(Duration.ofDays(40));
        sessions.registry.away = true;
        assertThat(looked().suspect()).isFalse();

        sessions.registry.away = false;
        sessions.readings.away = true;
        assertThat(looked().suspect()).isFalse();
    }

    @Test
    void afterABootAReadingTakenLaterOnAChargingConnectorDispelsTheDoubtAndAnOldOneDoesNot() {
        sessions.clock.advance(Duration.ofMinutes(10));
        Awaiting.done(sessions.doubts.doubt(List.of(Sign.boot(charger.connectorID(), sessions.clock.instant()))));
        sessions.readings.put(id, 700, 10, begun.plus(Duration.ofMinutes(5)));
        sessions.registry.status(
                charger.connectorID(), Protocol.OCPP_16, ConnectorStatus.CHARGING, sessions.clock.instant());
        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.BOOT);

        sessions.clock.advance(Duration.ofMinutes(1));
        sessions.readings.put(id, 800, 10, sessions.clock.instant());

        assertThat(looked().suspect()).isFalse();
    }

    @Test
    void readingsOfAnIdleConnectorDispelNothing() {
        sessions.clock.advance(Duration.ofMinutes(10));
        Awaiting.done(sessions.doubts.doubt(List.of(Sign.boot(charger.connectorID(), sessions.clock.instant()))));
        sessions.registry.status(
                charger.connectorID(), Protocol.OCPP_16, ConnectorStatus.PREPARING, sessions.clock.instant());
        sessions.clock.advance(Duration.ofMinutes(1));
        sessions.readings.put(id, 700, 10, sessions.clock.instant());

        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.BOOT);
    }

    @Test
    void aBootWeighsMoreThanSilence() {
        sessions.registry.away(charger.connectorID(), begun);
        sessions.clock.advance(Duration.ofHours(25));
        looked();

        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        Awaiting.done(sessions.doubts.doubt(List.of(Sign.boot(charger.connectorID(), sessions.clock.instant()))));

        assertThat(looked().suspectReason()).isEqualTo(SuspectReason.BOOT);
        assertThat(trail())
                .containsExactly(
                        "server suspect {\"suspect\": true, \"suspectReason\": \"chargerAway\"}",
                        "server suspect {\"suspect\": true, \"suspectReason\": \"boot\"}");
    }

    @Test
    void theNextStartEndsASuspectSession() {
        sessions.registry.away(charger.connectorID(), begun);
        sessions.clock.advance(Duration.ofHours(25));
        looked();

        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        charger.start("CARD2", 5000L);

        var ended = sessions.get(id);
        assertThat(ended.stopReason()).isEqualTo("Superseded");
        assertThat(ended.suspect()).isFalse();
        assertThat(ended.estimated()).isTrue();
        assertThat(trail()).hasSize(2).last().asString().startsWith("server superseded {");
    }

    @Test
    void aFlexiChargeChargerThatNeverComesBackIsSeenToo() {
        var flexi = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        sessions.registry.add(flexi.connectorID(), Protocol.FLEXICHARGE);
        var lost = flexi.start(null, 0L).transactionID();
        sessions.registry.disconnect(flexi.connectorID());
        sessions.clock.advance(Duration.ofHours(24));
        Awaiting.done(sessions.services.doubts.sweepStale());

        looked();

        assertThat(sessions.get(lost).state()).isEqualTo(TransactionState.ACTIVE);
        assertThat(sessions.get(lost).suspectReason()).isEqualTo(SuspectReason.CHARGER_AWAY);
    }

    private Transaction looked() {
        Awaiting.done(sessions.services.doubts.sweepQuiet());
        return sessions.get(id);
    }

    private List<String> trail() {
        return sessions
                .ask(TransactionEndpoints.GET_TRAIL, new GetTrail(ADMIN, id, new PageRequest(100, false, null)))
                .entries()
                .stream()
                .map(entry -> entry.actor() + " " + entry.what() + " " + entry.after())
                .toList();
    }
}
