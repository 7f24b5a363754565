package com.flexicharge.ocpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.ocpp.OcppMeters.CallEnd;
import com.flexicharge.ocpp.message.Action;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcppMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final OcppMeters meters = new OcppMeters(registry);

    @ParameterizedTest
    @CsvSource({
        "ANSWERED, answered",
        "REFUSED_BY_CHARGER, error",
        "UNREADABLE_ANSWER, error",
        "UNANSWERED, timeout",
        "SOCKET_CLOSED, dropped"
    })
    void aCallIsTimedUnderWhatBecameOfIt(CallEnd end, String result) {
        meters.calling(Action.RESET).accept(end);

        var timer = registry.get("ocpp.calls.duration")
                .tags("action", "Reset", "result", result)
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(registry.get("ocpp.calls")
                        .tags("end", end.name().toLowerCase(java.util.Locale.ROOT))
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatWaitsForChargersIsOneSum() {
        meters.waiting(2);
        meters.waiting(3);
        meters.waiting(-1);

        assertThat(registry.get("ocpp.calls.waiting").gauge().value()).isEqualTo(4);
    }
}
