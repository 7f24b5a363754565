package com.flexicharge.charger.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a charging profile is one that OCPP lets us send (OCPP 1.6 §7.8, §7.13, §7.14), but for its number and its transaction, which
 * it gets when it is sent. Numbers and times are looked at only, never written anew.
 */
public final class ProfileForm {
    public static final Set<String> PURPOSES = Set.of("ChargePointMaxProfile", "TxDefaultProfile", "TxProfile");

    private static final Set<String> KINDS = Set.of("Absolute", "Recurring", "Relative");
    private static final Set<String> RECURRENCES = Set.of("Daily", "Weekly");
    private static final Set<String> UNITS = Set.of("A", "W");

    /** One limit a minute for most of a day; chargers take some dozens (ChargingScheduleMaxPeriods). */
    private static final int MAX_PERIODS = 1000;

    /** Chargers that check what they get refuse more decimals (OCPP 1.6 §7.14); 6.10 has one that counts. */
    private static final String LIMIT = "a number with at most one decimal";

    /** Digits of a limit: keeps 1e999999999 from being written out by anybody. */
    private static final int MAX_DIGITS = 18;

    /** Nobody reads more. */
    private static final int MAX_FLAWS = 100;

    private final List<Flaw> flaws = new ArrayList<>();

    private ProfileForm() {}

    /**
     * @param pointer within the profile, like {@code /chargingSchedule/chargingSchedulePeriod/0/limit}; empty: the profile itself
     * @param rule    what it must be: {@code must be a whole number}
     */
    public record Flaw(String pointer, String rule) {}

    /** All that is wrong with it, at most 100; empty when it can be sent. */
    public static List<Flaw> flaws(JsonNode profile) {
        var form = new ProfileForm();
        form.profile(profile);
        return List.copyOf(form.flaws);
    }

    private void profile(JsonNode profile) {
        var known = Set.of(
                "stackLevel",
                "chargingProfilePurpose",
                "chargingProfileKind",
                "recurrencyKind",
                "validFrom",
                "validTo",
                "chargingSchedule");
        if (isObject(profile, "", known)) {
            check(profile, "", "stackLevel", true, ProfileForm::isNotNegative, "a whole number of at least 0");
            word(profile, "", "chargingProfilePurpose", true, PURPOSES);
            word(profile, "", "chargingProfileKind", true, KINDS);
            word(profile, "", "recurrencyKind", false, RECURRENCES);
            time(profile, "", "validFrom");
            time(profile, "", "validTo");
            schedule(profile.path("chargingSchedule"), "/chargingSchedule");
        }
    }

    private void schedule(JsonNode schedule, String at) {
        var known =
                Set.of("duration", "startSchedule", "chargingRateUnit", "chargingSchedulePeriod", "minChargingRate");
        if (isObject(schedule, at, known)) {
            check(schedule, at, "duration", false, ProfileForm::isWhole, "a whole number");
            time(schedule, at, "startSchedule");
            word(schedule, at, "chargingRateUnit", true, UNITS);
            check(schedule, at, "minChargingRate", false, ProfileForm::isLimit, LIMIT);
            periods(schedule.path("chargingSchedulePeriod"), at + "/chargingSchedulePeriod");
        }
    }

    private void periods(JsonNode periods, String at) {
        if (!periods.isArray() || periods.isEmpty() || periods.size() > MAX_PERIODS) {
            flaw(at, "must be a list of 1 to " + MAX_PERIODS + " periods");
            return;
        }
        for (int i = 0; i < periods.size(); i++) {
            period(periods.path(i), at + "/" + i);
        }
    }

    private void period(JsonNode period, String at) {
        if (isObject(period, at, Set.of("startPeriod", "limit", "numberPhases"))) {
            check(period, at, "startPeriod", true, ProfileForm::isWhole, "a whole number");
            check(period, at, "limit", true, ProfileForm::isLimit, LIMIT);
            check(period, at, "numberPhases", false, ProfileForm::isWhole, "a whole number");
        }
    }

    private boolean isObject(JsonNode value, String at, Set<String> known) {
        if (!value.isObject()) {
            flaw(at, value.isMissingNode() ? "is missing" : "must be an object");
            return false;
        }
        value.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                flaw(at + "/" + escaped(name), "is no member of this object");
            }
        });
        return true;
    }

    private void word(JsonNode object, String at, String member, boolean required, Set<String> words) {
        check(
                object,
                at,
                member,
                required,
                value -> value.isTextual() && words.contains(value.textValue()),
                "one of " + String.join(", ", words.stream().sorted().toList()));
    }

    private void time(JsonNode object, String at, String member) {
        check(object, at, member, false, ProfileForm::isTime, "an ISO 8601 time like 2026-11-22T10:15:30Z");
    }

    /** A member that says {@code null} is no absent one: it would go out as it is, and be refused. */
    private void check(JsonNode object, String at, String member, boolean required, Fit fit, String rule) {
        var value = object.path(member);
        if (value.isMissingNode() ? required : !fit.fits(value)) {
            flaw(at + "/" + member, value.isMissingNode() ? "is missing" : "must be " + rule);
        }
    }

    private void flaw(String pointer, String rule) {
        if (flaws.size() < MAX_FLAWS) {
            flaws.add(new Flaw(pointer, rule));
        }
    }

    /** A name of the client's as it is written in a JSON pointer (RFC 6901), and short enough to be read. */
    private static String escaped(String name) {
        var start = name.length() > 50 ? name.substring(0, 50) : name;
        return start.replace("~", "~0").replace("/", "~1");
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    private static boolean isNotNegative(JsonNode value) {
        return isWhole(value) && value.intValue() >= 0;
    }

    private static boolean isLimit(JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        var number = value.decimalValue();
        return number.precision() <= MAX_DIGITS
                && Math.abs((long) number.scale()) <= MAX_DIGITS
                && number.stripTrailingZeros().scale() <= 1;
    }

    private static boolean isTime(JsonNode value) {
        return value.isTextual() && (reads(OffsetDateTime::parse, value) || reads(LocalDateTime::parse, value));
    }

    private static boolean reads(Reader reader, JsonNode value) {
        try {
            reader.read(value.textValue());
            return true;
        } catch (DateTimeException notThisForm) {
            return false;
        }
    }

    private interface Fit {
        boolean fits(JsonNode value);
    }

    private interface Reader {
        Object read(String text);
    }
}
