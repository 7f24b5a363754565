package com.flexicharge.ocpp.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FrameCountsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FrameCounts counts = new FrameCounts(registry);

    @Test
    void aMessageIsCountedByActionDirectionAndResult() {
        count(true, 2, "Heartbeat");
        count(false, 3, "Heartbeat");
        count(false, 3, "Heartbeat");

        assertThat(counted("Heartbeat", "fromCharger", "call")).isEqualTo(1);
        assertThat(counted("Heartbeat", "toCharger", "answered")).isEqualTo(2);
    }

    @Test
    void aChargerThatInventsActionsMakesNoSeriesOfItsOwn() {
        for (int i = 0; i < 1000; i++) {
            count(true, 2, "Invented" + i);
        }
        count(true, null, null);

        assertThat(counted("other", "fromCharger", "call")).isEqualTo(1000);
        assertThat(counted("other", "fromCharger", "unreadable")).isEqualTo(1);
        assertThat(registry.getMeters()).hasSize(2);
    }

    private void count(boolean inbound, @Nullable Integer type, @Nullable String action) {
        var charger = new LoggedFrame.Charger(100_001, "abc", Protocol.OCPP_16);
        counts.count(
                new LoggedFrame(charger, Instant.EPOCH, inbound, type, "1", action, "[]", null, false, new Learnt()));
    }

    private double counted(String action, String direction, String result) {
        return registry.get("ocpp.messages")
                .tags("action", action, "direction", direction, "result", result)
                .counter()
                .count();
    }
}
