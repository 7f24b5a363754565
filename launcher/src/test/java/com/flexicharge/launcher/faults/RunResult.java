package com.flexicharge.launcher.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a run went.
 *
 * @param counts    what the fleet did and what was compared, by name
 * @param recovered from the moment the last fault is ended (a killed process: started again) until every message was acknowledged and every charger connected
 */
public record RunResult(
        FaultPlan plan, Map<String, Long> counts, List<String> violations, Duration recovered, Duration took) {
    public RunResult {
        counts = Map.copyOf(counts);
        violations = List.copyOf(violations);
    }

    /** Of what its charger was told, and of rows. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** As it is printed: one line, and one for each violation with the command that plays it again. */
    public String report() {
        var line =
                "%s: %d sessions, %d sockets, %d sent, %d again, %d acknowledged, recovered in %d ms, took %d ms, %d violations"
                        .formatted(
                                plan,
                                count("charges"),
                                count("sockets"),
                                count("sent"),
                                count("repeated"),
                                count("acknowledged"),
                                recovered.toMillis(),
                                took.toMillis(),
                                violations.size());
        var report = new StringBuilder(line);
        violations.forEach(violation -> report.append("\n    VIOLATED ").append(violation));
        if (!violations.isEmpty()) {
            report.append("\n    again: mvn -q -Pfaults test -Dfaults.runs=1 -Dfaults.seed=")
                    .append(plan.seed());
        }
        return report.toString();
    }
}
