package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever time chargers say it is, their sessions are kept, and everything can be read afterwards. */
@ExtendWith(RunningServerExtension.class)
class AbsurdTimesTest {
    /** Date-times of ISO 8601, as odd as they are. */
    static final List<String> READABLE = List.of(
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59.999999999Z",
            "+999999999-12-31T23:59:60-23:59",
            "-4713-11-24T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "0001-01-01T00:00:00Z",
            "1582-10-10T00:00:00Z",
            "1970-01-01T00:00:00Z",
            "1999-12-31T23:59:59Z",
            "2016-12-31T23:59:60Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:00:00",
            "2026-11-22T10:00:00,123456789Z",
            "2026-11-22T10:00:00.123456789012345678901234567890Z",
            "2026-W47-7T10:00:00+14:00",
            "2026-326T10Z",
            "2038-01-19T03:14:08Z",
            "2099-12-31T23:59:59Z",
            "9999-12-31T23:59:59.999Z",
            "+10000-01-01T00:00:00Z",
            "+294277-01-01T00:00:00Z");

    private static final Pattern EVERYDAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private static final String TAG = "\"idTag\":\"04E91C5A123B80\"";

    private static final AtomicInteger meters = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @ParameterizedTest
    @FieldSource("READABLE")
    void aSessionAtAnyTimeIsStoredAndCanBeReadInEveryList(String time) {
        try (var charger = new StrictCharger(server, "abc113")) {
            charger.boot();
            var at = "\"timestamp\":\"" + time + "\"";
            // some are the same instant in other words; with the same meter that would be the same session
            int meter = meters.addAndGet(10_000);

            assertThat(charger.call(
                            "StatusNotification",
                            "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Charging\"," + at + "}"))
                    .isEqualTo("{}");
            int id = charger.start("{\"connectorId\":1," + TAG + ",\"meterStart\":" + meter + "," + at + "}");
            assertThat(charger.call(
                            "MeterValues",
                            "{\"connectorId\":1,\"transactionId\":" + id + "," + values(at, meter + 1000) + "}"))
                    .isEqualTo("{}");
            assertThat(charger.call("MeterValues", "{\"connectorId\":0," + values(at, 7) + "}"))
                    .isEqualTo("{}");
            assertThat(charger.call("SecurityEventNotification", "{\"type\":\"SettingSystemTime\"," + at + "}"))
                    .isEqualTo("{}");
            assertThat(charger.call(
                            "StopTransaction",
                            "{\"transactionId\":" + id + ",\"meterStop\":" + (meter + 3000) + "," + at
                                    + ",\"transactionData\":[" + value(at, meter + 2000) + "]}"))
                    .isEqualTo("{}");
            assertThat(charger.call("StopTransaction", "{\"transactionId\":-1,\"meterStop\":1," + at + "}"))
                    .isEqualTo("{}");

            var session = server.get("/transactions/" + id, server.adminToken()).body();
            assertThat(session.get("state").asText()).isEqualTo("ended");
            assertThat(session.get("energyWh").asLong()).isEqualTo(3000);
            long begin = session.get("startTimestamp").asLong();
            long end = session.get("endTimestamp").asLong();
            long now = Instant.now().getEpochSecond();
            assertThat(begin).isBetween(now - Duration.ofDays(31).toSeconds(), now);
            assertThat(end).isBetween(begin, now);
            assertThat(server.database()
                            .rows("select start_raw = '" + time + "', stop_raw = '" + time
                                    + "', abs(extract(epoch from now() - start_received_at)) < 100"
                                    + " from transaction.transactions where transaction_id = " + id))
                    .containsExactly("t|t|t");
            var clocks = server.get("/transactions/" + id + "/clocks", server.adminToken())
                    .body();
            assertThat(clocks.at("/start/said").asText()).isEqualTo(time);
            assertThat(clocks.at("/stop/said").asText()).isEqualTo(time);
            assertThat(Instant.parse(clocks.at("/start/at").asText()).getEpochSecond())
                    .isEqualTo(begin);
            assertThat(Instant.parse(clocks.at("/stop/receivedAt").asText()).getEpochSecond())
                    .isBetween(now - 100, now);
            assertThat(server.get("/transactions/" + id + "/meter-values", server.adminToken())
                            .body())
                    .hasSize(3);
            everythingCanBeRead(100003, id);

            charger.status(1, "Available");
            assertThat(server.get("/chargers/100003", null).body().get("status").asText())
                    .as("a status without a time comes after one from any time")
                    .isEqualTo("Available");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T10:00:00Z",
                "yesterday",
                "2026-11-22T24:00:01Z",
                "2026-13-01T00:00:00Z",
                "",
                "+1e9-01-01"
            })
    void whatIsNoTimeIsRefusedAndKeptForAnOperator(String time) {
        try (var charger = new StrictCharger(server, "abc114")) {
            charger.boot();
            var at = "\"timestamp\":\"" + time + "\"";
            var stop = "{\"transactionId\":77,\"meterStop\":4000," + at + "}";

            charger.socket().send("[2,\"x\",\"StopTransaction\"," + stop + "]");

            assertThat(charger.socket().next())
                    .isEqualTo("[4,\"x\",\"PropertyConstraintViolation\",\"timestamp is no ISO 8601 date-time\","
                            + "{\"pointer\":\"/timestamp\"}]");
            assertThat(server.database()
                            .rows("select payload from transaction.unmatched where connector_id = 100004"
                                    + " order by id desc limit 1"))
                    .containsExactly(stop);
            everythingCanBeRead(100004, 10000);
        }
    }

