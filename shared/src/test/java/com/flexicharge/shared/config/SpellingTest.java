package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "OCPP_CALL_TIMOUT_MS, OCPP_CALL_TIMEOUT_MS",
        "OCPP_CALL_TIMEOUTS_MS, OCPP_CALL_TIMEOUT_MS",
        "OCPP_KALL_TIMEOUT_MS, OCPP_CALL_TIMEOUT_MS",
        "PROT, PORT",
        "PORTS, PORT",
        "SOKET_PORTS, SOCKET_PORT"
    })
    void findsTheNameOneOrTwoLettersAway(String written, String meant) {
        assertThat(Spelling.nearest(written, Set.of("OCPP_CALL_TIMEOUT_MS", "PORT", "SOCKET_PORT")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"PATH", "OCPP_CALL_TIME_MS", "HOME"})
    void findsNothingFartherAway(String written) {
        assertThat(Spelling.nearest(written, Set.of("OCPP_CALL_TIMEOUT_MS", "PORT", "SOCKET_PORT")))
                .isEmpty();
    }
}
