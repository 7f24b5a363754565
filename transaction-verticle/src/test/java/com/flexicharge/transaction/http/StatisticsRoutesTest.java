package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On 2026-11-22 at 10:00 UTC in all of them. */
@ExtendWith(TestDatabaseExtension.class)
class StatisticsRoutesTest {
    private static final int HERE = 320_001;
    private static final int THERE = 320_002;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final Http http;

    StatisticsRoutesTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        database.execute("truncate transaction.transactions cascade");
        sessions.registry.add(HERE, Protocol.OCPP_16);
        sessions.registry.add(THERE, Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aPersonSeesWhatEachDayBroughtAndDaysWithoutSessionsToo() {
        ended("anna", HERE, "2026-11-01T08:00:00Z", 3600, 5_000, 1_665);
        ended("anna", THERE, "2026-11-01T23:59:59Z", 60, 1_000, 333);
        ended("anna", HERE, "2026-11-03T00:00:00Z", 10, 7, 2);
        ended("anna", HERE, "2026-11-04T00:00:00Z", 10, 100, 33);
        ended("bert", HERE, "2026-11-01T09:00:00Z", 10, 9_000, 2_997);

        var answer = http.get(ANNA, "/statistics/users/anna?from=2026-11-01&to=2026-11-04");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"from\":\"2026-11-01T00:00:00.000Z\",\"to\":\"2026-11-04T00:00:00.000Z\",\"zone\":\"UTC\","
                                + "\"totals\":{\"sessions\":3,\"energyWh\":6007,\"price\":2000,\"durationS\":3670},\"days\":["
                                + "{\"date\":\"2026-11-01\",\"sessions\":2,\"energyWh\":6000,\"price\":1998,\"durationS\":3660},"
                                + "{\"date\":\"2026-11-02\",\"sessions\":0,\"energyWh\":0,\"price\":0,\"durationS\":0},"
                                + "{\"date\":\"2026-11-03\",\"sessions\":1,\"energyWh\":7,\"price\":2,\"durationS\":10}]}");
    }

    @Test
    void aChargersDaysAreWholeForAdminsAndOwnForOthers() {
        ended("anna", HERE, "2026-11-22T08:00:00Z", 60, 1_000, 333);
        ended("bert", HERE, "2026-11-22T08:30:00Z", 60, 2_000, 666);
        ended(null, HERE, "2026-11-22T09:00:00Z", 60, 4_000, 1_332);
        ended("anna", THERE, "2026-11-22T09:30:00Z", 60, 8_000, 2_664);

        assertThat(energy(ADMIN, "/statistics/chargers/" + HERE)).isEqualTo(7_000);
        assertThat(energy(ANNA, "/statistics/chargers/" + HERE)).isEqualTo(1_000);
        assertThat(energy(BERT, "/statistics/chargers/" + THERE)).isZero();
        assertThat(energy(ADMIN, "/statistics")).isEqualTo(15_000);
        assertThat(energy(ADMIN, "/statistics/users/bert")).isEqualTo(2_000);
    }

    @Test
    void onlyWhatIsOverCountsAndNothingOfTheSelfTest() {
        ended("anna", HERE, "2026-11-22T08:00:00Z", 60, 1_000, 333);
        ended("anna", HERE, "2026-11-22T08:00:00Z", 60, 2_000, 333);
        ended("anna", HERE, "2026-11-22T08:00:00Z", 60, 4_000, 333);
        database.execute("update transaction.transactions set state = 'expired' where energy_wh = 2000");
        database.execute("update transaction.transactions set hidden = true where energy_wh = 4000");

        assertThat(energy(ANNA, "/statistics/users/anna")).isEqualTo(1_000);
    }

    @Test
    void withoutAPeriodItIsTodayAndThe29DaysBefore() {
        var days = http.get(ANNA, "/statistics/users/anna").object().getJsonArray("days");

        assertThat(days).hasSize(30);
        assertThat(days.getJsonObject(0).getString("date")).isEqualTo("2026-10-24");
        assertThat(days.getJsonObject(29).getString("date")).isEqualTo("2026-11-22");
    }

