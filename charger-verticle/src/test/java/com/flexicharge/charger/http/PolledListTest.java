package com.flexicharge.charger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.charger.RunningRegistry;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.charger.StatusReport;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class PolledListTest {
    private final TestDatabase database;
    private final RunningRegistry registry;
    private final Http http;

    PolledListTest(TestDatabase database) {
        this.database = database;
        this.registry = RunningRegistry.start(database);
        this.http = new Http(registry);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void anAppThatPollsSeesAChangedStatusASecondLaterAtMost() {
        var charger = registry.charger("polled").connectorID();
        registry.connect("polled", Protocol.OCPP_16);
        var first = http.get("/chargers?q=polled");
        assertThat(first.array().getJsonObject(0).getString("status")).isEqualTo("Available");

        registry.ask(
                ChargerEndpoints.REPORT_STATUS,
                new StatusReport(
                        charger,
                        1,
                        ConnectorStatus.CHARGING,
                        "NoError",
                        null,
                        null,
                        null,
                        registry.clock.instant(),
                        "now",
                        registry.clock.instant()));
        assertThat(http.asNobody("/chargers?q=polled", Map.of("If-None-Match", first.header("etag")))
                        .status())
                .isEqualTo(304);

        registry.clock.advance(Duration.ofSeconds(1));
        var later = http.asNobody("/chargers?q=polled", Map.of("If-None-Match", first.header("etag")));
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.array().getJsonObject(0).getString("status")).isEqualTo("Charging");
    }

    @Test
    void theDatabaseIsAskedOnceASecond() {
        var before = http.get("/chargePoints").body();
        database.execute("update charger.charge_points set address = 'Elsewhere' where charge_point_id = 1");

        assertThat(http.get("/chargePoints").body()).isEqualTo(before);

        registry.clock.advance(Duration.ofSeconds(1));
        assertThat(http.get("/chargePoints").body()).contains("Elsewhere");
    }
}
