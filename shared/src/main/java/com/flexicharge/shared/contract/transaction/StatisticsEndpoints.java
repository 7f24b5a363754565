package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums of the sessions that are over, by the day on which each began. */
public interface StatisticsEndpoints {
    /** Days at most: over a year, so that this month can be put beside the same one of last year. */
    int MOST_DAYS = 400;

    /**
     * Whoever is no admin gets sums of own sessions only, whatever is asked for; those of another person are refused with notOwner.
     *
     * @param userID      absent: of everybody
     * @param connectorID absent: at all chargers
     * @param from        of a session's start
     * @param to          exclusive, after {@code from}
     * @param zone        an IANA name: whose midnights divide the days; at most {@link #MOST_DAYS} of them
     */
    record GetStatistics(
            Caller caller,
            @Nullable String userID,
            @Nullable Integer connectorID,
            Instant from,
            Instant to,
            String zone) {}

    /**
     * @param date            like {@code 2026-11-22}
     * @param durationSeconds from start to end of each, also while nothing flowed
     */
    record Day(String date, int sessions, long energyWh, long priceOre, long durationSeconds) {}

    /** @param days each that the period touches, in order, those without sessions too */
    record Statistics(List<Day> days) {
        public Statistics {
            days = List.copyOf(days);
        }
    }

    Endpoint<GetStatistics, Statistics> GET_STATISTICS =
            Endpoint.of("transaction.getStatistics", GetStatistics.class, Statistics.class);
}
