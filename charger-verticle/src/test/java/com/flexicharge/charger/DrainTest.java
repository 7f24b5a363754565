package com.flexicharge.charger;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.Holds.PlaceHold;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.Verdict;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Promise;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class DrainTest {
    @Test
    void aStopTakesNoMoreQuestionsAndWaitsForTheUserWhoseChargerIsStillThinking(TestDatabase database) {
        try (var registry = RunningRegistry.start(database)) {
            var charger = registry.connect("abc111", Protocol.OCPP_16).connectorID();
            var answer = Promise.<ChargerAnswer>promise();
            registry.chargers.answer(charger, answer.future());
            var expiryAt = registry.clock.instant().plusSeconds(300);
            var placing = registry.bus.ask(
                    ChargerEndpoints.PLACE_HOLD, new PlaceHold(charger, 1, "u1", "tag", null, expiryAt, 1, 1000));
            Awaitility.await().until(() -> registry.chargers.asked(charger).size() == 1);

            var stopped = registry.stop();

            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(registry.refusal(ChargerEndpoints.GET_CHARGER, new GetCharger(charger))
                                            .reason())
                                    .isEqualTo(Reason.UNAVAILABLE));
            assertThat(stopped.isComplete()).isFalse();
            answer.complete(new ChargerAnswer(Verdict.ACCEPTED, "Accepted", null));
            assertThat(Awaiting.result(placing).reservationID()).isPositive();
            Awaitility.await().until(stopped::succeeded);
        }
    }
}
