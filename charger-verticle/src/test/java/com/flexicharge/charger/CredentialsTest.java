package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal.Fault;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.WhereConnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {
    private static final String TEXT = "0123456789abcdef";
    private static final String HEX_OF_TEXT = "30313233343536373839616263646566";

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

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aChargerWithAPasswordIsAdmittedWithItOnlyOnEveryPath(Protocol protocol) {
        var serialNumber = "secured-" + protocol.word();
        var charger = withPassword(serialNumber, TEXT);

        assertRefused(admit(serialNumber, protocol, null, null));
        assertRefused(admit(serialNumber, protocol, serialNumber, null));
        assertRefused(admit(serialNumber, protocol, serialNumber, "0123456789abcdeg"));
        assertRefused(admit(serialNumber, protocol, serialNumber, "short"));
        assertRefused(admit(serialNumber, protocol, "somebody-else", TEXT));
        assertThat(registry.charger(charger).connected()).isFalse();

        assertThat(registry.ask(ChargerEndpoints.ADMIT, admit(serialNumber, protocol, serialNumber, TEXT))
                        .epoch())
                .isEqualTo(1);
    }

    @Test
    void textAndHexMeanTheSameWhicheverWasStored() {
        withPassword("stored-as-text", TEXT);
        withPassword("stored-as-hex", HEX_OF_TEXT);

        assertThat(admitted("stored-as-text", HEX_OF_TEXT).epoch()).isEqualTo(1);
        assertThat(admitted("stored-as-hex", TEXT).epoch()).isEqualTo(1);
        assertThat(admitted("stored-as-hex", HEX_OF_TEXT.toUpperCase(Locale.ROOT))
                        .epoch())
                .isEqualTo(2);
    }

    @Test
    void whoLacksThePasswordDoesNotDisplaceWhoHadIt() {
        var charger = withPassword("displaced", TEXT);
        var owner = admitted("displaced", TEXT);

        assertRefused(admit("displaced", Protocol.OCPP_16, "displaced", "fedcba9876543210"));

        var where = registry.ask(ChargerEndpoints.WHERE_CONNECTED, new WhereConnected(charger));
        assertThat(where.epoch()).isEqualTo(owner.epoch());
    }

    @Test
    void aNewPasswordEndsTheOldOneAlsoWhenThatWasJustUsed() {
        var charger = withPassword("changed", TEXT);
        admitted("changed", TEXT);

        set(new SetCredentials(charger, "another-password!", 1));

        assertRefused(admit("changed", Protocol.OCPP_16, "changed", TEXT));
        assertThat(admitted("changed", "another-password!").epoch()).isEqualTo(2);
    }

    @Test
    void aPasswordSetWhileASocketIsBeingLetInWithoutOneIsNotSlippedPast() {
        var charger = withPassword("slippery", TEXT);
        var withoutPassword =
                new Claim(charger, null, null, false, 1, "node1", Protocol.OCPP_16, registry.clock.instant());

        var claimed = new ConnectionRepository(registry.database, new SimpleMeterRegistry()).claim(withoutPassword);

        assertThat(Awaiting.result(claimed)).isEmpty();
        assertThat(registry.charger(charger).connected()).isFalse();
    }

    @Test
    void aPasswordTakenAwayIsNotAskedForAnyMore() {
        var charger = withPassword("opened", TEXT);

        set(new SetCredentials(charger, null, 0));

        assertThat(registry.connect("opened", Protocol.FLEXICHARGE).epoch()).isEqualTo(1);
    }

    @Test
    void theDatabaseHoldsNoPassword() {
        var charger = withPassword("hashed", TEXT);

        var stored = database.rows(
                "select password_hash, security_profile from charger.chargers where connector_id = " + charger);

        assertThat(stored)
                .singleElement()
                .asString()
                .startsWith("pbkdf2-sha256$")
                .endsWith("|1");
        assertThat(stored.toString()).doesNotContain(TEXT).doesNotContain(HEX_OF_TEXT);
    }

    @Test
    void allFaultsAreToldAtOnceAndAnUnknownChargerIsNotFound() {
        var refusal = registry.refusal(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(100001, "short", 4));

        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults())
                .containsExactly(
                        new Fault("/password", "invalidPassword"),
                        new Fault("/securityProfile", "invalidSecurityProfile"));
        assertThat(registry.refusal(ChargerEndpoints.SET_CREDENTIALS, new SetCredentials(424242, TEXT, 1))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    /** Hashed slowly each time this would be 2,000 × 10 ms on two threads, ten seconds. */
    @Test
    void aChargerThatReconnectsAgainAndAgainIsNotHashedSlowlyEachTime() {
        withPassword("restless", TEXT);
        admitted("restless", TEXT);

        var admissions = IntStream.range(0, 2000)
                .mapToObj(i ->
                        registry.bus.ask(ChargerEndpoints.ADMIT, admit("restless", Protocol.OCPP_16, "restless", TEXT)))
                .toList();

        assertThat(Awaiting.result(Future.all(admissions)).size()).isEqualTo(2000);
    }

    private int withPassword(String serialNumber, String password) {
        var charger = registry.charger(serialNumber).connectorID();
        set(new SetCredentials(charger, password, 1));
        return charger;
    }

    private void set(SetCredentials credentials) {
        registry.ask(ChargerEndpoints.SET_CREDENTIALS, credentials);
    }

    private Admitted admitted(String serialNumber, String password) {
        return registry.ask(ChargerEndpoints.ADMIT, admit(serialNumber, Protocol.OCPP_16, serialNumber, password));
    }

    private void assertRefused(Admit ask) {
        var refusal = registry.refusal(ChargerEndpoints.ADMIT, ask);
        assertThat(refusal.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(refusal.code()).isEqualTo("unauthorizedError");
    }

    private Admit admit(String serialNumber, Protocol protocol, @Nullable String user, @Nullable String password) {
        return new Admit(serialNumber, protocol, "node1", "10.0.0.1:40000", user, password, registry.clock.instant());
    }
}
