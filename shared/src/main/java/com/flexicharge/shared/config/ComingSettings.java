package com.flexicharge.shared.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Variables of features that this version does not have. Switching such a feature on is a fault, so that nobody believes it to
 * be on; its off value is accepted. Whoever builds the feature takes its line out.
 */
final class ComingSettings {
    /** By name: the values beside the empty one that leave the feature off. */
    private static final Map<String, List<String>> SWITCHES = Map.of("METRICS_PORT", List.of());

    private ComingSettings() {}

    static Set<String> names() {
        return SWITCHES.keySet();
    }

    /** The reason by the name of every such feature that is switched on. */
    static Map<String, String> faults(Map<String, String> values) {
        var faults = new TreeMap<String, String>();
        SWITCHES.forEach((name, off) -> {
            var value = values.getOrDefault(name, "");
            if (!value.isBlank() && !off.contains(value)) {
                faults.put(name, "is not built yet in this version; leave it empty" + or(off));
            }
        });
        return faults;
    }

    private static String or(List<String> off) {
        return off.isEmpty() ? "" : " or " + String.join(" or ", off);
    }
}