    /** As a FlexiCharge charger writes them: JSON as it stands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1",
                "0.0001",
                "1e300",
                "-1e300",
                "1e-300",
                "1e999999999",
                "99999999999",
                "100000000000",
                "99999999999999",
                "100000000000000",
                "99999999999999999",
                "100000000000000000",
                "9223372036854775808",
                "4102444800",
                "946684799.9999",
                "\"NaN\"",
                "\"-Infinity\"",
                "\"\"",
                "\"1760000000\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"+999999999-12-31T23:59:60Z\"",
                "null",
                "true",
                "[1]",
                "{\"at\":1}"
            })
    void aFlexiChargeSessionAtAnyNumberIsStoredAndCanBeReadInEveryList(String time) {
        try (var charger = new FlexiChargeFirmware(server, "abc119")) {
            charger.boot();
            int id = Integer.parseInt(
                    answer(charger, "StartTransaction", "{\"meterStart\":0,\"timestamp\":" + time + "}")
                            .replaceAll(".*\"transactionId\":(\\d+).*", "$1"));
            answer(
                    charger,
                    "MeterValues",
                    "{\"timestamp\":" + time + ",\"values\":{\"chargedSoFar\":{\"value\":35,\"unit\":\"Wh\"}}}");
            answer(charger, "StatusNotification", "{\"status\":\"Charging\",\"timestamp\":" + time + "}");
            assertThat(answer(charger, "StopTransaction", "{\"meterStop\":50,\"timestamp\":" + time + "}"))
                    .isEqualTo("{\"idTagInfo\":1}");

            var session = server.get("/transactions/" + id, server.adminToken()).body();
            assertThat(session.get("energyWh").asLong()).isEqualTo(50);
            long now = Instant.now().getEpochSecond();
            assertThat(session.get("startTimestamp").asLong()).isBetween(now - 86_400, now);
            assertThat(session.get("endTimestamp").asLong())
                    .isBetween(session.get("startTimestamp").asLong(), now);
            everythingCanBeRead(100009, id);
        }
    }

    /** A session that was put aside is booked later, and the time it said is no trouble then either. */
    @ParameterizedTest
    @FieldSource("READABLE")
    void aStopOfAnyTimeCanBeBookedByAnOperator(String time) {
        try (var charger = new StrictCharger(server, "abc115")) {
            charger.boot();
            int id = charger.start("{\"connectorId\":1," + TAG + ",\"meterStart\":5000,\"timestamp\":\""
                    + StrictCharger.now() + "\"}");
            charger.call("StopTransaction", "{\"transactionId\":-1,\"meterStop\":1,\"timestamp\":\"" + time + "\"}");
            var aside = server.get("/transactions/unmatched?connectorID=100005&resolved=false", server.adminToken());
            var newest = aside.body().get(aside.body().size() - 1);

            var booked = server.post(
                    "/transactions/unmatched/" + newest.get("id").asLong() + "/resolve",
                    server.adminToken(),
                    "{\"transactionID\":" + id + "}");

            assertThat(booked.status()).isEqualTo(200);
            var session = server.get("/transactions/" + id, server.adminToken()).body();
            assertThat(session.get("state").asText()).isEqualTo("ended");
            assertThat(session.get("endTimestamp").asLong())
                    .isBetween(
                            session.get("startTimestamp").asLong(),
                            Instant.now().getEpochSecond());
        }
    }

