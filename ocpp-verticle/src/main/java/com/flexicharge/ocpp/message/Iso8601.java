package com.flexicharge.ocpp.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads every form of an ISO 8601 date-time: calendar, ordinal and week dates, with or without separators, years of up to nine digits,
 * a fraction of any length of the last unit given, leap second and 24:00, any offset or none, which means UTC.
 */
final class Iso8601 {
    /** Far more than any form needs; keeps the pattern from working on a megabyte. */
    private static final int MAX_CHARACTERS = 100;

    /** What a timestamptz of PostgreSQL holds: 4713 BC to 294276 AD; the year 0 is 1 BC. */
    private static final Instant FIRST = Instant.parse("-4712-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("+294276-12-31T23:59:59.999999Z");

    private static final Pattern FORM = Pattern.compile("(?<year>[+-]\\d{4,9}|\\d{4})"
            + "(?:-?W(?<week>\\d{2})-?(?<weekday>[1-7])|-?(?<ordinal>\\d{3})(?!\\d|-)|-?(?<month>\\d{2})-?(?<day>\\d{2}))"
            + "[Tt ](?<hour>\\d{2})(?::?(?<minute>\\d{2})(?::?(?<second>\\d{2}))?)?(?:[.,](?<fraction>\\d+))?"
            + " ?(?:[Zz]|(?<sign>[+-])(?<offsetHour>\\d{2})(?::?(?<offsetMinute>\\d{2}))?)?");

    private static final Pattern ZONE_AT_END = Pattern.compile("[+-]\\d{2}(?::?\\d{2})?$");

    private Iso8601() {}

    /** @param text a date-time */
    static boolean hasZone(String text) {
        var time = text.strip();
        return time.endsWith("Z")
                || time.endsWith("z")
                || ZONE_AT_END.matcher(time).find();
    }

    static Optional<Instant> instant(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        var form = FORM.matcher(text.strip());
        try {
            return form.matches() ? Optional.of(instant(form)) : Optional.empty();
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher form) {
        var midnight = date(form).atStartOfDay(ZoneOffset.UTC).toInstant();
        return clamp(midnight.plusNanos(nanosOfDay(form)).minusSeconds(offsetSeconds(form)));
    }

    private static Instant clamp(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return FIRST;
        }
        return instant.isAfter(LAST) ? LAST : instant;
    }

    private static LocalDate date(Matcher form) {
        var year = Integer.parseInt(form.group("year"));
        if (form.group("week") != null) {
            return LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(form, "week"))
                    .with(ChronoField.DAY_OF_WEEK, number(form, "weekday"));
        }
        if (form.group("ordinal") != null) {
            return LocalDate.ofYearDay(year, number(form, "ordinal"));
        }
        return LocalDate.of(year, number(form, "month"), number(form, "day"));
    }

    /** Second 60 is a leap second, hour 24 the midnight that ends a day: both run into what follows. */
    private static long nanosOfDay(Matcher form) {
        var hour = within(number(form, "hour"), 24);
        var minute = within(number(form, "minute"), 59);
        var second = within(number(form, "second"), 60);
        var nanos = (hour * 3600L + minute * 60L + second) * 1_000_000_000L + fractionNanos(form);
        if (hour == 24 && nanos > 86_400_000_000_000L) {
            throw new DateTimeException("Nothing comes after 24:00");
        }
        return nanos;
    }

    private static long fractionNanos(Matcher form) {
        var digits = form.group("fraction");
        if (digits == null) {
            return 0;
        }
        var unitSeconds = form.group("second") != null ? 1 : form.group("minute") != null ? 60 : 3600;
        return new BigDecimal("0." + digits)
                .multiply(BigDecimal.valueOf(unitSeconds * 1_000_000_000L))
                .setScale(0, RoundingMode.DOWN)
                .longValueExact();
    }

    private static long offsetSeconds(Matcher form) {
        var seconds = within(number(form, "offsetHour"), 23) * 3600L + within(number(form, "offsetMinute"), 59) * 60L;
        return "-".equals(form.group("sign")) ? -seconds : seconds;
    }

    private static int number(Matcher form, String group) {
        var digits = form.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int within(int value, int most) {
        if (value > most) {
            throw new DateTimeException(value + " is more than " + most);
        }
        return value;
    }
}
