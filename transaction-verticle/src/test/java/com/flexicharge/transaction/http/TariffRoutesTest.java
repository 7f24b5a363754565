package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.GetPrice;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices by the hour; it is ten o'clock on the 22nd of November. */
@ExtendWith(TestDatabaseExtension.class)
class TariffRoutesTest {
    private static final String TEN = "2026-11-22T10:00:00.000Z";
    private static final String ELEVEN = "2026-11-22T11:00:00.000Z";
    private static int nextCharger = 390_000;

    private final RunningSessions sessions;
    private final Http http;
    private final ChargerReports charger;

    TariffRoutesTest(TestDatabase database) {
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        this.charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        database.execute("truncate transaction.transactions, transaction.tariffs, transaction.settings cascade");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private static String tariff(String hour, int price) {
        return "{\"hour\":\"" + hour + "\",\"price\":" + price + "}";
    }

    private static String shown(String hour, int price) {
        return "{\"hour\":\"" + hour + "\",\"price\":" + price + ",\"currency\":\"SEK\"}";
    }

    private int reservedAt(@Nullable Integer ownPriceOre) {
        sessions.registry.ownPriceOre = ownPriceOre;
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        return http.post(ANNA, "/transactions", "{\"connectorID\":" + charger.connectorID() + "}")
                .object()
                .getInteger("pricePerKwh");
    }

    @Test
    void whatOperatorsSetEverybodyReads() {
        var set = http.put(ADMIN, "/tariffs", "[" + tariff(ELEVEN, 410) + "," + tariff(TEN, 290) + "]");

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.body()).isEqualTo("[" + shown(TEN, 290) + "," + shown(ELEVEN, 410) + "]");
        assertThat(http.asNobody("GET", "/tariffs").body()).isEqualTo(set.body());
        assertThat(http.asNobody("GET", "/tariffs/?from=1795341600&to=2026-11-22T12:00:00Z")
                        .body())
                .as("from 10:00, epoch seconds, to noon")
                .isEqualTo(set.body());
        assertThat(http.asNobody("GET", "/tariffs?from=2026-11-22T11:00:00Z").body())
                .isEqualTo("[" + shown(ELEVEN, 410) + "]");
        assertThat(http.asNobody("GET", "/tariffs?to=soon").refusal()).isEqualTo("400 invalidTo");
    }

    @Test
    void whatIsNotSaidIsTheNextDayFromTheHourThatRuns() {
        http.put(
                ADMIN,
                "/tariffs",
                "[" + tariff("2026-11-22T09:00:00Z", 1) + "," + tariff(TEN, 2) + "," + tariff("2026-11-23T09:00:00Z", 3)
                        + "," + tariff("2026-11-23T10:00:00Z", 4) + "]");
        sessions.clock.advance(Duration.ofMinutes(59));

        assertThat(http.asNobody("GET", "/tariffs").body())
                .isEqualTo("[" + shown(TEN, 2) + "," + shown("2026-11-23T09:00:00.000Z", 3) + "]");
    }

    @Test
    void allFaultsAreToldAndNothingIsSet() {
        var refused = http.put(
                ADMIN,
                "/tariffs",
                "[" + tariff(TEN, 290) + "," + tariff("2026-11-22T10:30:00Z", 1) + "," + tariff(ELEVEN, -1)
                        + ",{\"price\":1},{\"hour\":\"" + ELEVEN + "\"}]");

        assertThat(refused.refusal()).isEqualTo("400 invalidHour");
        assertThat(refused.object().getJsonArray("errors").stream()
                        .map(JsonObject.class::cast)
                        .map(fault -> fault.getString("pointer") + " " + fault.getString("code")))
                .containsExactly(
                        "/1/hour invalidHour", "/2/price invalidPrice", "/3/hour invalidHour", "/4/price invalidPrice");
        assertThat(http.asNobody("GET", "/tariffs").body()).isEqualTo("[]");
    }

