package com.flexicharge.ocpp.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviationTest {
    @Test
    void everyRuleAnOperatorCanSetIsKnownHereAndNothingElseIsOne() {
        assertThat(Arrays.stream(Deviation.values()).filter(Deviation::isRule).map(Deviation::word))
                .containsExactlyInAnyOrderElementsOf(QuirkEndpoints.RULES);
    }

    @Test
    void aWordThatIsNoRuleHereSaysNothing() {
        assertThat(Deviation.rules(Set.of("noPing", "celsius", "ofALaterVersion")))
                .containsExactly(Deviation.NO_PING);
    }
}
