package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AddProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AppliedProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetAppliedProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfilesCleared;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which charging profiles a charger has, as it accepts and clears them (OCPP 1.6 §3.13, §5.5, §5.16). */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppliedProfileTest {
    private static final String DEFAULT = "TxDefaultProfile";
    private static final String TX = "TxProfile";

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void whatAChargerAcceptedIsNoted() {
        var charger = charger("profile-noted");

        set(charger, 1, 7, TX, 2, 10_001);
        set(charger, 1, 7, TX, 2, 10_001);

        assertThat(applied(charger)).containsExactly(new AppliedProfile(1, 7, TX, 2, 10_001, registry.clock.instant()));
    }

    @Test
    void theSameNumberReplacesWhereverItWas() {
        var charger = charger("profile-same-number");
        set(charger, 0, 7, DEFAULT, 1, null);
        set(charger, 1, 7, DEFAULT, 2, null);
        assertThat(shown(charger)).containsExactly("1: 7 TxDefaultProfile 2");
    }

    @Test
    void theSamePurposeAndLevelReplaceOnTheConnector() {
        var charger = charger("profile-same-slot");
        set(charger, 1, 7, DEFAULT, 1, null);
        set(charger, 2, 8, DEFAULT, 1, null);
        set(charger, 1, 9, DEFAULT, 2, null);
        set(charger, 1, 10, TX, 1, 10_001);
        set(charger, 1, 11, DEFAULT, 1, null);
        assertThat(shown(charger))
                .containsExactly(
                        "1: 11 TxDefaultProfile 1",
                        "1: 9 TxDefaultProfile 2",
                        "1: 10 TxProfile 1",
                        "2: 8 TxDefaultProfile 1");
    }

    @Test
    void whatIsToldAgainLaterDoesNotReplaceWhatCameAfterIt() {
        var charger = charger("profile-told-again");
        var first = new ProfileSet(charger, 1, 7, DEFAULT, 1, null, registry.clock.instant());
        registry.ask(ChargingProfileEndpoints.PROFILE_SET, first);
        registry.clock.advance(Duration.ofSeconds(1));
        set(charger, 1, 8, DEFAULT, 1, null);

        registry.ask(ChargingProfileEndpoints.PROFILE_SET, first);

        assertThat(shown(charger)).containsExactly("1: 8 TxDefaultProfile 1");
    }

    @Test
    void clearingMeetsAllTheCriteriaThatAreGiven() {
        var charger = charger("profile-cleared");
        var other = charger("profile-not-cleared");
        set(other, 1, 7, DEFAULT, 1, null);
        set(charger, 0, 1, "ChargePointMaxProfile", 1, null);
        set(charger, 1, 2, DEFAULT, 1, null);
        set(charger, 1, 3, DEFAULT, 2, null);
        set(charger, 2, 4, DEFAULT, 2, null);

        clear(charger, 2, 2, null, null);
        assertThat(shown(charger)).hasSize(4);
        clear(charger, null, 1, DEFAULT, 2);
        assertThat(shown(charger))
                .containsExactly("0: 1 ChargePointMaxProfile 1", "1: 2 TxDefaultProfile 1", "2: 4 TxDefaultProfile 2");
        clear(charger, 4, null, null, null);
        clear(charger, null, 0, null, null);
        assertThat(shown(charger)).containsExactly("1: 2 TxDefaultProfile 1");
        clear(charger, null, null, null, null);
        assertThat(shown(charger)).isEmpty();
        assertThat(shown(other)).hasSize(1);
    }

    @Test
    void aSessionsProfilesGoWithIt() {
        var charger = charger("profile-session");
        set(charger, 1, 7, TX, 1, 20_001);
        set(charger, 2, 8, TX, 1, 20_002);
        set(charger, 1, 9, DEFAULT, 1, null);

        registry.bus.tell(TransactionEndpoints.SESSION_STOPPED, stopped(charger, 20_001));

        await().untilAsserted(() ->
                assertThat(shown(charger)).containsExactly("1: 9 TxDefaultProfile 1", "2: 8 TxProfile 1"));
    }

    @Test
    void aChargerThatIsNotThereHasNone() {
        var set = new ProfileSet(424_242, 1, 7, DEFAULT, 1, null, registry.clock.instant());
        assertThat(registry.refusal(ChargingProfileEndpoints.PROFILE_SET, set).code())
                .isEqualTo("chargerNotFound");
        assertThat(applied(424_242)).isEmpty();
    }

    @Test
    void whatWasSetAfterAClearingIsLeftAloneWhenTheClearingIsToldAgain() {
        var charger = charger("told-again");
        var clearedAt = registry.clock.instant();
        registry.clock.advance(Duration.ofSeconds(1));
        set(charger, 0, 5, "TxDefaultProfile", 1, null);

        registry.ask(
                ChargingProfileEndpoints.PROFILES_CLEARED,
                new ProfilesCleared(charger, null, null, null, null, clearedAt));

        assertThat(applied(charger)).hasSize(1);
    }

    @Test
    void overTheBusAProfileIsCheckedToo() {
        var refusal = registry.refusal(ChargingProfileEndpoints.ADD_PROFILE, new AddProfile("", "{\"a\""));
        assertThat(refusal.faults().toString())
                .isEqualTo("[Fault[pointer=/description, code=invalidDescription],"
                        + " Fault[pointer=/profile, code=invalidProfile]]");
    }

    private int charger(String serialNumber) {
        return registry.charger(serialNumber).connectorID();
    }

    private void set(
            int charger, int connector, int profile, String purpose, int level, @Nullable Integer transactionID) {
        registry.ask(
                ChargingProfileEndpoints.PROFILE_SET,
                new ProfileSet(charger, connector, profile, purpose, level, transactionID, registry.clock.instant()));
    }

    private void clear(
            int charger,
            @Nullable Integer profile,
            @Nullable Integer connector,
            @Nullable String purpose,
            @Nullable Integer level) {
        registry.ask(
                ChargingProfileEndpoints.PROFILES_CLEARED,
                new ProfilesCleared(charger, profile, connector, purpose, level, registry.clock.instant()));
    }

    private List<AppliedProfile> applied(int charger) {
        return registry.ask(ChargingProfileEndpoints.GET_APPLIED_PROFILES, new GetAppliedProfiles(charger))
                .profiles();
    }

    private List<String> shown(int charger) {
        return applied(charger).stream()
                .map(profile -> "%d: %d %s %d"
                        .formatted(
                                profile.connector(),
                                profile.chargingProfileID(),
                                profile.purpose(),
                                profile.stackLevel()))
                .toList();
    }

    private SessionStopped stopped(int charger, int transactionID) {
        var now = registry.clock.instant();
        return new SessionStopped(transactionID, charger, 1, Protocol.OCPP_16, null, 100, 100, 30, "Local", now, now);
    }
}
