package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ForgetSelfTest;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class SelfTestTest {
    private static final int SELF_TEST = 99;

    @Test
    void whatARunLeftIsForgottenAndRealChargersCannotBe(TestDatabase database) {
        try (var registry = RunningRegistry.start(database)) {
            var before = registry.charger(SELF_TEST);
            var socket = run(registry);
            var told = registry.told(ChargerEndpoints.CONNECTION_CHANGED);
            assertThat(registry.charger(SELF_TEST)).isNotEqualTo(before);

            registry.ask(ChargerEndpoints.FORGET_SELF_TEST, new ForgetSelfTest(SELF_TEST));

            assertThat(registry.charger(SELF_TEST)).isEqualTo(before);
            assertThat(registry.ask(
                                    ChargerEndpoints.GET_STATUSES,
                                    new GetStatuses(SELF_TEST, null, null, null, PageRequest.EVERYTHING))
                            .statuses())
                    .isEmpty();
            assertThat(database.rows("select count(*) from charger.reservations"))
                    .containsExactly("0");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(told)
                            .containsExactly(new ConnectionChanged(SELF_TEST, null, socket + 1, false, null)));
            assertThat(registry.refusal(ChargerEndpoints.FORGET_SELF_TEST, new ForgetSelfTest(100001))
                            .code())
                    .isEqualTo("chargerNotFound");
        }
    }

    /** @return the epoch of its socket */
    private static long run(RunningRegistry registry) {
        var now = registry.clock.instant();
        var socket = registry.connect("selftest", Protocol.FLEXICHARGE);
        registry.ask(
                ChargerEndpoints.BOOT,
                new Boot(SELF_TEST, socket.epoch(), "V", "M", "1", null, null, null, null, null, null, now));
        registry.ask(
                ChargerEndpoints.REPORT_STATUS,
                new StatusReport(SELF_TEST, 1, ConnectorStatus.CHARGING, "NoError", null, null, null, now, "now", now));
        registry.chargers.answer(SELF_TEST, Verdict.ACCEPTED, "Accepted");
        registry.ask(
                ChargerEndpoints.PLACE_HOLD,
                new PlaceHold(SELF_TEST, 1, "selftest", "tag", null, now.plusSeconds(300), 1, 1000));
        return socket.epoch();
    }
}
