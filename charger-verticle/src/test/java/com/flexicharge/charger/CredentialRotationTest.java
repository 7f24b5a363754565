package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.PasswordAccepted;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A charger that took over a new AuthorizationKey. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("TC_073")
class CredentialRotationTest {
    private static final String OLD = "the-old-password";
    private static final String NEW = "the-new-password";

    private RunningRegistry registry;
    private TestDatabase database;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        registry = RunningRegistry.start(testDatabase);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void theNewPasswordHoldsAtOnceAndTheOldOneUntilItIsUsed() {
        accepted(withPassword("rotated"), NEW);

        assertAdmitted("rotated", OLD);
        assertAdmitted("rotated", OLD);
        assertRefused("rotated", "neither-of-both!");
        assertAdmitted("rotated", NEW);
        assertRefused("rotated", OLD);
        assertAdmitted("rotated", NEW);
    }

    @Test
    void theOldPasswordEndsAfterADayAlsoWhenTheNewOneWasNeverUsed() {
        accepted(withPassword("slow"), NEW);

        registry.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertAdmitted("slow", OLD);

        registry.clock.advance(Duration.ofSeconds(1));
        assertRefused("slow", OLD);
        assertAdmitted("slow", NEW);
    }

    @Test
    void toldTwiceNothingChanges() {
        var charger = withPassword("told-twice");
        accepted(charger, NEW);
        var stored = stored(charger);
        registry.clock.advance(Duration.ofHours(1));

        accepted(charger, NEW);
        accepted(charger, HexFormat.of().formatHex(NEW.getBytes(StandardCharsets.UTF_8)));

        assertThat(stored(charger)).isEqualTo(stored);
        assertAdmitted("told-twice", OLD);
    }

    @Test
    void aChargerThatHadNoPasswordIsAskedForItsNewOne() {
        registry.charger("first-password");
        accepted(
                registry.ask(
                                ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER,
                                new ChargerEndpoints.GetChargerBySerialNumber("first-password"))
                        .connectorID(),
                NEW);

        assertThat(registry.refusal(ChargerEndpoints.ADMIT, registry.admit("first-password", Protocol.OCPP_16))
                        .reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
        assertAdmitted("first-password", NEW);
    }

    @Test
    void anOperatorsPasswordEndsBoth() {
        var charger = withPassword("taken-over");
        accepted(charger, NEW);

        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, "operators-password", null));

        assertRefused("taken-over", OLD);
        assertRefused("taken-over", NEW);
        assertAdmitted("taken-over", "operators-password");
    }

    /** Not as the specification has them, but the charger has it now: refusing it would lock the charger out. */
    @ParameterizedTest
    @ValueSource(
            strings = {"x", "short", "abcdef", "twentyone-characters-", "forty characters that are no hex digits!"})
    void aPasswordOfAnotherLengthIsKeptAsItWasSent(String odd) {
        var serialNumber = "odd-" + odd.length();
        accepted(withPassword(serialNumber), odd);

        assertAdmitted(serialNumber, odd);
        assertRefused(serialNumber, OLD);
        assertRefused(serialNumber, odd + "?");
    }

    @Test
    void aPasswordThatCanBeHexIsRecognizedHoweverTheChargerReadIt() {
        accepted(withPassword("reads-hex"), "c3a5ff0180");
        accepted(withPassword("reads-text"), "c3a5ff0180");

        assertAdmitted("reads-hex", new String(HexFormat.of().parseHex("c3a5ff0180"), StandardCharsets.ISO_8859_1));
        assertAdmitted("reads-text", "c3a5ff0180");
    }

    @Test
    void whatCannotBeAKeyIsRefusedAndTheOldOneStays() {
        var charger = withPassword("too-long");

        assertThat(refusedPassword(charger, "x".repeat(41))).isEqualTo("invalidPassword");
        assertThat(refusedPassword(charger, "")).isEqualTo("invalidPassword");
        assertThat(refusedPassword(424242, NEW)).isEqualTo("chargerNotFound");
        assertAdmitted("too-long", OLD);
    }

    @Test
    void theDatabaseHoldsNeitherPassword() {
        var charger = withPassword("both-hashed");
        accepted(charger, NEW);

        assertThat(stored(charger))
                .doesNotContain(OLD)
                .doesNotContain(NEW)
                .matches("pbkdf2-sha256\\$.*\\|pbkdf2-sha256\\$.*\\|2026-.*");
    }

    private int withPassword(String serialNumber) {
        var charger = registry.charger(serialNumber).connectorID();
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, OLD, 1));
        return charger;
    }

    private void accepted(int charger, String password) {
        registry.ask(
                CredentialEndpoints.PASSWORD_ACCEPTED,
                new PasswordAccepted(charger, password, registry.clock.instant()));
    }

    private String refusedPassword(int charger, String password) {
        return registry.refusal(
                        CredentialEndpoints.PASSWORD_ACCEPTED,
                        new PasswordAccepted(charger, password, registry.clock.instant()))
                .code();
    }

    private String stored(int charger) {
        return database.rows("select password_hash, previous_password_hash, previous_valid_until from charger.chargers"
                        + " where connector_id = " + charger)
                .toString()
                .replaceAll("^\\[|]$", "");
    }

    private void assertAdmitted(String serialNumber, String password) {
        assertThat(registry.ask(ChargerEndpoints.ADMIT, admit(serialNumber, password))
                        .securityProfile())
                .isEqualTo(1);
    }

    private void assertRefused(String serialNumber, String password) {
        assertThat(registry.refusal(ChargerEndpoints.ADMIT, admit(serialNumber, password))
                        .reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
    }

    private Admit admit(String serialNumber, String password) {
        return new Admit(
                serialNumber,
                Protocol.OCPP_16,
                "node1",
                "10.0.0.1:40000",
                serialNumber,
                password,
                registry.clock.instant());
    }
}
