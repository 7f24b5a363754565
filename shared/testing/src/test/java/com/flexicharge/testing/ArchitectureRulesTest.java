package com.flexicharge.testing;

import static com.flexicharge.testing.ArchitectureRules.MODULES_DO_NOT_KNOW_EACH_OTHER;
import static com.flexicharge.testing.ArchitectureRules.NOBODY_PRINTS;
import static com.flexicharge.testing.ArchitectureRules.NOTHING_BLOCKS_THE_EVENT_LOOP;
import static com.flexicharge.testing.ArchitectureRules.ONLY_REPOSITORIES_TOUCH_THE_SQL_CLIENT;
import static com.flexicharge.testing.ArchitectureRules.ONLY_THE_BUS_TOUCHES_THE_EVENT_BUS;
import static com.flexicharge.testing.ArchitectureRules.THE_CONTRACT_IS_DATA;
import static com.flexicharge.testing.ArchitectureRules.TIME_ENTERS_THROUGH_A_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.account.intruder.AccountService;
import com.flexicharge.charger.intruder.BlockingIntruder;
import com.flexicharge.charger.intruder.ChargerServiceIntruder;
import com.flexicharge.charger.intruder.ClockIntruder;
import com.flexicharge.charger.intruder.ConsumerIntruder;
import com.flexicharge.charger.intruder.EventBusIntruder;
import com.flexicharge.charger.intruder.HonestRepository;
import com.flexicharge.charger.intruder.NeighbourIntruder;
import com.flexicharge.charger.intruder.PrintingIntruder;
import com.flexicharge.launcher.intruder.Main;
import com.flexicharge.launcher.intruder.SelfTestIntruder;
import com.flexicharge.launcher.intruder.StartConsole;
import com.flexicharge.shared.contract.intruder.Endpoint;
import com.flexicharge.shared.contract.intruder.HonestEndpoints;
import com.flexicharge.shared.contract.intruder.ServiceIntruder;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    @Test
    void theEventBusIsTouchedOnlyByTheBus() {
        assertThat(violations(ONLY_THE_BUS_TOUCHES_THE_EVENT_BUS, EventBusIntruder.class))
                .anyMatch(line -> line.contains("eventBus()"));
        assertThat(violations(ONLY_THE_BUS_TOUCHES_THE_EVENT_BUS, ConsumerIntruder.class))
                .isNotEmpty();
    }

    @Test
    void aServiceMayNotHoldAPool() {
        assertThat(violations(ONLY_REPOSITORIES_TOUCH_THE_SQL_CLIENT, ChargerServiceIntruder.class))
                .isNotEmpty();
    }

    @Test
    void theContractHoldsNoBehaviour() {
        assertThat(violations(THE_CONTRACT_IS_DATA, ServiceIntruder.class)).hasSize(1);
        assertThat(violations(THE_CONTRACT_IS_DATA, Endpoint.class, HonestEndpoints.class))
                .isEmpty();
    }

    @Test
    void everyWayToBlockIsSeen() {
        assertThat(violations(NOTHING_BLOCKS_THE_EVENT_LOOP, BlockingIntruder.class))
                .hasSize(5);
    }

    @Test
    void theLaunchersOwnThreadMayWaitButNotTheRestOfTheLauncher() {
        assertThat(violations(NOTHING_BLOCKS_THE_EVENT_LOOP, Main.class)).isEmpty();
        assertThat(violations(NOTHING_BLOCKS_THE_EVENT_LOOP, SelfTestIntruder.class))
                .hasSize(1);
    }

    @Test
    void everyHiddenClockIsSeen() {
        assertThat(violations(TIME_ENTERS_THROUGH_A_CLOCK, ClockIntruder.class)).hasSize(4);
    }

    @Test
    void onlyTheConsolePrints() {
        assertThat(violations(NOBODY_PRINTS, PrintingIntruder.class)).hasSize(2);
        assertThat(violations(NOBODY_PRINTS, StartConsole.class)).isEmpty();
    }

    @Test
    void aModuleMayNotUseItsNeighbour() {
        assertThat(violations(MODULES_DO_NOT_KNOW_EACH_OTHER, NeighbourIntruder.class))
                .isNotEmpty();
        assertThat(violations(MODULES_DO_NOT_KNOW_EACH_OTHER, AccountService.class))
                .isEmpty();
    }

    @Test
    void aRepositoryThatKeepsTheRulesPassesAllOfThem() {
        var rules = List.of(
                ONLY_THE_BUS_TOUCHES_THE_EVENT_BUS,
                ONLY_REPOSITORIES_TOUCH_THE_SQL_CLIENT,
                THE_CONTRACT_IS_DATA,
                NOTHING_BLOCKS_THE_EVENT_LOOP,
                TIME_ENTERS_THROUGH_A_CLOCK,
                NOBODY_PRINTS,
                MODULES_DO_NOT_KNOW_EACH_OTHER);

        assertThat(rules)
                .allSatisfy(rule ->
                        assertThat(violations(rule, HonestRepository.class)).isEmpty());
    }

    private static List<String> violations(ArchRule rule, Class<?>... classes) {
        return rule.evaluate(new ClassFileImporter().importClasses(classes))
                .getFailureReport()
                .getDetails();
    }
}
