package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Chargers send what they have queued: late, again, all at once, without ids, with ids that are not theirs. */
@ExtendWith(RunningServerExtension.class)
class SessionsReplayedTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
        assertThat(server.put("/id-tags/CARD1", server.adminToken(), "{}").status())
                .isEqualTo(201);
    }

    @Test
    void aStartAndItsStopInOneSegmentAreOneEndedSessionAndStayOneWhenBothComeAgain() throws IOException {
        var now = Instant.now();
        String start = "\"StartTransaction\"," + start(1000, now.minusSeconds(120));
        String stop = "\"StopTransaction\"," + stop(-1, 4000, now.minusSeconds(60));
        var answers = new ArrayList<String>();
        for (var run : List.of("a", "b")) {
            try (var charger = new OneSegment("127.0.0.1", socketPort(), "abc111")) {
                charger.send("[2,\"" + run + "1\"," + start + "]", "[2,\"" + run + "2\"," + stop + "]");
                answers.add(charger.next().replace("\"" + run + "1\"", "\"1\""));
                answers.add(charger.next().replace("\"" + run + "2\"", "\"2\""));
            }
            server.restart();
        }

        assertThat(answers.subList(2, 4)).isEqualTo(answers.subList(0, 2));
        assertThat(answers.get(1)).isEqualTo("[3,\"2\",{\"idTagInfo\":{\"status\":\"Accepted\"}}]");
        assertThat(rows("select state, energy_wh, suspect, stop_reason from transaction.transactions"
                        + " where connector_id = 100001"))
                .containsExactly("ended|3000|f|Local");
        assertThat(rows("select 1 from transaction.unmatched where connector_id = 100001"))
                .isEmpty();
    }

    @Test
    void daysOfflineAreHandedInTwiceWhileACarChargesAndEachSessionIsThereOnceWithItsReadings() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        int live;
        try (var charger = new StrictCharger(server, "abc112")) {
            charger.boot();
            live = charger.start(start(90_000, now.minusSeconds(30)));
            handIn(charger, now);
            readings(charger, live, now, 91_000);
        }
        server.restart();
        try (var charger = new StrictCharger(server, "abc112")) {
            handIn(charger, now);
            assertThat(charger.start(start(90_000, now.minusSeconds(30)))).isEqualTo(live);
        }

        assertThat(rows("select state, energy_wh, estimated, extract(epoch from stop_at - start_at)::int"
                        + " from transaction.transactions where connector_id = 100002 order by start_at"))
                .containsExactly("ended|2000|f|3600", "ended|2001|f|3600", "ended|2002|f|3600", "active|0|f|");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rows("select r.energy_wh, r.final from livemetrics.readings r"
                                + " join transaction.transactions t using (transaction_id)"
                                + " where t.connector_id = 100002 order by t.start_at, r.reading_no"))
                        .containsExactly(
                                "700|f", "1400|f", "2000|t", "700|f", "1400|f", "2001|t", "700|f", "1400|f", "2002|t",
                                "1000|f"));
        assertThat(rows("select 1 from transaction.unmatched where connector_id = 100002"))
                .isEmpty();
    }

    private static void handIn(StrictCharger charger, Instant now) {
        for (int day = 3; day > 0; day--) {
            var begun = now.minus(Duration.ofDays(day));
            long meter = 10_000L * (4 - day);
            int id = charger.start(start(meter, begun));
            readings(charger, id, begun.plusSeconds(1200), meter + 700);
            readings(charger, id, begun.plusSeconds(2400), meter + 1400);
            assertThat(charger.call("StopTransaction", stop(id, meter + 2003 - day, begun.plusSeconds(3600))))
                    .isEqualTo("{\"idTagInfo\":{\"status\":\"Accepted\"}}");
        }
    }

    private static void readings(StrictCharger charger, int id, Instant at, long meter) {
        assertThat(charger.call(
                        "MeterValues",
                        "{\"connectorId\":1,\"transactionId\":%d,\"meterValue\":[{\"timestamp\":\"%s\",\"sampledValue\":[{\"value\":\"%d\"}]}]}"
                                .formatted(id, at, meter)))
                .isEqualTo("{}");
    }

    @Test
    void idsThatAreNotTheirsAreRefusedReportedAndChangeNothingHoweverLargeTheyAre() {
        try (var owner = new StrictCharger(server, "abc113");
                var thief = new StrictCharger(server, "abc114")) {
            owner.boot();
            thief.boot();
            server.database().execute("alter sequence transaction.transactions_transaction_id_seq restart 123456789");
            int id = owner.start(start(0, Instant.now()));
            assertThat(id).isEqualTo(123_456_789);
            var before = rowOf(id);

            for (long named : new long[] {id, id + (1L << 32), -id, Long.MAX_VALUE, Long.MIN_VALUE, 2_147_483_648L}) {
                var stop = thief.call("StopTransaction", stop(named, 77, Instant.now()));
                assertThat(stop)
                        .isEqualTo("{\"idTagInfo\":{\"status\":\"" + (named == id ? "Invalid" : "Accepted") + "\"}}");
                assertThat(thief.call(
                                "MeterValues",
                                "{\"connectorId\":1,\"transactionId\":" + named
                                        + ",\"meterValue\":[{\"timestamp\":\"" + StrictCharger.now()
                                        + "\",\"sampledValue\":[{\"value\":\"5000\"}]}]}"))
                        .isEqualTo("{}");
            }

            assertThat(rowOf(id)).isEqualTo(before);
            assertThat(rows("select 1 from livemetrics.readings where transaction_id = " + id))
                    .isEmpty();
            // a stop is put aside before its answer, readings after theirs
            await().untilAsserted(() -> assertThat(
                            rows("select kind, reason, count(*) from transaction.unmatched where connector_id = 100004"
                                    + " group by 1, 2 order by 1, 2"))
                    .contains("StopTransaction|foreignTransaction|1", "StopTransaction|unknownTransaction|5"));
            await().untilAsserted(() -> assertThat(
                            rows("select type, tech_info from charger.security_events where connector_id = 100004"
                                    + " and type = 'ForeignTransactionId' order by tech_info"))
                    .containsExactly(
                            "ForeignTransactionId|A stop names transaction 123456789, which is another charger's",
                            "ForeignTransactionId|Readings name transaction 123456789, which is another charger's"));
        }
    }

    private static List<String> rowOf(int id) {
        return rows("select t::text from transaction.transactions t where transaction_id = " + id);
    }

    /** Seeded; whatever OCPP lets a charger say of a session, however odd, has a CALLRESULT and a place. */
    @Test
    void nothingThatHasTheRightFormIsEverAnsweredWithAnError() {
        var random = new Random(20261123);
        try (var charger = new StrictCharger(server, "abc115")) {
            charger.boot();
            for (int i = 0; i < 150; i++) {
                charger.start("{\"connectorId\":" + any(random, "0", "1", "2", "70000", "2147483647")
                        + ",\"idTag\":\"" + text(random) + "\",\"meterStart\":" + whole(random)
                        + any(random, "", ",\"reservationId\":" + whole(random)) + ",\"timestamp\":\"" + time(random)
                        + "\"}");
                assertThat(charger.call(
                                "MeterValues",
                                "{\"connectorId\":" + any(random, "0", "1", "2", "2147483647")
                                        + any(random, "", ",\"transactionId\":" + whole(random))
                                        + ",\"meterValue\":" + values(random) + "}"))
                        .isEqualTo("{}");
                assertThat(charger.call(
                                "StopTransaction",
                                "{\"transactionId\":" + whole(random) + ",\"meterStop\":" + whole(random)
                                        + any(random, "", ",\"idTag\":\"" + text(random) + "\"")
                                        + any(random, "", ",\"reason\":\"PowerLoss\"")
                                        + any(random, "", ",\"transactionData\":" + values(random))
                                        + ",\"timestamp\":\"" + time(random) + "\"}"))
                        .startsWith("{");
            }
        }
    }

    private static String values(Random random) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            values.add("{\"timestamp\":\"" + time(random) + "\",\"sampledValue\":[{\"value\":\""
                    + any(random, "0", "-5", "1e300", "1e-300", "9".repeat(400), "NaN", "abc", "", "0.1")
                    + "\""
                    + any(
                            random,
                            "",
                            ",\"measurand\":\"SoC\"",
                            ",\"measurand\":\"Power.Active.Import\"",
                            ",\"measurand\":\"Energy.Active.Import.Interval\"")
                    + any(random, "", ",\"context\":\"Transaction.Begin\"", ",\"context\":\"Transaction.End\"")
                    + any(random, "", ",\"unit\":\"kWh\"", ",\"unit\":\"W\"") + "}]}");
        }
        return "[" + String.join(",", Collections.unmodifiableList(values)) + "]";
    }

    private static String whole(Random random) {
        return any(
                random,
                "0",
                "-1",
                "1",
                "9999",
                "123456789",
                "2147483647",
                "-2147483648",
                "4294967296",
                "9223372036854775807",
                "-9223372036854775808");
    }

    private static String text(Random random) {
        return any(
                random, "CARD1", "a", "\\ud800", "\\udc00x", "🔌🔌🔌🔌🔌", "İİİİİİİİİİİİİİİİİİİİ", "' or 1=1 --", " ");
    }

    private static String time(Random random) {
        return any(
                random,
                StrictCharger.now(),
                StrictCharger.secondsBefore(Instant.now(), random.nextInt(10_000_000)),
                "1970-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999Z",
                "2016-12-31T23:59:60Z",
                "2026-11-22T10:00:00",
                "2026-11-22T24:00:00+14:00",
                "2199-01-01T00:00:00Z");
    }

    private static String any(Random random, String... some) {
        return some[random.nextInt(some.length)];
    }

    private static String start(long meterStart, Instant at) {
        return "{\"connectorId\":1,\"idTag\":\"CARD1\",\"meterStart\":%d,\"timestamp\":\"%s\"}"
                .formatted(meterStart, at.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String stop(long id, long meterStop, Instant at) {
        return "{\"transactionId\":%d,\"idTag\":\"CARD1\",\"meterStop\":%d,\"timestamp\":\"%s\"}"
                .formatted(id, meterStop, at.truncatedTo(ChronoUnit.SECONDS));
    }

    private static int socketPort() {
        return Integer.parseInt(
                java.util.Objects.requireNonNull(server.settings().get("SOCKET_PORT")));
    }

    private static List<String> rows(String query) {
        return server.database().rows(query);
    }
}
