package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class SessionGaugesTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void whoWatchesSeesWhatIsOpenAndNothingBeforeItIsKnown(TestDatabase database) {
        try (var sessions = RunningSessions.start(database)) {
            var gauges = new SessionGauges(new CountsRepository(sessions.database), meters);

            var charger = new ChargerReports(sessions, 330_000, Protocol.OCPP_16);
            sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
            assertThat(value("flexicharge.sessions.open")).isNaN();

            var begun = charger.start("CARD1", 1000L);
            Awaiting.done(gauges.count());
            assertThat(value("flexicharge.sessions.open")).isEqualTo(1);
            assertThat(value("flexicharge.sessions.suspect")).isZero();
            assertThat(value("flexicharge.unmatched.waiting")).isZero();

            charger.stop((long) begun.transactionID(), "CARD1", 2000L);
            charger.stop(2_000_000_000L, "CARD1", 2000L);
            Awaiting.done(gauges.count());
            assertThat(value("flexicharge.sessions.open")).isZero();
            assertThat(value("flexicharge.unmatched.waiting")).isEqualTo(1);
        }
    }

    private double value(String gauge) {
        return meters.get(gauge).gauge().value();
    }
}
