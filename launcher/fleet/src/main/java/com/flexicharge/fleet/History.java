package com.flexicharge.fleet;

import com.flexicharge.fleet.ChargerHistory.Count;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a fleet sent and was told, to be held against the books. */
public record History(FleetPlan plan, List<ChargerHistory> chargers, Deeds deeds) {
    public History {
        chargers = List.copyOf(chargers);
    }

    /** Sums over all chargers, by name, for a report. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("chargers", (long) chargers.size());
        counts.put(
                "charges",
                chargers.stream().mapToLong(charger -> charger.charges.size()).sum());
        counts.put(
                "unbookable",
                chargers.stream().mapToLong(charger -> charger.asides.size()).sum());
        counts.put("strangers refused", deeds.refusals());
        counts.put("commands", (long) deeds.orders().size());
        for (var what : Count.values()) {
            counts.put(
                    what.name().toLowerCase(Locale.ROOT),
                    chargers.stream()
                            .mapToLong(charger -> charger.counted(what))
                            .sum());
        }
        chargers.forEach(
                charger -> charger.errorCodes.forEach((code, n) -> counts.merge("error " + code, n, Long::sum)));
        return counts;
    }
}
