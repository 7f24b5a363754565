package com.flexicharge.transaction.statistics;

import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.GetStatistics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of time, divided at the midnights of a zone. The days are cut here and not by the database, whose time zone tables are of
 * another age than ours.
 *
 * @param dates  each that it touches
 * @param bounds where each day begins, and where the last one ends: one more than there are days
 */
record Period(List<LocalDate> dates, List<Instant> bounds) {
    Period {
        dates = List.copyOf(dates);
        bounds = List.copyOf(bounds);
    }

    /** @throws Refusal INVALID for one that ends before it begins, or has too many days */
    static Period of(GetStatistics asked) {
        var zone = ZoneId.of(asked.zone());
        var first = asked.from().atZone(zone).toLocalDate();
        check(asked.from().isBefore(asked.to()), "The period must end after it begins.");
        check(
                first.plusDays(StatisticsEndpoints.MOST_DAYS + 1L)
                        .isAfter(asked.to().atZone(zone).toLocalDate()),
                "The period must not have more than " + StatisticsEndpoints.MOST_DAYS + " days.");
        var dates = new ArrayList<LocalDate>();
        var bounds = new ArrayList<Instant>();
        var beginsAt = asked.from();
        for (var date = first; beginsAt.isBefore(asked.to()); date = date.plusDays(1)) {
            dates.add(date);
            bounds.add(beginsAt);
            beginsAt = date.plusDays(1).atStartOfDay(zone).toInstant();
        }
        bounds.add(asked.to());
        return new Period(dates, bounds);
    }

    private static void check(boolean fits, String message) {
        if (!fits) {
            throw Refusal.invalid(message, List.of(new Refusal.Fault("/query/to", "invalidTo")));
        }
    }
}
