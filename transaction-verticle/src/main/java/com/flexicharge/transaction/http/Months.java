package com.flexicharge.transaction.http;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/** Months as clients write them. */
final class Months {
    static final String RULE = "a month like 2026-11";
    static final String DAY_RULE = "a day like 2026-11-30";

    private static final Pattern FORM = Pattern.compile("[0-9]{4}-[0-9]{2}");
    private static final int MOST = 24;

    private Months() {}

    static Optional<YearMonth> parse(String text) {
        try {
            return FORM.matcher(text).matches() ? Optional.of(YearMonth.parse(text)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<YearMonth> ofDay(String text) {
        try {
            return Optional.of(YearMonth.from(LocalDate.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** In order, and no more than a request can do. */
    static boolean isRange(YearMonth first, YearMonth last) {
        return !last.isBefore(first) && last.isBefore(first.plusMonths(MOST));
    }
}
