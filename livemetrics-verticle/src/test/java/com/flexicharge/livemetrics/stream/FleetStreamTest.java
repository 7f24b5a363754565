package com.flexicharge.livemetrics.stream;

import static com.flexicharge.livemetrics.Readings.at;
import static com.flexicharge.livemetrics.TransactionSide.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.flexicharge.livemetrics.Readings;
import com.flexicharge.livemetrics.RunningModule;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerCounts;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusCount;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.testing.Watch;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class FleetStreamTest {
    private static final int CHARGER = 100009;

    private final RunningModule module;
    private volatile int available = 3;

    FleetStreamTest(TestDatabase database) {
        module = new RunningModule(database, Map.of("LIVEMETRICS_DB_UPDATE_INTERVAL", "0"));
        database.execute("truncate livemetrics.readings", "truncate livemetrics.sessions");
        module.bus.answer(
                ChargerEndpoints.COUNT_CHARGERS,
                question -> Future.succeededFuture(new ChargerCounts(
                        2,
                        List.of(
                                new StatusCount(ConnectorStatus.AVAILABLE, available),
                                new StatusCount(ConnectorStatus.CHARGING, 1)))));
    }

    @AfterEach
    void stop() {
        module.close();
    }

    @Test
    void anOperatorSeesTheFleetInFiguresAndThenWhatIsNew() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        read(1_000, 1_500);
        try (var watch = watch()) {
            var snapshot = watch.next("snapshot").json();
            assertThat(snapshot.get("chargers").toString())
                    .isEqualTo("{\"total\":4,\"connected\":2,\"byStatus\":{\"Available\":3,\"Charging\":1}}");
            assertThat(snapshot.get("sessions").toString()).isEqualTo("{\"open\":1,\"suspect\":0}");
            assertThat(snapshot.get("powerW").intValue()).isEqualTo(7_200);
            assertThat(snapshot.get("energyTodayWh").intValue()).isEqualTo(1_500);

            module.bus.tell(
                    ChargerEndpoints.STATUS_CHANGED,
                    new StatusChanged(CHARGER, 1, ConnectorStatus.CHARGING, Protocol.OCPP_16, START));
            assertThat(watch.next("charger").data())
                    .isEqualTo("{\"connectorID\":100009,\"connector\":1,\"status\":\"Charging\"}");
            module.bus.tell(
                    ChargerEndpoints.CONNECTION_CHANGED,
                    new ConnectionChanged(CHARGER, null, 3, false, Protocol.OCPP_16));
            assertThat(watch.next("charger").data()).isEqualTo("{\"connectorID\":100009,\"connected\":false}");
            read(2_000, 1_600);
            assertThat(watch.next("session").data())
                    .isEqualTo("{\"transactionID\":4711,\"connectorID\":100009,\"state\":\"active\","
                            + "\"currentChargePercentage\":12,\"chargingPowerW\":7200,\"energyWh\":1600,"
                            + "\"readingAt\":\"2026-11-22T10:00:02.000Z\"}");
            module.transactions.end(4711, 1_700, 1_700, "Local", START.plusSeconds(60));
            assertThat(watch.next("session").data())
                    .isEqualTo("{\"transactionID\":4711,\"connectorID\":100009,\"state\":\"ended\"}");
        }
    }

    @Test
    void theFiguresComeAgainWhenTheyHaveChanged() {
        try (var watch = watch()) {
            watch.next("snapshot");
            available = 2;
            module.clock.advance(Duration.ofSeconds(2));
            JsonNode overview = watch.next("overview").json();
            assertThat(overview.get("chargers").get("byStatus").get("Available").intValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void whoComesBackWhileOthersWatchGetsWhatWasMissed() {
        try (var other = watch()) {
            other.next("snapshot");
            String last;
            try (var watch = watch()) {
                last = watch.next("snapshot").id();
            }
            module.bus.tell(
                    ChargerEndpoints.STATUS_CHANGED,
                    new StatusChanged(CHARGER, 1, ConnectorStatus.FAULTED, Protocol.OCPP_16, START));
            other.next("charger");
            try (var watch = watch("last-event-id", last)) {
                assertThat(watch.next("charger").json().get("status").textValue())
                        .isEqualTo("Faulted");
            }
        }
    }

    @Test
    void manyReadingsOfASessionWithinASecondAreOnePieceOfNews() {
        module.transactions.begin(Protocol.OCPP_16, 4711, CHARGER, "alice", 0);
        try (var watch = watch()) {
            watch.next("snapshot");
            for (int i = 1; i <= 50; i++) {
                read(i * 100L, i * 10L);
            }
            int told = 0;
            for (int energyWh = 0; energyWh < 500; told++) {
                energyWh = watch.next("session").json().get("energyWh").intValue();
            }
            assertThat(told).isLessThan(25);
        }
    }

    @Test
    void theFleetIsForOperatorsOnly() {
        try (var user = Watch.open(module.httpPort(), "/live", "authorization", "Bearer " + module.token("alice"));
                var nobody = Watch.open(module.httpPort(), "/live")) {
            assertThat(user.status()).isEqualTo(403);
            assertThat(nobody.status()).isEqualTo(401);
        }
    }

    private Watch watch(String... headers) {
        var token = module.token("root", Role.ADMIN, Duration.ofHours(1));
        var all = new String[headers.length + 2];
        all[0] = "authorization";
        all[1] = "Bearer " + token;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return Watch.open(module.httpPort(), "/live", all);
    }

    private void read(long millis, long registerWh) {
        module.ask(
                LivemetricsEndpoints.RECORD_READINGS,
                Readings.strict(CHARGER, 4711L, START.plusMillis(millis), at(millis, registerWh)));
    }
}
