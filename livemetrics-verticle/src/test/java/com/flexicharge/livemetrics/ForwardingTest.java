package com.flexicharge.livemetrics;

import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.livemetrics.user.Phone;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.HeldFor;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.RecordReadings;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class ForwardingTest {
    private static final int CHARGER = 100009;

    private final RunningModule module;

    ForwardingTest(TestDatabase database) {
        module = new RunningModule(database, Map.of());
        database.execute("truncate livemetrics.readings", "truncate livemetrics.sessions");
    }

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void aUserGetsTheFramesOfAFlexiChargeChargerTextForTextAndThenTheEnd() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice@x.se", 0);
        try (var phone = listen("alice@x.se");
                var tablet = listen("alice@x.se");
                var other = listen("alice@x")) {
            for (int i = 0; i < 10; i++) {
                record(Readings.flexiCharge(CHARGER, i * 200L, 12, i));
            }
            module.transactions.end(4711, 5_000, 5_000, "Remote", START.plusSeconds(900));

            for (int i = 0; i < 10; i++) {
                assertThat(phone.next()).isEqualTo(Readings.frame(CHARGER, i * 200L, 12, i));
                assertThat(tablet.next()).isEqualTo(Readings.frame(CHARGER, i * 200L, 12, i));
            }
            var end = phone.next();
            assertThat(end)
                    .matches("\\[2,\"[^\"]{1,36}\",\"StopTransaction\",\\{\"transactionId\":4711,\"meterStop\":5000,"
                            + "\"energyWh\":5000,\"price\":1665,\"reason\":\"Remote\",\"timestamp\":"
                            + START.plusSeconds(900).getEpochSecond() + "}]");
            assertThat(tablet.next()).isEqualTo(end);
            assertThat(phone.unread() + tablet.unread() + other.unread()).isZero();
        }
    }

    @Test
    void aUserOfAStrictChargerGetsTheSameShapeWithAllThreeValues() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 1_000);
        try (var phone = listen("alice")) {
            var energyOnly =
                    new MeterReading(START.plusMillis(1), "t", false, "1", 1_035L, null, null, null, null, "{}");
            record(Readings.strict(CHARGER, 4711L, START, energyOnly));
            record(Readings.strict(CHARGER, 4711L, START, at(2_000, 1_100), at(1_500, 1_090)));
            var percentOnly = new MeterReading(null, null, false, "3", null, null, null, null, 13, "{}");
            record(Readings.strict(CHARGER, 4711L, START.plusSeconds(3), percentOnly));

            assertThat(phone.next()).matches(reading(1, 0, 0, 35));
            assertThat(phone.next()).matches(reading(2_000, 12, 7200, 100));
            assertThat(phone.next()).matches(reading(3_000, 13, 7200, 100));
        }
    }

    @Test
    void noTwoFramesOfOursHaveTheSameId() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        for (int i = 0; i < 3; i++) {
            record(Readings.strict(CHARGER, 4711L, START, at(i, i)));
        }
        assertThat(module.frames)
                .extracting(frame -> frame.text().split(",")[1])
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void severalSessionsOfAUserComeOnOneSocketAndNobodyElses() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, 100001, "alice", 0);
        module.transactions.begin(Protocol.FLEXICHARGE, 4712, 100002, "alice", 0);
        module.transactions.begin(Protocol.FLEXICHARGE, 4713, 100003, "bob", 0);
        module.transactions.begin(Protocol.FLEXICHARGE, 4714, 100004, null, 0);
        try (var phone = listen("alice")) {
            for (int charger = 100001; charger <= 100004; charger++) {
                record(Readings.flexiCharge(charger, 0, 12, 5));
            }
            assertThat(phone.next()).isEqualTo(Readings.frame(100001, 0, 12, 5));
            assertThat(phone.next()).isEqualTo(Readings.frame(100002, 0, 12, 5));
            assertThat(module.frames)
                    .extracting(LivemetricsEndpoints.LiveFrame::userID)
                    .containsExactly("alice", "alice", "bob", null);
            assertThat(phone.unread()).isZero();
        }
    }

    @Test
    void aNewSessionOnTheChargerGoesToItsOwnUser() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        record(Readings.flexiCharge(CHARGER, 0, 12, 5));
        module.transactions.endSilently(4711, 5, 5, "Superseded", START.plusSeconds(1));
        module.transactions.begin(Protocol.FLEXICHARGE, 4712, CHARGER, "bob", 0);
        record(Readings.flexiCharge(CHARGER, 1_000, 12, 6));

        await().untilAsserted(() -> assertThat(module.frames)
                .extracting(frame -> frame.userID() + " " + frame.transactionID() + " " + frame.kind())
                .containsExactlyInAnyOrder("alice 4711 READING", "bob 4712 READING", "alice 4711 END"));
    }

    @Test
    void aReadingIsOfTheSessionItsConnectionHasHeardBeginThoughItsBeginAndTheEndOfTheOneBeforeGotLost() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        record(Readings.flexiCharge(CHARGER, 0, 12, 5));
        module.transactions.endSilently(4711, 5, 5, "Local", START.plusSeconds(1));
        module.transactions.beginSilently(Protocol.FLEXICHARGE, 4712, CHARGER, "bob", 0);

        record(Readings.flexiCharge(CHARGER, 4712L, 1_000, 12, 6));

        await().untilAsserted(() -> assertThat(module.frames)
                .extracting(frame -> frame.userID() + " " + frame.transactionID() + " " + frame.kind())
                .contains("alice 4711 READING", "bob 4712 READING"));
    }

    @Test
    void whatAChargerMetersAfterItsSessionIsOverCountsForNothing() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        module.transactions.end(4711, 5, 5, "Remote", START.plusSeconds(1));
        await().until(() -> module.frames.size() == 1);

        var recorded =
                module.ask(LivemetricsEndpoints.RECORD_READINGS, Readings.flexiCharge(CHARGER, 4711L, 2_000, 12, 9));

        assertThat(recorded.transactionID()).isNull();
        assertThat(module.frames).hasSize(1);
    }

    @Test
    void whenAUserHasLeftAndTheSessionIsOverNothingIsHeld() {
        module.transactions.begin(Protocol.FLEXICHARGE, 4711, CHARGER, "alice", 0);
        try (var phone = listen("alice")) {
            record(Readings.flexiCharge(CHARGER, 0, 12, 5));
            phone.next();
            assertThat(held()).isEqualTo(Map.of("sockets", 1, "subscriptions", 1, "buffers", 0, "sessions", 1));
            module.transactions.end(4711, 5, 5, "Remote", START.plusSeconds(1));
            phone.next();
        }
        await().untilAsserted(() ->
                assertThat(held()).isEqualTo(Map.of("sockets", 0, "subscriptions", 0, "buffers", 0, "sessions", 0)));
    }

    private Phone listen(String userID) {
        int before = subscriptions(userID);
        var phone = Phone.listen(module.socketPort(), "/user/" + userID + "?access_token=" + module.token(userID));
        await().until(() -> subscriptions(userID) > before);
        return phone;
    }

    private int subscriptions(String userID) {
        return held(userID).getOrDefault("subscriptions", -1);
    }

    private Map<String, Integer> held() {
        return held("alice");
    }

    private Map<String, Integer> held(String userID) {
        return module.ask(LivemetricsEndpoints.HELD_FOR, new HeldFor(userID)).held();
    }

    private void record(RecordReadings message) {
        module.ask(LivemetricsEndpoints.RECORD_READINGS, message);
    }

    private static String reading(long millis, int percent, int powerW, long energyWh) {
        return "\\[2,\"[^\"]{1,36}\",\"MeterValues\",\\{\"connectorId\":1,\"transactionId\":4711,\"timestamp\":"
                + START.plusMillis(millis).toEpochMilli()
                + ",\"values\":\\{\"chargingPercent\":\\{\"value\":" + percent
                + ",\"unit\":\"%\",\"measurand\":\"SoC\"},"
                + "\"chargingPower\":\\{\"value\":" + powerW + ",\"unit\":\"W\",\"measurand\":\"Power.Active.Import\"},"
                + "\"chargedSoFar\":\\{\"value\":" + energyWh
                + ",\"unit\":\"Wh\",\"measurand\":\"Energy.Active.Import.Interval\"}}}]";
    }
}
