package com.flexicharge.launcher.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
    private static final Scrape SCRAPE = Scrape.of("""
            # HELP chargers_total Chargers
            # TYPE chargers_total counter
            chargers_total{protocol="ocpp1.6",why="a, b=c"} 3.0
            answers_seconds_bucket{action="Heartbeat",le="0.1"} 2
            process_uptime_seconds 12.5
            """);

    @Test
    void namesAndLabelsAreFoundInTheMiddleOfEverythingElse() {
        assertThat(
                        PromQl.read(
                                "histogram_quantile(0.95, sum by (le, action) (rate("
                                        + "answers_seconds_bucket{instance=~\"$instance\", action!=\"by (x) y{z}\"}[$__rate_interval]))) > 1e3"))
                .isEqualTo(new PromQl(
                        Map.of("answers_seconds_bucket", Set.of("instance", "action")), Set.of("le", "action")));
        assertThat(PromQl.read("sum(a{b='c'}) by (d) / on (d) e offset 5m and f > bool 0.8")
                        .metrics())
                .isEqualTo(Map.of("a", Set.of("b"), "e", Set.of(), "f", Set.of()));
    }

    @Test
    void whatTheServerHasIsNoFault() {
        assertThat(PromQl.read("sum by (protocol) (rate(chargers_total{why=\"x\"}[5m])) / up{job=\"flexicharge\"}")
                        .faults(SCRAPE))
                .containsExactlyInAnyOrder("up has no label protocol");
        assertThat(PromQl.read("sum by (instance, why) (rate(chargers_total[5m]))")
                        .faults(SCRAPE))
                .isEmpty();
        assertThat(PromQl.read("process_uptime_seconds{instance=\"a\"}").faults(SCRAPE))
                .isEmpty();
    }

    @Test
    void aNameTheServerDoesNotHaveIsAFault() {
        assertThat(PromQl.read("sum(rate(charger_total[5m]))").faults(SCRAPE))
                .containsExactly("there is no metric charger_total");
        assertThat(PromQl.read("chargers").faults(SCRAPE)).containsExactly("there is no metric chargers");
    }

    @Test
    void aLabelTheMetricDoesNotHaveIsAFault() {
        assertThat(PromQl.read("sum by (le) (chargers_total)").faults(SCRAPE))
                .containsExactly("chargers_total has no label le");
        assertThat(PromQl.read("process_uptime_seconds{why=\"x\"}").faults(SCRAPE))
                .containsExactly("process_uptime_seconds has no label why");
    }
}