    @Test
    void aThousandHoursAreSetAtOnceAndNoMore() {
        assertThat(http.put(ADMIN, "/tariffs", hours(1000)).array()).hasSize(1000);
        assertThat(http.put(ADMIN, "/tariffs", hours(1001)).refusal()).isEqualTo("400 invalidDataType");
        assertThat(http.put(ADMIN, "/tariffs", "[]").body()).isEqualTo("[]");
        assertThat(http.put(ANNA, "/tariffs", hours(1)).refusal()).isEqualTo("403 insufficientScope");
    }

    private static String hours(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> tariff(
                        Instant.parse("2026-11-22T00:00:00Z")
                                .plus(Duration.ofHours(i))
                                .toString(),
                        i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void aTariffIsTakenBack() {
        http.put(ADMIN, "/tariffs", "[" + tariff(TEN, 290) + "]");

        assertThat(http.delete(ADMIN, "/tariffs/2026-11-22T10:00:00Z").status()).isEqualTo(204);

        assertThat(http.delete(ADMIN, "/tariffs/2026-11-22T10:00:00Z").refusal())
                .isEqualTo("404 tariffNotFound");
        assertThat(http.delete(ADMIN, "/tariffs/today").refusal()).isEqualTo("400 invalidHour");
        assertThat(http.asNobody("GET", "/tariffs").body()).isEqualTo("[]");
    }

    @Test
    void theDefaultPriceIsTheConfiguredOneUntilItIsSet() {
        assertThat(http.asNobody("GET", "/tariffs/default").body()).isEqualTo("{\"price\":333,\"currency\":\"SEK\"}");

        assertThat(http.put(ADMIN, "/tariffs/default", "{\"price\":275}").body())
                .isEqualTo("{\"price\":275,\"currency\":\"SEK\"}");

        assertThat(http.asNobody("GET", "/tariffs/default").body()).isEqualTo("{\"price\":275,\"currency\":\"SEK\"}");
        assertThat(http.put(ADMIN, "/tariffs/default", "{\"price\":-1}").refusal())
                .isEqualTo("400 invalidPrice");
        assertThat(http.put(ADMIN, "/tariffs/default", "{}").refusal()).isEqualTo("400 invalidPrice");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"120, 290, 275, 120", "-, 290, 275, 290", "-, -, 275, 275", "-, -, -, 333", "0, 290, 275, 0"})
    void aSessionCostsThePointsPriceElseTheHoursElseTheDefault(
            @Nullable Integer ownPriceOre, @Nullable Integer tariff, @Nullable Integer defaultPrice, int price) {
        if (tariff != null) {
            http.put(ADMIN, "/tariffs", "[" + tariff(TEN, tariff) + "," + tariff(ELEVEN, 999) + "]");
        }
        if (defaultPrice != null) {
            http.put(ADMIN, "/tariffs/default", "{\"price\":" + defaultPrice + "}");
        }

        assertThat(reservedAt(ownPriceOre)).isEqualTo(price);
        assertThat(sessions.ask(TransactionEndpoints.GET_PRICE, new GetPrice(ownPriceOre))
                        .pricePerKwhOre())
                .as("what the charge point shows")
                .isEqualTo(price);
    }

    @Test
    void aSessionKeepsThePriceOfWhenItWasMade() {
        http.put(ADMIN, "/tariffs", "[" + tariff(TEN, 290) + "," + tariff(ELEVEN, 410) + "]");
        assertThat(reservedAt(null)).isEqualTo(290);

        http.put(ADMIN, "/tariffs", "[" + tariff(TEN, 1) + "]");
        sessions.clock.advance(Duration.ofHours(1));

        assertThat(http.get(ANNA, "/transactions/9999").object().getInteger("pricePerKwh"))
                .isEqualTo(290);
    }

    @Test
    void aSessionThatIsToldHoursLaterCostsWhatItDidWhenItBegan() {
        http.put(ADMIN, "/tariffs", "[" + tariff("2026-11-22T07:00:00Z", 150) + "," + tariff(TEN, 290) + "]");
        sessions.registry.ownPriceOre = null;
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);

        var begun = charger.start("tag", 0L, "2026-11-22T07:59:59Z");

        assertThat(http.get(ADMIN, "/transactions/" + begun.transactionID())
                        .object()
                        .getInteger("pricePerKwh"))
                .isEqualTo(150);
    }
}