    @Test
    void theDaysAreThoseOfTheZoneAlsoWhenTheClocksAreSetBack() {
        ended("anna", HERE, "2026-10-24T21:59:59Z", 60, 1, 0);
        ended("anna", HERE, "2026-10-24T22:00:00Z", 60, 10, 0);
        ended("anna", HERE, "2026-10-25T22:59:59Z", 60, 100, 0);
        ended("anna", HERE, "2026-10-25T23:00:00Z", 60, 1000, 0);

        var found = http.get(ANNA, "/statistics/users/anna?zone=Europe/Stockholm&from=2026-10-24&to=2026-10-27")
                .object();

        assertThat(found.getString("zone")).isEqualTo("Europe/Stockholm");
        assertThat(found.getString("from")).isEqualTo("2026-10-23T22:00:00.000Z");
        assertThat(found.getString("to")).isEqualTo("2026-10-26T23:00:00.000Z");
        assertThat(found.getJsonArray("days").stream()
                        .map(JsonObject.class::cast)
                        .map(day -> day.getInteger("energyWh"))
                        .toList())
                .isEqualTo(List.of(1, 110, 1000));
    }

    @Test
    void aPeriodThatBeginsWithinADayHasOnlyItsPartOfThatDay() {
        ended("anna", HERE, "2026-11-01T08:00:00Z", 60, 1, 0);
        ended("anna", HERE, "2026-11-01T12:00:00Z", 60, 10, 0);
        ended("anna", HERE, "2026-11-02T12:00:00Z", 60, 100, 0);

        assertThat(energy(ANNA, "/statistics/users/anna?from=1793534400&to=2026-11-02T12:00:00Z"))
                .isEqualTo(10);
    }

    @Test
    void fourHundredDaysAreGivenAndOneMoreIsNot() {
        var most = http.get(ANNA, "/statistics/users/anna?from=2025-01-01&to=2026-02-05");

        assertThat(most.object().getJsonArray("days")).hasSize(400);
        assertThat(http.get(ANNA, "/statistics/users/anna?from=2025-01-01&to=2026-02-06")
                        .refusal())
                .isEqualTo("400 invalidTo");
    }

    @ParameterizedTest(name = "GET {0} is {1}")
    @CsvSource({
        "/statistics/users/bert, 403 notOwner",
        "/statistics, 403 insufficientScope",
        "/statistics/chargers/1, 404 chargerNotFound",
        "/statistics/chargers/x, 400 invalidConnectorID",
        "/statistics/users/anna?zone=Mars/Base, 400 invalidZone",
        "/statistics/users/anna?from=yesterday, 400 invalidFrom",
        "/statistics/users/anna?from=2026-11-02&to=2026-11-02, 400 invalidTo",
        "/statistics/users/anna?from=2026-12-02, 400 invalidTo"
    })
    void whatDoesNotFitIsSaid(String path, String refusal) {
        assertThat(http.get(ANNA, path).refusal()).isEqualTo(refusal);
        assertThat(http.asNobody("GET", path).status()).isEqualTo(401);
    }

    private int energy(Caller caller, String path) {
        return http.get(caller, path).object().getJsonObject("totals").getInteger("energyWh");
    }

    private void ended(
            @Nullable String userID, int connectorID, String startAt, int seconds, int energyWh, int priceOre) {
        database.execute("""
                insert into transaction.transactions (state, user_id, connector_id, connector, serial_number,
                    charge_point_id, charge_point_name, address, start_at, stop_at, energy_wh, price_ore,
                    price_per_kwh_ore, created_at, updated_at)
                values ('ended', %s, %d, 1, 'abc', 1, 'Place', '', '%s', timestamptz '%s' + interval '%d seconds', %d, %d,
                    333, now(), now())""".formatted(
                        userID == null ? "null" : "'" + userID + "'",
                        connectorID,
                        startAt,
                        startAt,
                        seconds,
                        energyWh,
                        priceOre));
    }
}
