package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.FakeChargers;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class TransactionRoutesTest {
    private static int nextCharger = 290_000;

    private final RunningSessions sessions;
    private final Http http;
    private final ChargerReports charger;

    TransactionRoutesTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        database.execute("truncate transaction.transactions cascade");
        sessions.registry.add(charger.connectorID(), Protocol.FLEXICHARGE);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aReservedTransactionHasEveryMemberInItsType() {
        var made = http.post(ANNA, "/transaction", reserveBody("\"paymentType\":\"Invoice\""));

        assertThat(made.status()).isEqualTo(201);
        var id = made.id();
        assertThat(made.header("location")).isEqualTo("/transactions/" + id);
        var idTag = made.object().getString("idTag");
        assertThat(made.body())
                .isEqualTo("{\"transactionID\":" + id + ",\"state\":\"reserved\",\"connectorID\":"
                        + charger.connectorID() + ",\"connector\":1,\"serialNumber\":\"abc" + charger.connectorID()
                        + "\",\"chargePointID\":1,\"chargePointName\":\"Jönköping University\","
                        + "\"address\":\"Gjuterigatan 5\",\"userID\":\"anna\",\"idTag\":\"" + idTag
                        + "\",\"startTimestamp\":null,\"endTimestamp\":null,\"meterStart\":null,\"meterStop\":null,"
                        + "\"energyWh\":0,\"kwhTransferred\":0,\"currentChargePercentage\":0,\"chargingPowerW\":null,"
                        + "\"pricePerKwh\":250,\"pricePerKWh\":250,\"price\":0,\"discount\":0,\"currency\":\"SEK\","
                        + "\"stopReason\":null,\"suspect\":false,\"suspectReason\":null,\"estimated\":false,\"paymentMethod\":\"invoice\","
                        + "\"isPaid\":false,\"paymentID\":null,\"klarnaClientToken\":\"\",\"klarnaSessionID\":\"\"}");
    }

    @Test
    void aWholeSessionAsTheAndroidAppRunsIt() {
        var id = http.post(ANNA, "/transaction", reserveBody("\"extra\":1")).id();
        assertThat(http.get(ANNA, "/transaction/" + id).object().getInteger("currentChargePercentage"))
                .isZero();

        assertThat(http.put(ANNA, "/transaction/start/" + id, null).object().getString("state"))
                .isEqualTo("requested");
        charger.start(null, 1000L);
        sessions.readings.put(id, 3_456, 47, sessions.clock.instant());

        var running = http.get(ANNA, "/transactions/" + id).object();
        assertThat(running.getString("state")).isEqualTo("active");
        assertThat(running.getLong("startTimestamp"))
                .isEqualTo(sessions.clock.instant().getEpochSecond());
        assertThat(running.getInteger("energyWh")).isEqualTo(3456);
        assertThat(running.getInteger("kwhTransferred")).isEqualTo(3);
        assertThat(running.getInteger("currentChargePercentage")).isEqualTo(47);
        assertThat(running.getInteger("chargingPowerW")).isEqualTo(7200);
        assertThat(running.getInteger("price")).isEqualTo(864);

        assertThat(http.put(ANNA, "/transaction/stop/9999", null).object().getString("state"))
                .isEqualTo("stopping");
        charger.stop(null, null, 6000L);
        var ended = http.put(ANNA, "/transaction/stop/" + id, "{}").object();
        assertThat(ended.getString("state")).isEqualTo("ended");
        assertThat(ended.getLong("endTimestamp")).isNotNull();
        assertThat(ended.getInteger("meterStop")).isEqualTo(6000);
        assertThat(ended.getInteger("price")).isEqualTo(1250);
    }

    @Test
    void withoutLivemetricsOurOwnFiguresAreShown() {
        var id = charger.start(null, 0L).transactionID();
        sessions.readings.away = true;

        assertThat(http.get(ADMIN, "/transactions/" + id).object().getInteger("energyWh"))
                .isZero();
    }

    @Test
    void badInputIsToldAllAtOnce() {
        var answer =
                http.post(ANNA, "/transactions", "{\"connectorID\":0,\"paymentType\":\"gold\",\"connector\":\"x\"}");

        assertThat(answer.refusal()).isEqualTo("400 invalidConnectorID");
        assertThat(answer.object().getJsonArray("errors").stream()
                        .map(error -> ((JsonObject) error).getString("code"))
                        .toList())
                .containsExactlyInAnyOrder("invalidConnectorID", "invalidDataType", "invalidPaymentType");
        assertThat(http.post(ANNA, "/transactions", "{").refusal()).isEqualTo("400 invalidJson");
        assertThat(http.get(ANNA, "/transactions/abc").refusal()).isEqualTo("400 invalidTransactionId");
    }

    @Test
    void refusalsOfReserveHaveTheStatusOfTheirReason() {
        assertThat(http.post(ANNA, "/transactions", "{\"connectorID\":5}").refusal())
                .isEqualTo("404 dbForeignKeyConstraintError");
        for (var expected : List.of(
                new Refused(Reason.CONFLICT, 409),
                new Refused(Reason.REJECTED, 502),
                new Refused(Reason.OFFLINE, 503),
                new Refused(Reason.TIMED_OUT, 504))) {
            sessions.registry.refuseHolds(expected.reason(), "no");
            assertThat(http.post(ANNA, "/transactions", reserveBody("\"connector\":1"))
                            .refusal())
                    .isEqualTo(expected.status() + " couldNotReserveCharger");
        }
    }

    private record Refused(Reason reason, int status) {}

    @Test
    void refusalsOfStartAndStopHaveTheStatusOfTheirReason() {
        var id =
                http.post(ANNA, "/transactions", reserveBody("\"connector\":1")).id();
        sessions.chargers.start = asked -> Future.succeededFuture(FakeChargers.REJECTED);
        assertThat(http.put(ANNA, "/transactions/start/" + id, null).refusal())
                .isEqualTo("502 couldNotStartTransaction");
        sessions.chargers.start = asked -> FakeChargers.offline();
        assertThat(http.put(ANNA, "/transactions/start/" + id, null).refusal())
                .isEqualTo("503 couldNotStartTransaction");
        sessions.chargers.start = asked -> FakeChargers.silent();
        assertThat(http.put(ANNA, "/transactions/start/" + id, null).refusal())
                .isEqualTo("504 couldNotStartTransaction");
        charger.start(null, 0L);
        sessions.chargers.stop = asked -> FakeChargers.silent();
        assertThat(http.put(ANNA, "/transactions/stop/" + id, null).refusal()).isEqualTo("504 couldNotStopTransaction");
        charger.stop(null, null, 1L);
        assertThat(http.put(ANNA, "/transactions/start/" + id, null).refusal())
                .isEqualTo("409 couldNotStartTransaction");
    }

    @Test
    void strangersSeeAndUseNothing() {
        var id =
                http.post(ANNA, "/transactions", reserveBody("\"connector\":1")).id();

        assertThat(http.get(BERT, "/transactions/" + id).refusal()).isEqualTo("403 notOwner");
        assertThat(http.put(BERT, "/transactions/start/" + id, null).refusal()).isEqualTo("403 notOwner");
        assertThat(http.put(BERT, "/transactions/stop/" + id, null).refusal()).isEqualTo("403 notOwner");
        assertThat(http.get(BERT, "/transactions/9999").refusal()).isEqualTo("404 transactionNotFound");
        assertThat(http.get(BERT, "/transactions?userID=anna").refusal()).isEqualTo("403 notOwner");
        assertThat(http.get(BERT, "/transactions/userTransactions/anna").refusal())
                .isEqualTo("403 notOwner");
        assertThat(http.get(BERT, "/transactions").array()).isEmpty();
        assertThat(http.asNobody("GET", "/transactions").refusal()).isEqualTo("401 unauthorizedError");
        assertThat(http.asNobody("POST", "/transaction").refusal()).isEqualTo("401 unauthorizedError");
    }

    @Test
    void listsAreFilteredOrderedAndPaged() {
        var first = ended(charger, 100);
        var second = ended(charger, 200);
        var open = charger.start(null, 300L).transactionID();
        var cancelled = http.post(
                        ANNA,
                        "/transactions",
                        "{\"connectorID\":%d}".formatted(anotherCharger().connectorID()))
                .id();
        http.put(ANNA, "/transactions/stop/" + cancelled, null);

        assertThat(ids("/transactions")).containsExactly(open, second, first);
        assertThat(ids("/transactions?order=asc")).containsExactly(first, second, open);
        assertThat(ids("/transactions?active=true")).containsExactly(open);
        assertThat(ids("/transactions?active=0")).containsExactly(second, first);
        assertThat(ids("/transactions?state=cancelled")).containsExactly(cancelled);
        assertThat(ids("/transactions?id=" + first)).containsExactly(first);
        assertThat(ids("/transactions?connectorID=1")).isEmpty();
        assertThat(ids("/transactions?serialNumber=abc" + charger.connectorID() + "&connector=1&suspect=false"))
                .containsExactly(open, second, first);
        assertThat(ids("/transactions?isPaid=true&userID=anna&idTag=FC1")).isEmpty();
        assertThat(ids("/transactions?from=2026-11-22T10:00:00Z&to=2026-11-22T10:00:01Z"))
                .containsExactly(open, second, first);
        assertThat(ids("/transactions?to=2026-11-22T10:00:00Z")).isEmpty();
        assertThat(ids("/transactions/chargerTransactions/" + charger.connectorID()))
                .containsExactly(first, second, open);
        assertThat(http.get(ANNA, "/transactions/chargerTransactions/" + charger.connectorID())
                        .array())
                .isEmpty();
        assertThat(http.get(ADMIN, "/transactions/chargerTransactions/7").refusal())
                .isEqualTo("404 chargerNotFound");
        assertThat(http.get(ADMIN, "/transactions?state=gone").refusal()).isEqualTo("400 invalidState");
        assertThat(http.get(ADMIN, "/transactions?limit=501").refusal()).isEqualTo("400 invalidLimit");
    }

    @Test
    void aListGoesOnWhereItsLinkPoints() {
        var first = ended(charger, 100);
        var second = ended(charger, 200);
        var third = ended(charger, 300);

        var page = http.get(ADMIN, "/transactions?limit=2");
        assertThat(page.array()).hasSize(2);
        var next = next(page);

        assertThat(ids("/transactions?limit=2")).containsExactly(third, second);
        assertThat(ids(next)).containsExactly(first);
        assertThat(http.get(ADMIN, next).header("link")).isEmpty();
    }

    @Test
    void aDayLongAgoIsListedInTheSameOrder() {
        var first = ended(charger, 100);
        var second = ended(charger, 200);
        var third = ended(charger, 300);
        sessions.clock.advance(Duration.ofDays(30));
        ended(charger, 400);
        var day = "/transactions?from=2026-11-22&to=2026-11-23&limit=2";

        assertThat(ids(day)).containsExactly(third, second);
        assertThat(ids(next(http.get(ADMIN, day)))).containsExactly(first);
        assertThat(ids(day + "&order=asc")).containsExactly(first, second);
        assertThat(ids(next(http.get(ADMIN, day + "&order=asc")))).containsExactly(third);
    }

    @Test
    void ownTransactionsInRisingOrder() {
        var id =
                http.post(ANNA, "/transactions", reserveBody("\"connector\":1")).id();

        var own = http.get(ANNA, "/transactions/userTransactions/anna").array();

        assertThat(own.getJsonObject(0).getInteger("transactionID")).isEqualTo(id);
        assertThat(http.get(ADMIN, "/transactions/userTransactions/anna").array())
                .hasSize(1);
    }

    private static String next(Http.Answer page) {
        var link = page.header("link");
        return link.substring(link.indexOf('<') + 1, link.indexOf('>'));
    }

    private ChargerReports anotherCharger() {
        var other = new ChargerReports(sessions, nextCharger++, Protocol.FLEXICHARGE);
        sessions.registry.add(other.connectorID(), Protocol.FLEXICHARGE);
        return other;
    }

    private static int ended(ChargerReports charger, long meterStart) {
        var id = charger.start(null, meterStart).transactionID();
        charger.stop(null, null, meterStart + 50);
        return id;
    }

    private List<Integer> ids(String path) {
        return http.get(ADMIN, path).array().stream()
                .map(row -> ((JsonObject) row).getInteger("transactionID"))
                .toList();
    }

    private String reserveBody(String more) {
        return "{\"connectorID\":%d,%s}".formatted(charger.connectorID(), more);
    }
}
