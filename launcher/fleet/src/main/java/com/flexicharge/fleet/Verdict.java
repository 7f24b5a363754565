package com.flexicharge.fleet;

import java.util.List;
import java.util.Map;

/**
 * What came out when a history was held against the books.
 *
 * @param counts what was compared, by name
 */
public record Verdict(List<Violation> violations, Map<String, Long> counts) {
    public Verdict {
        violations = List.copyOf(violations);
        counts = Map.copyOf(counts);
    }
}
