package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.Day;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.GetStatistics;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.Statistics;
import java.time.Instant;
import java.util.List;

/**
 * What was charged in a period.
 *
 * @param to   exclusive
 * @param zone whose midnights divide the days
 * @param days each of the period, those without sessions too
 */
record StatisticsView(Instant from, Instant to, String zone, SumsView totals, List<DayView> days) {
    /**
     * @param price     öre
     * @param durationS seconds
     */
    record SumsView(long sessions, long energyWh, long price, long durationS) {}

    record DayView(String date, int sessions, long energyWh, long price, long durationS) {
        static DayView of(Day day) {
            return new DayView(day.date(), day.sessions(), day.energyWh(), day.priceOre(), day.durationSeconds());
        }
    }

    static StatisticsView of(GetStatistics asked, Statistics found) {
        var days = found.days().stream().map(DayView::of).toList();
        var totals = new SumsView(
                days.stream().mapToLong(DayView::sessions).sum(),
                days.stream().mapToLong(DayView::energyWh).sum(),
                days.stream().mapToLong(DayView::price).sum(),
                days.stream().mapToLong(DayView::durationS).sum());
        return new StatisticsView(asked.from(), asked.to(), asked.zone(), totals, days);
    }
}
