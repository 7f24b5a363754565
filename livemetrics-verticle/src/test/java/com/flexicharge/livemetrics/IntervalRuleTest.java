package com.flexicharge.livemetrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.livemetrics.MeterReading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalRuleTest {
    private static final Instant CHARGER_START = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant SERVER_START = Instant.parse("2026-11-22T12:00:00Z");

    /**
     * Each reading is {@code charger's ms / receipt's ms} after the start, {@code -} for no usable clock; those in brackets are
     * the ones that are to be stored.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            the first is stored                            | 10000 | [0/0]
            one millisecond short is not                   | 10000 | [0/0] 9999/9999
            the interval itself is enough                  | 10000 | [0/0] [10000/10000]
            receipt says nothing while the clock runs      | 10000 | [0/0] 9999/20000 [10000/20001]
            readings come late but were taken in time      | 10000 | [0/0] [10000/100] [20000/200]
            the anchor is the last stored, not a raster    | 10000 | [0/0] [12000/12000] 20000/20000 21999/21999 [22000/22000]
            the anchor is the last stored, not the last    | 10000 | [0/0] 9000/9000 [11000/11000]
            five a second                                  | 1000  | [0/0] 200/200 400/400 600/600 800/800 [1000/1000] 1200/1200
            zero stores every one                          | 0     | [0/0] [1/1] [1/1] [0/2] [-/2]
            no clock at all: receipts                      | 10000 | [-/0] -/9999 [-/10000] -/19999 [-/20000]
            the clock stops: receipts                      | 10000 | [0/0] 0/5000 0/9999 [0/10000] 0/19999 [0/20000]
            the clock stops and goes on                    | 10000 | [0/0] 0/9999 [0/10000] 5000/15000 [10000/20000]
            the clock jumps back: receipts                 | 10000 | [0/0] 5000/5000 -3600000/9999 [-3599999/10000] -3590000/19999 [-3589999/20000]
            the clock jumps forward: it is believed        | 10000 | [0/0] [3600000/1000] 3609999/10999 [3610000/11000]
            a straggler does not store early               | 10000 | [0/0] 9000/9000 -20000/9500 [10000/10000]
            a straggler does not move the highest          | 10000 | [0/0] 9000/9000 3000/9100 8000/9200 [10000/10000]
            the clock is found: from its own anchor on     | 10000 | [-/0] 1000/9999 [2000/10000] 11999/30000 [12000/30001]
            the clock is lost: receipts                    | 10000 | [0/0] -/9999 [-/10000] 1/19999 [2/20000]
            our own clock jumps back: the charger's counts | 10000 | [0/0] [10000/-5000]
            """)
    void aReadingIsStoredWhenTheIntervalHasPassed(String what, int intervalMillis, String readings) {
        var pace = Pace.fresh(new IntervalRule(intervalMillis));
        List<String> judged = new ArrayList<>();
        for (var each : readings.split(" ")) {
            var plain = each.replaceAll("[\\[\\]]", "");
            var time = time(plain);
            boolean due = pace.isDue(time, false);
            if (due) {
                pace.stored(List.of(time), Optional.of(time));
            }
            judged.add(due ? "[" + plain + "]" : plain);
        }
        assertThat(judged).as(what).isEqualTo(Arrays.asList(readings.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "1999-12-31T23:59:59.999Z, false",
        "2000-01-01T00:00:00Z, true",
        "2099-12-31T23:59:59.999Z, true",
        "2100-01-01T00:00:00Z, false",
        "1970-01-01T00:00:00Z, false",
        "-999999999-01-01T00:00:00Z, false",
        "+999999999-12-31T23:59:59Z, false",
    })
    void onlyTimesThatAClockCanShowAreUsed(String told, boolean usable) {
        var reading = new MeterReading(Instant.parse(told), told, false, told, 1L, null, null, null, null, "{}");
        assertThat(ReadingTime.of(reading, SERVER_START).takenAt().isPresent()).isEqualTo(usable);
    }

    private static ReadingTime time(String chargerAndReceipt) {
        var parts = chargerAndReceipt.split("/");
        var taken = parts[0].equals("-")
                ? Optional.<Instant>empty()
                : Optional.of(CHARGER_START.plusMillis(Long.parseLong(parts[0])));
        return new ReadingTime(taken, SERVER_START.plusMillis(Long.parseLong(parts[1])));
    }
}