    @Test
    void listsAreAskedForAtAnyTimeWithoutHarm() {
        for (var path : List.of(
                "/transactions?",
                "/chargers/100003/statuses?",
                "/transactions/10000/meter-values?",
                "/chargers/100003/messages?")) {
            for (var time : READABLE) {
                var encoded = URLEncoder.encode(time, StandardCharsets.UTF_8);
                assertThat(server.get(path + "from=" + encoded + "&to=" + encoded, server.adminToken())
                                .status())
                        .as("%s from %s", path, time)
                        .isIn(200, 400, 404);
            }
        }
    }

    private static void everythingCanBeRead(int connectorID, int transactionID) {
        for (var path : List.of(
                "/transactions?connectorID=" + connectorID,
                "/transactions?from=1970-01-01T00:00:00Z&to=9999-12-31T23:59:59Z",
                "/transactions?from=0",
                "/transactions/" + transactionID + "/meter-values?from=0",
                "/transactions/" + transactionID + "/meter-values?to=9999-12-31T23:59:59Z",
                "/transactions/unmatched?connectorID=" + connectorID,
                "/chargers",
                "/chargers/" + connectorID + "/statuses?from=0",
                "/chargers/" + connectorID + "/security-events",
                "/chargers/" + connectorID + "/messages",
                "/chargers/" + connectorID + "/connections")) {
            canBeRead(path);
            var more = path + (path.contains("?") ? "&" : "?");
            pagesThrough(more + "limit=1&order=desc");
        }
        canBeRead("/chargers/" + connectorID);
    }

    /** Two pages are one step by a cursor. */
    private static void pagesThrough(String path) {
        var first = canBeRead(path);
        first.response()
                .headers()
                .firstValue("Link")
                .map(link -> link.replaceAll("^<([^>]+)>.*", "$1"))
                .ifPresent(AbsurdTimesTest::canBeRead);
    }

    private static RunningServer.Answer canBeRead(String path) {
        var answer = server.get(path, server.adminToken());
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isIn(200, 404);
        times(answer.body())
                .forEach(time -> assertThat(time).as("a time in %s", path).matches(EVERYDAY));
        return answer;
    }

    /** What a client reads as a time. */
    private static Stream<String> times(JsonNode json) {
        Stream<String> own = json.isObject()
                ? json.properties().stream()
                        .filter(member -> member.getKey().endsWith("At")
                                || member.getKey().endsWith("Date"))
                        .map(Map.Entry::getValue)
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                : Stream.empty();
        return Stream.concat(
                own, StreamSupport.stream(json.spliterator(), false).flatMap(AbsurdTimesTest::times));
    }

    private static String values(String at, int wh) {
        return "\"meterValue\":[" + value(at, wh) + "]";
    }

    private static String value(String at, int wh) {
        return "{" + at + ",\"sampledValue\":[{\"value\":\"" + wh + "\"}]}";
    }

    /** @return the payload of the confirmation */
    private static String answer(FlexiChargeFirmware charger, String action, String payload) {
        charger.socket().send("[2,\"u\",\"" + action + "\"," + payload + "]");
        var answer = charger.socket().next();
        assertThat(answer).startsWith("[3,\"u\",\"" + action + "\"");
        return answer.replaceFirst("^\\[3,\"u\",\"\\w+\",?", "").replaceFirst("]$", "");
    }
}
