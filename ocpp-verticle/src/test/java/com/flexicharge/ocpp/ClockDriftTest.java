package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.ocpp.kit.TestCharger;
import com.flexicharge.ocpp.kit.TestConfig;
import com.flexicharge.shared.contract.charger.ClockEndpoints.ClocksMeasured;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StartSession;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chargers whose clocks are wrong: found out from what they say as it happens. */
@ExtendWith(TestDatabaseExtension.class)
class ClockDriftTest {
    private static final int ID = 100_001;
    private static final Duration TWO_HOURS = Duration.ofHours(2);

    private final TestNode node;

    ClockDriftTest(TestDatabase database) {
        node = new TestNode(database, TestConfig.standard());
    }

    @BeforeEach
    void know() {
        node.others.charger(ID, "CP1");
        node.others.tag("T", IdTagInfo.Status.ACCEPTED);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private String twoHoursAgo() {
        return node.clock.instant().minus(TWO_HOURS).toString();
    }

    private void says(TestCharger charger, String action, String payload) {
        charger.send("[2,\"m\",\"" + action + "\"," + payload + "]").gets("[3,\"m\",{}]");
        node.clock.advance(Duration.ofMinutes(1));
    }

    private static void starts(TestCharger charger) {
        charger.send("[2,\"s\",\"StartTransaction\",{\"connectorId\":1,\"idTag\":\"T\",\"meterStart\":0,"
                        + "\"timestamp\":\"2026-01-01T00:00:00Z\"}]")
                .gets("[3,\"s\",{\"idTagInfo\":{\"status\":\"Accepted\"},\"transactionId\":4711}]");
    }

    @Test
    void aClockTwoHoursBehindIsFoundOutToldToTheRegistryAndToWhoeverBooksSessions() {
        var charger = node.booted("CP1");
        for (var i = 0; i < 2; i++) {
            says(
                    charger,
                    "StatusNotification",
                    "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\""
                            + twoHoursAgo() + "\"}");
            says(
                    charger,
                    "MeterValues",
                    "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"" + twoHoursAgo()
                            + "\",\"sampledValue\":[{\"value\":\"7\"}]}]}");
        }

        starts(charger);
        charger.send("[2,\"e\",\"StopTransaction\",{\"transactionId\":4711,\"meterStop\":9,"
                        + "\"timestamp\":\"2026-01-01T01:00:00Z\"}]")
                .gets("[3,\"e\",{}]");

        assertThat(node.others.onlyAsked(StartSession.class).clockDriftMillis()).isEqualTo(TWO_HOURS.toMillis());
        assertThat(node.others.onlyAsked(StopSession.class).clockDriftMillis()).isEqualTo(TWO_HOURS.toMillis());
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(node.others.asked(ClocksMeasured.class))
                        .flatExtracting(ClocksMeasured::clocks)
                        .singleElement()
                        .satisfies(clock -> {
                            assertThat(clock.connectorID()).isEqualTo(ID);
                            assertThat(clock.drift().driftMillis()).isEqualTo(TWO_HOURS.toMillis());
                        }));
    }

    @Test
    void whatWasFoundOutOnEarlierSocketsIsKnownFromTheFirstMessage() {
        node.others.charger(ID, "CP1").clockIsOffBy(-3_600_000);

        starts(node.booted("CP1"));

        assertThat(node.others.onlyAsked(StartSession.class).clockDriftMillis()).isEqualTo(-3_600_000L);
    }
}
