package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal.Fault;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.Booted;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.FindRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkCount;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkUse;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which deviations a charger is allowed: by itself, by its make, and from when on. */
@ExtendWith(TestDatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuirkTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private RunningRegistry registry;
    private TestDatabase database;

    @BeforeAll
    void start(TestDatabase testDatabase) {
        database = testDatabase;
        registry = RunningRegistry.start(testDatabase);
    }

    @AfterEach
    void forgetMakes() {
        putMakes(registry);
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    @Test
    void aChargersOwnRulesHoldFromItsNextConnectionOn() {
        var charger = registry.charger("own-rules").connectorID();
        assertThat(connect("own-rules").rules()).isEmpty();

        put(charger, "nullIsAbsent", "noPing");
        assertThat(connect("own-rules").rules()).containsExactlyInAnyOrder("nullIsAbsent", "noPing");

        put(charger, "noPing");
        assertThat(connect("own-rules").rules()).containsExactly("noPing");

        put(charger);
        assertThat(connect("own-rules").rules()).isEmpty();
    }

    @Test
    void aChargersOwnRulesHoldFromItsNextBootOn() {
        var charger = registry.charger("rules-at-boot").connectorID();
        var admitted = connect("rules-at-boot");
        put(charger, "extraMembers");

        assertThat(boot(admitted, "V", "M", null).rules()).containsExactly("extraMembers");
    }

    @Test
    void theMakeIsKnownFromTheFirstBootOn() {
        registry.charger("made-by-abb");
        putMakes(
                registry,
                new MakeRules("abb*", null, "1.2.*", Set.of("longStrings")),
                new MakeRules(null, "TERRA 5?", null, Set.of("noPing")),
                new MakeRules("ABB", "Terra*", null, Set.of("slowBoot", "longStrings")),
                new MakeRules(null, null, "2*", Set.of("noDeflate")));
        var admitted = connect("made-by-abb");
        assertThat(admitted.rules()).isEmpty();

        assertThat(boot(admitted, "ABB", "Terra 54", "1.2.3").rules())
                .containsExactlyInAnyOrder("longStrings", "slowBoot");
        assertThat(connect("made-by-abb").rules()).containsExactlyInAnyOrder("longStrings", "slowBoot");

        assertThat(boot(connect("made-by-abb"), "ABB", "Terra 54", "2.0").rules())
                .containsExactlyInAnyOrder("longStrings", "slowBoot", "noDeflate");
    }

    @Test
    void aChargerHasItsOwnRulesAndThoseOfItsMake() {
        var charger = registry.charger("both").connectorID();
        putMakes(registry, new MakeRules("Both", null, null, Set.of("noPing", "longStrings")));
        put(charger, "noPing", "kWhAsWh");

        assertThat(boot(connect("both"), "Both", "M", null).rules())
                .containsExactlyInAnyOrder("noPing", "longStrings", "kWhAsWh");

        var quirks = registry.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(charger));
        assertThat(quirks.rules()).containsExactlyInAnyOrder("noPing", "kWhAsWh");
        assertThat(quirks.byMake()).containsExactlyInAnyOrder("noPing", "longStrings");
        assertThat(registry.ask(QuirkEndpoints.FIND_RULES, new FindRules("both"))
                        .rules())
                .containsExactlyInAnyOrder("noPing", "longStrings", "kWhAsWh");
    }

    @Test
    void anotherProcessHearsOfTheRulesOfMakes() {
        var charger = registry.charger("elsewhere").connectorID();
        try (var other = RunningRegistry.start(database, "node2", MutableClock.at("2026-11-22T10:00:00Z"))) {
            boot(connect("elsewhere"), "Elsewhere", "M", null);
            putMakes(other, new MakeRules("elsewhere", null, null, Set.of("noPing")));

            // no bus joins the two here: it is told as the other process would tell it
            registry.bus.tell(QuirkEndpoints.MAKE_RULES_CHANGED, new QuirkEndpoints.MakeRulesChanged());
            await().untilAsserted(() -> assertThat(registry.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(charger))
                            .byMake())
                    .containsExactly("noPing"));
        }
    }

    @Test
    void rulesOfMakesAreReadWhenTheProcessStarts() {
        var charger = registry.charger("restarted").connectorID();
        boot(connect("restarted"), "Restarted", "M", null);
        putMakes(registry, new MakeRules("Restarted", null, null, Set.of("noPing")));

        try (var other = RunningRegistry.start(database, "node2", MutableClock.at("2026-11-22T10:00:00Z"))) {
            assertThat(other.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(charger))
                            .byMake())
                    .containsExactly("noPing");
        }
    }

    @Test
    void rulesOfMakesKeepTheirOrderAndTheSameMakeTwiceHasBoth() {
        var stored = putMakes(
                registry,
                new MakeRules("Z", null, null, Set.of("noPing")),
                new MakeRules("A", "M*", "1", Set.of("slowBoot", "noDeflate")),
                new MakeRules("Z", null, null, Set.of("noPing", "longStrings")));

        assertThat(stored)
                .containsExactly(
                        new MakeRules("Z", null, null, Set.of("noPing", "longStrings")),
                        new MakeRules("A", "M*", "1", Set.of("slowBoot", "noDeflate")));
        assertThat(registry.ask(QuirkEndpoints.GET_MAKE_RULES, new GetMakeRules())
                        .makes())
                .isEqualTo(stored);
    }

    @Test
    void aNameThatIsNoRuleIsRefusedAndChangesNothing() {
        var charger = registry.charger("misspelled").connectorID();
        put(charger, "noPing");

        var refusal =
                registry.refusal(QuirkEndpoints.PUT_QUIRKS, new PutQuirks(charger, Set.of("noPing", "neverReboots")));
        assertThat(refusal.reason()).isEqualTo(Reason.INVALID);
        assertThat(refusal.faults()).containsExactly(new Fault("/rules", "invalidRule"));
        assertThat(refusal).hasMessage("There is no rule neverReboots.");
        assertThat(connect("misspelled").rules()).containsExactly("noPing");

        var ofMakes = registry.refusal(
                QuirkEndpoints.PUT_MAKE_RULES,
                new PutMakeRules(List.of(
                        new MakeRules("V", null, null, Set.of("noPing")),
                        new MakeRules("V", null, null, Set.of("idTagSpelling")))));
        assertThat(ofMakes.faults()).containsExactly(new Fault("/1/rules", "invalidRule"));
    }

    @Test
    void athousandMakesAreEnough() {
        var one = new MakeRules("V", null, null, Set.of("noPing"));
        assertThat(putMakes(registry, Collections.nCopies(1_000, one).toArray(MakeRules[]::new)))
                .containsExactly(one);
        assertThat(registry.refusal(QuirkEndpoints.PUT_MAKE_RULES, new PutMakeRules(Collections.nCopies(1_001, one)))
                        .reason())
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void whatWasMetIsAddedUpForEachChargerAndRule() {
        var one = registry.charger("counted-1").connectorID();
        var other = registry.charger("counted-2").connectorID();
        met(
                new QuirkUse(other, "idTagSpelling", 1, NOON),
                new QuirkUse(one, "nullIsAbsent", 5, NOON),
                new QuirkUse(one, "constantUid", 2, NOON.minusSeconds(10)));
        met(new QuirkUse(one, "nullIsAbsent", 7, NOON.minusSeconds(60)));

        assertThat(registry.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(one)).counts())
                .containsExactly(
                        new QuirkCount("constantUid", 2, NOON.minusSeconds(10)),
                        new QuirkCount("nullIsAbsent", 12, NOON));
        assertThat(registry.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(other)).counts())
                .containsExactly(new QuirkCount("idTagSpelling", 1, NOON));
    }

    @Test
    void aReportOnAChargerNobodyKnowsLosesNoneOfTheOthers() {
        var charger = registry.charger("known").connectorID();
        met(new QuirkUse(1, "nullIsAbsent", 5, NOON), new QuirkUse(charger, "nullIsAbsent", 5, NOON));

        assertThat(registry.ask(QuirkEndpoints.GET_QUIRKS, new GetQuirks(charger))
                        .counts())
                .extracting(QuirkCount::uses)
                .containsExactly(5L);
    }

    @Test
    void anUnknownChargerIsNotFound() {
        assertThat(registry.refusal(QuirkEndpoints.GET_QUIRKS, new GetQuirks(1)).code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(QuirkEndpoints.PUT_QUIRKS, new PutQuirks(1, Set.of()))
                        .code())
                .isEqualTo("chargerNotFound");
        assertThat(registry.refusal(QuirkEndpoints.FIND_RULES, new FindRules("nobody"))
                        .code())
                .isEqualTo("chargerNotFound");
    }

    private void put(int charger, String... rules) {
        var quirks = registry.ask(QuirkEndpoints.PUT_QUIRKS, new PutQuirks(charger, Set.of(rules)));
        assertThat(quirks.rules()).containsExactlyInAnyOrder(rules);
    }

    private static List<MakeRules> putMakes(RunningRegistry at, MakeRules... makes) {
        return at.ask(QuirkEndpoints.PUT_MAKE_RULES, new PutMakeRules(List.of(makes)))
                .makes();
    }

    private void met(QuirkUse... uses) {
        registry.ask(QuirkEndpoints.QUIRKS_MET, new QuirksMet(List.of(uses)));
    }

    private Admitted connect(String serialNumber) {
        return registry.connect(serialNumber, Protocol.OCPP_16);
    }

    private Booted boot(Admitted admitted, String vendor, String model, @Nullable String firmwareVersion) {
        return registry.ask(
                ChargerEndpoints.BOOT,
                new Boot(
                        admitted.connectorID(),
                        admitted.epoch(),
                        vendor,
                        model,
                        firmwareVersion,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        registry.clock.instant()));
    }
}
