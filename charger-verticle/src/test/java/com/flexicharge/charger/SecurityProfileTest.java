package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.ClientCertificate;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.RegisterNewcomer;
import com.flexicharge.shared.contract.charger.Admission.Transport;
import com.flexicharge.shared.contract.charger.Admission.WhereConnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import com.flexicharge.shared.contract.charger.CredentialEndpoints;
import com.flexicharge.shared.contract.charger.CredentialEndpoints.SecurityProfileAccepted;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a socket has to prove under each security profile, however it comes. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityProfileTest {
    private static final String PASSWORD = "0123456789abcdef";

    private RunningRegistry registry;

    @BeforeAll
    void start(TestDatabase database) {
        registry = RunningRegistry.start(database);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    /** Own profile, the door's, what is shown; the profile it comes in with, or -. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, plain, 0",
        "0, 0, plain+wrong, 0",
        "0, 0, tls, 0",
        "0, 0, certificate, 3",
        "0, 0, foreign, 0",
        "0, 1, plain, -",
        "0, 1, plain+wrong, -",
        "0, 2, tls, -",
        "0, 3, certificate, 3",
        "1, 0, plain, -",
        "2, 0, tls, -",
        "3, 0, tls, -",
        "3, 0, foreign, -",
        "3, 0, certificate, 3",
    })
    void aChargerWithoutAPassword(int own, int door, String shown, String profile) {
        assertComesIn("bare", null, own, door, shown, profile);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, plain, -",
        "0, 0, plain+wrong, -",
        "0, 0, plain+right, 1",
        "0, 0, tls, -",
        "0, 0, tls+wrong, -",
        "0, 0, tls+right, 2",
        "0, 0, foreign, -",
        "0, 0, foreign+right, 2",
        "0, 0, certificate, 3",
        "0, 2, plain+right, -",
        "0, 2, tls+right, 2",
        "1, 0, plain+right, 1",
        "1, 2, plain+right, -",
        "2, 0, plain+right, -",
        "2, 0, tls+right, 2",
        "2, 0, tls+wrong, -",
        "2, 1, plain+right, -",
        "2, 0, certificate, 3",
        "3, 0, tls+right, -",
        "3, 0, foreign+right, -",
        "3, 0, certificate+wrong, 3",
        "3, 2, certificate, 3",
    })
    void aChargerWithAPassword(int own, int door, String shown, String profile) {
        assertComesIn("locked", PASSWORD, own, door, shown, profile);
    }

    private void assertComesIn(
            String kind, @Nullable String password, int own, int door, String shown, String profile) {
        var serialNumber = "%s-%d-%d-%s".formatted(kind, own, door, shown);
        var charger = registry.charger(serialNumber).connectorID();
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, password, own));
        for (var protocol : Protocol.values()) {
            var ask = shows(serialNumber, protocol, shown, door);
            if (profile.equals("-")) {
                assertRefused(ask);
            } else {
                assertThat(registry.ask(ChargerEndpoints.ADMIT, ask).securityProfile())
                        .isEqualTo(Integer.parseInt(profile));
            }
        }
    }

    @Test
    void aCertificateMayBearTheSerialNumberTheChargerBootedWithOrAnotherNameBesideItsOwn() {
        registry.charger("cp-17");
        var admitted = registry.connect("cp-17", Protocol.OCPP_16);
        registry.ask(
                ChargerEndpoints.BOOT,
                new Boot(
                        admitted.connectorID(),
                        admitted.epoch(),
                        "V",
                        "M",
                        null,
                        "point-serial",
                        "box-serial",
                        null,
                        null,
                        null,
                        null,
                        registry.clock.instant()));

        assertThat(profileWith("cp-17", certificate("CP-17"))).isZero();
        assertThat(profileWith("cp-17", certificate(null))).isZero();
        assertThat(profileWith("cp-17", certificate("point-serial"))).isEqualTo(3);
        assertThat(profileWith("cp-17", certificate("box-serial"))).isEqualTo(3);
        assertThat(profileWith("cp-17", certificate(null, "other", "cp-17"))).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "certificate, plain, OCPP_16",
        "certificate, plain, FLEXICHARGE",
        "certificate, tls, OCPP_16",
        "certificate, foreign, OCPP_16",
    })
    void whoCannotProveWhatTheSocketOfNowProvedDoesNotDisplaceIt(String first, String second, Protocol path) {
        var serialNumber = "unmoved-" + first + second + path;
        var charger = registry.charger(serialNumber).connectorID();
        var owner = registry.ask(ChargerEndpoints.ADMIT, shows(serialNumber, Protocol.OCPP_16, first, 0));

        assertRefused(shows(serialNumber, path, second, 0));

        assertThat(registry.ask(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger))
                        .epoch())
                .isEqualTo(owner.epoch());
        assertThat(registry.ask(ChargerEndpoints.ADMIT, shows(serialNumber, Protocol.OCPP_16, first, 0))
                        .epoch())
                .isEqualTo(owner.epoch() + 1);
        registry.ask(
                ChargerEndpoints.DISCONNECTED,
                new Disconnected(charger, owner.epoch() + 1, "closedByCharger", 1000, registry.clock.instant()));
        assertThat(registry.ask(ChargerEndpoints.ADMIT, shows(serialNumber, path, second, 0))
                        .securityProfile())
                .as("nobody has it")
                .isZero();
    }

    @Test
    void aSocketOverTlsIsNotDisplacedByOneWithout() {
        var charger = registry.charger("over-tls").connectorID();
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, PASSWORD, 0));
        registry.ask(ChargerEndpoints.ADMIT, shows("over-tls", Protocol.OCPP_16, "tls+right", 0));

        assertRefused(shows("over-tls", Protocol.OCPP_16, "plain+right", 0));

        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, PASSWORD, 0));
        assertThat(registry.ask(ChargerEndpoints.ADMIT, shows("over-tls", Protocol.OCPP_16, "plain+right", 0))
                        .securityProfile())
                .as("an operator has set its credentials anew")
                .isEqualTo(1);
    }

    @Test
    void aPendingChargersSocketIsNotDisplacedByAnybodyEither() {
        registry.ask(ChargerEndpoints.REGISTER_NEWCOMER, new RegisterNewcomer("waiting", Registration.PENDING));
        registry.ask(ChargerEndpoints.ADMIT, shows("waiting", Protocol.OCPP_16, "certificate", 0));

        assertRefused(shows("waiting", Protocol.OCPP_16, "plain", 0));
        assertRefused(shows("waiting", Protocol.FLEXICHARGE, "plain", 0));
    }

    @Test
    void aWithdrawnCertificateIsRefused() {
        var charger = registry.charger("withdrawn").connectorID();
        var connections = connections((connectorID, certificate) -> Future.succeededFuture(
                connectorID == charger && certificate.serialNumber().equals("0A")));

        assertThat(Awaiting.refusal(connections.admit(
                                admit("withdrawn", Protocol.OCPP_16, true, certificate("withdrawn"), null, 0)))
                        .reason())
                .isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void aCertificateThatMayBeWithdrawnIsNotAcceptedWhileNobodyKnows() {
        var charger = registry.charger("unsure").connectorID();
        var connections = connections((connectorID, certificate) -> Future.failedFuture("The list is away"));

        var admission = connections.admit(admit("unsure", Protocol.OCPP_16, true, certificate("unsure"), null, 0));

        boolean isKeptOut = Awaiting.result(admission.transform(done -> Future.succeededFuture(done.failed())));
        assertThat(isKeptOut).isTrue();
        assertThat(registry.charger(charger).connected()).isFalse();
    }

    @Test
    @Tag("TC_083")
    void anAcceptedProfileRefusesTheLowerOnesFromThenOnAndTheOpenSocketStays() {
        var charger = registry.charger("raised").connectorID();
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, PASSWORD, 1));
        registry.ask(ChargerEndpoints.ADMIT, shows("raised", Protocol.OCPP_16, "plain+right", 0));

        raise(charger, 2);

        assertThat(registry.charger(charger).connected()).isTrue();
        assertRefused(shows("raised", Protocol.OCPP_16, "plain+right", 0));
        assertRefused(shows("raised", Protocol.FLEXICHARGE, "plain+right", 0));
        assertThat(registry.ask(ChargerEndpoints.ADMIT, shows("raised", Protocol.OCPP_16, "tls+right", 0))
                        .securityProfile())
                .isEqualTo(2);

        raise(charger, 1);
        assertRefused(shows("raised", Protocol.OCPP_16, "plain+right", 0));
    }

    @Test
    void onlyAnOperatorLowersAProfile() {
        var charger = registry.charger("lowered").connectorID();
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, PASSWORD, 3));

        registry.ask(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(charger, PASSWORD, 1));

        assertThat(registry.ask(ChargerEndpoints.ADMIT, shows("lowered", Protocol.OCPP_16, "plain+right", 0))
                        .securityProfile())
                .isEqualTo(1);
    }

    @Test
    void noSuchProfileAndNoSuchChargerAreSaidSo() {
        assertThat(registry.refusal(
                                CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                                new SecurityProfileAccepted(100001, 4, registry.clock.instant()))
                        .code())
                .isEqualTo("invalidSecurityProfile");
        assertThat(registry.refusal(
                                CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                                new SecurityProfileAccepted(424242, 1, registry.clock.instant()))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private void raise(int charger, int profile) {
        registry.ask(
                CredentialEndpoints.SECURITY_PROFILE_ACCEPTED,
                new SecurityProfileAccepted(charger, profile, registry.clock.instant()));
    }

    private int profileWith(String serialNumber, ClientCertificate certificate) {
        return registry.ask(ChargerEndpoints.ADMIT, admit(serialNumber, Protocol.OCPP_16, true, certificate, null, 0))
                .securityProfile();
    }

    private ConnectionService connections(WithdrawnCertificates withdrawn) {
        return new ConnectionService(
                new ConnectionRepository(registry.database, new SimpleMeterRegistry()),
                new Doorkeeper(new Credentials(registry.vertx), withdrawn, registry.clock),
                new MakeBook(),
                registry.bus,
                registry.clock);
    }

    private void assertRefused(Admit ask) {
        var refusal = registry.refusal(ChargerEndpoints.ADMIT, ask);
        assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(refusal.code()).isEqualTo("unauthorizedError");
    }

    /** @param shown {@code plain}, {@code tls}, {@code certificate} (its own) or {@code foreign}, and perhaps a password */
    private Admit shows(String serialNumber, Protocol protocol, String shown, int door) {
        var parts = shown.split("\\+", 2);
        var password = parts.length < 2 ? null : parts[1].equals("right") ? PASSWORD : "fedcba9876543210";
        var certificate = switch (parts[0]) {
            case "certificate" -> certificate(serialNumber);
            case "foreign" -> certificate("another-charger");
            default -> null;
        };
        return admit(serialNumber, protocol, !parts[0].equals("plain"), certificate, password, door);
    }

    private Admit admit(
            String serialNumber,
            Protocol protocol,
            boolean tls,
            @Nullable ClientCertificate certificate,
            @Nullable String password,
            int door) {
        return new Admit(
                serialNumber,
                protocol,
                "node1",
                "10.0.0.1:40000",
                password == null ? null : serialNumber,
                password,
                new Transport(tls, certificate),
                door,
                registry.clock.instant());
    }

    private static ClientCertificate certificate(@Nullable String commonName, String... alternativeNames) {
        return new ClientCertificate(commonName, List.of(alternativeNames), "CN=Charger CA", "0A", "00FF");
    }
}
