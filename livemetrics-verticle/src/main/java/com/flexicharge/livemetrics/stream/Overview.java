package com.flexicharge.livemetrics.stream;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerCounts;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusCount;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fleet in figures.
 *
 * @param powerW         of all sessions that told it within the last twenty minutes
 * @param energyTodayWh  of the sessions that began since midnight, UTC, so far
 */
record Overview(Instant at, ChargerCount chargers, SessionCount sessions, long powerW, long energyTodayWh) {
    record ChargerCount(int total, int connected, Map<String, Integer> byStatus) {}

    record SessionCount(int open, int suspect) {}

    static Overview of(Instant at, ChargerCounts chargers, SessionCounts sessions, FleetFigures figures) {
        Map<String, Integer> byStatus = new LinkedHashMap<>();
        chargers.byStatus().forEach(count -> byStatus.put(count.status().word(), count.chargers()));
        int total = chargers.byStatus().stream().mapToInt(StatusCount::chargers).sum();
        return new Overview(
                at,
                new ChargerCount(total, chargers.connected(), byStatus),
                new SessionCount(sessions.open(), sessions.suspect()),
                figures.powerW(),
                figures.energyTodayWh());
    }

    boolean saysTheSameAs(Overview other) {
        return new Overview(other.at, chargers, sessions, powerW, energyTodayWh).equals(other);
    }
}
