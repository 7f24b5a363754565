package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class OperatorRoutesTest {
    private static int nextCharger = 295_000;

    private final RunningSessions sessions;
    private final Http http;
    private final ChargerReports charger;

    OperatorRoutesTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aPaymentIsNoted() {
        var id = charger.start("CARD1", 0L).transactionID();

        var paid = http.put(ADMIN, "/transactions/" + id + "/payment", "{\"paymentID\":\"klarna-1\"}");

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.object().getBoolean("isPaid")).isTrue();
        assertThat(paid.object().getString("paymentID")).isEqualTo("klarna-1");
        assertThat(http.put(ADMIN, "/transactions/" + id + "/payment", "{\"paymentID\":\"\"}")
                        .refusal())
                .isEqualTo("400 invalidPaymentID");
        assertThat(http.put(ADMIN, "/transactions/1/payment", "{\"paymentID\":\"x\"}")
                        .refusal())
                .isEqualTo("404 transactionNotFound");
        assertThat(http.put(ANNA, "/transactions/" + id + "/payment", "{\"paymentID\":\"x\"}")
                        .refusal())
                .isEqualTo("403 insufficientScope");
    }

    @Test
    void aSessionIsClosed() {
        var id = charger.start("CARD1", 1000L).transactionID();
        assertThat(http.post(ADMIN, "/transactions/" + id + "/close", "{\"meterStop\":999}")
                        .refusal())
                .isEqualTo("400 invalidMeterValue");

        var closed = http.post(ADMIN, "/transaction/" + id + "/close", "{\"reason\":\"gone\",\"meterStop\":3000}");

        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.object().getString("stopReason")).isEqualTo("Closed");
        assertThat(closed.object().getInteger("energyWh")).isEqualTo(2000);
        assertThat(http.post(ADMIN, "/transactions/" + id + "/close", null)
                        .object()
                        .getInteger("energyWh"))
                .isEqualTo(2000);
        assertThat(http.post(ADMIN, "/transactions/1/close", null).refusal()).isEqualTo("404 transactionNotFound");
    }

    @Test
    void whatCouldNotBeBookedIsListedAndResolved() {
        charger.stop(0L, null, 500L);
        var list = "/transactions/unmatched?resolved=false&connectorID=" + charger.connectorID();
        var kept = http.get(ADMIN, list).array().getJsonObject(0);
        assertThat(kept.getString("kind")).isEqualTo("StopTransaction");
        assertThat(kept.getString("reason")).isEqualTo("unknownTransaction");
        assertThat(kept.getJsonObject("payload").getInteger("meterStop")).isEqualTo(500);
        assertThat(kept.getString("receivedAt")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(kept.getValue("resolution")).isNull();
        var resolve = "/transactions/unmatched/" + kept.getLong("id") + "/resolve";

        assertThat(http.post(ADMIN, resolve, "{}").refusal()).isEqualTo("400 invalidRequest");
        var resolved = http.post(ADMIN, resolve, "{\"discard\":true,\"note\":\"test\"}");

        assertThat(resolved.object().getString("resolution")).isEqualTo("discarded: test");
        assertThat(resolved.object().getString("resolvedBy")).isEqualTo("boss");
        assertThat(resolved.object().getString("resolvedAt")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(http.get(ADMIN, list).array()).isEmpty();
        assertThat(http.post(ADMIN, resolve, "{\"discard\":true}").refusal()).isEqualTo("409 alreadyResolved");
        assertThat(http.get(ANNA, list).refusal()).isEqualTo("403 insufficientScope");
    }

    @Test
    void theListOfWhatWaitsIsPagedAndFiltered() {
        for (long meterStop = 1; meterStop <= 3; meterStop++) {
            charger.stop(0L, null, meterStop);
        }
        var list = "/transactions/unmatched?connectorID=" + charger.connectorID();

        var page = http.get(ADMIN, list + "&limit=2&order=desc&reason=unknownTransaction");
        assertThat(meterStops(page)).containsExactly(3, 2);
        var next = page.header("link");
        assertThat(next).endsWith("; rel=\"next\"");
        assertThat(meterStops(http.get(ADMIN, next.substring(1, next.indexOf('>')))))
                .containsExactly(1);
        assertThat(meterStops(http.get(ADMIN, list + "&resolved=false"))).containsExactly(1, 2, 3);
        assertThat(http.get(ADMIN, list + "&resolved=true").array()).isEmpty();
        assertThat(http.get(ADMIN, list + "&reason=secondStop").array()).isEmpty();
        assertThat(http.get(ADMIN, list + "&reason=nonsense").refusal()).isEqualTo("400 invalidReason");
        assertThat(http.get(ADMIN, list + "&resolved=maybe").refusal()).isEqualTo("400 invalidResolved");
        assertThat(http.get(ADMIN, list + "&cursor=x").refusal()).isEqualTo("400 invalidCursor");
        assertThat(http.get(ADMIN, "/transactions/unmatched?connectorID=x").refusal())
                .isEqualTo("400 invalidConnectorID");
    }

    @Test
    void aStopIsBookedAndTheTrailTellsWho() {
        var id = charger.start("CARD1", 1000L).transactionID();
        charger.stop(0L, "CARD9", 500L);
        var waits = http.get(ADMIN, "/transactions/unmatched?resolved=false&connectorID=" + charger.connectorID())
                .array()
                .getJsonObject(0);
        var resolve = "/transactions/unmatched/" + waits.getLong("id") + "/resolve";

        assertThat(http.post(ADMIN, resolve, "{\"transactionID\":" + id + ",\"meterStop\":999}")
                        .refusal())
                .isEqualTo("400 invalidMeterValue");
        assertThat(http.post(ADMIN, resolve, "{\"discard\":true,\"meterStop\":3000}")
                        .refusal())
                .isEqualTo("400 invalidMeterValue");
        assertThat(http.post(ADMIN, resolve, "{\"discard\":true,\"transactionID\":" + id + "}")
                        .refusal())
                .isEqualTo("400 invalidRequest");
        assertThat(http.post(ADMIN, resolve, "{\"transactionID\":1}").refusal()).isEqualTo("404 transactionNotFound");
        assertThat(http.post(ADMIN, "/transactions/unmatched/2147483647/resolve", "{\"discard\":true}")
                        .refusal())
                .isEqualTo("404 unmatchedNotFound");
        assertThat(http.post(ADMIN, "/transactions/unmatched/x/resolve", "{\"discard\":true}")
                        .refusal())
                .isEqualTo("400 invalidUnmatchedID");
        assertThat(http.post(ANNA, resolve, "{\"discard\":true}").refusal()).isEqualTo("403 insufficientScope");
        var resolved = http.post(
                ADMIN, resolve, "{\"transactionID\":" + id + ",\"meterStop\":3000,\"note\":\"read off the meter\"}");

        assertThat(resolved.status()).isEqualTo(200);
        assertThat(resolved.object().getString("resolution")).isEqualTo("transaction " + id + ": read off the meter");
        var trail = http.get(ADMIN, "/transactions/" + id + "/trail").array();
        assertThat(trail).hasSize(1);
        var entry = trail.getJsonObject(0);
        assertThat(entry.getString("actor")).isEqualTo("boss");
        assertThat(entry.getString("what")).isEqualTo("unmatchedBooked");
        assertThat(entry.getString("at")).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(entry.getJsonObject("before").getString("state")).isEqualTo("active");
        assertThat(entry.getJsonObject("after").getInteger("priceOre")).isEqualTo(500);
        assertThat(entry.getJsonObject("after").getString("note"))
                .isEqualTo("unmatched " + waits.getLong("id") + ": read off the meter");
    }

    @Test
    void theTrailIsForOperatorsAndPaged() {
        var id = charger.start("CARD1", 1000L).transactionID();
        http.post(ADMIN, "/transactions/" + id + "/close", "{\"meterStop\":3000}");
        charger.stop((long) id, "CARD1", 3100L);
        var waits = http.get(ADMIN, "/transactions/unmatched?resolved=false&connectorID=" + charger.connectorID())
                .array()
                .getJsonObject(0);
        http.post(
                ADMIN, "/transactions/unmatched/" + waits.getLong("id") + "/resolve", "{\"transactionID\":" + id + "}");
        var path = "/transactions/" + id + "/trail";

        assertThat(whats(http.get(ADMIN, path))).containsExactly("closed", "unmatchedBooked");
        assertThat(whats(http.get(ADMIN, path + "?order=desc&limit=1"))).containsExactly("unmatchedBooked");
        assertThat(http.get(ADMIN, "/transactions/1/trail").refusal()).isEqualTo("404 transactionNotFound");
        assertThat(http.get(ADMIN, "/transactions/x/trail").refusal()).isEqualTo("400 invalidTransactionId");
        assertThat(http.get(ANNA, path).refusal()).isEqualTo("403 insufficientScope");
    }

    @Test
    void whatIsNotQuiteBelievedIsFoundByItsReason() {
        var id = charger.start("CARD1", 1000L).transactionID();
        charger.stop((long) id, "CARD1", 500L);
        var list = "/transactions?connectorID=" + charger.connectorID();

        var found = http.get(ADMIN, list + "&suspectReason=meter").array();
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getBoolean("suspect")).isTrue();
        assertThat(found.getJsonObject(0).getString("suspectReason")).isEqualTo("meter");
        assertThat(http.get(ADMIN, list + "&suspectReason=boot").array()).isEmpty();
        assertThat(http.get(ADMIN, list + "&suspectReason=odd").refusal()).isEqualTo("400 invalidSuspectReason");
    }

    private static List<Integer> meterStops(Http.Answer answer) {
        return answer.array().stream()
                .map(kept -> ((JsonObject) kept).getJsonObject("payload").getInteger("meterStop"))
                .toList();
    }

    private static List<String> whats(Http.Answer answer) {
        return answer.array().stream()
                .map(entry -> ((JsonObject) entry).getString("what"))
                .toList();
    }
}
