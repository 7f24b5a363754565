package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.RunningSessions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(TestDatabaseExtension.class)
class TransactionCsvTest {
    private static final int HERE = 330_001;
    private static final String HEADER = "transactionID,state,connectorID,connector,serialNumber,chargePointID,"
            + "chargePointName,address,userID,idTag,startAt,endAt,meterStart,meterStop,energyWh,pricePerKwh,price,"
            + "currency,stopReason,suspect,estimated,paymentMethod,isPaid,paymentID\r\n";

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final Http http;

    TransactionCsvTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        database.execute("truncate transaction.transactions restart identity cascade");
        sessions.registry.add(HERE, Protocol.OCPP_16);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void aPersonTakesTheirHistoryAwayAsAFile() {
        rows(1, "anna");
        rows(1, "bert");

        var answer = http.get(ANNA, "/transactions?format=csv");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8; header=present");
        assertThat(answer.header("content-disposition")).isEqualTo("attachment; filename=\"transactions.csv\"");
        assertThat(answer.header("vary")).contains("Accept");
        assertThat(answer.header("etag")).isNotEmpty();
        assertThat(answer.body())
                .isEqualTo(
                        HEADER
                                + "10000,\"ended\",330001,1,\"abc\",7,\"Jönköping\",\"\",\"anna\",\"TAG\",\"2026-11-01T08:00:00Z\","
                                + "\"2026-11-01T09:00:00Z\",100,1100,1000,333,333,\"SEK\",\"Local\",false,false,\"invoice\",true,\r\n");
    }

    @Test
    void withoutSessionsThereIsAHeaderOnly() {
        assertThat(http.get(ANNA, "/transactions?format=csv").body()).isEqualTo(HEADER);
    }

    @Test
    void whatWouldBeAFormulaIsTextAndWhatHoldsACommaIsQuoted() {
        rows(1, "anna");
        database.execute(
                "update transaction.transactions set serial_number = '=1+1', charge_point_name = '@SUM(A1)',"
                        + " address = '-2 Street, \"Home\"', id_tag = '+46701', stop_reason = E'\\tTab', payment_id = E'a\\nb'");

        var line = http.get(ANNA, "/transactions?format=csv").body().substring(HEADER.length());

        assertThat(line)
                .contains("\"'=1+1\",7,\"'@SUM(A1)\",\"'-2 Street, \"\"Home\"\"\",\"anna\",\"'+46701\",")
                .contains(",\"'\tTab\",")
                .endsWith(",\"a\nb\"\r\n");
    }

    @ParameterizedTest(name = "Accept: {0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | text/csv; charset=utf-8; header=present",
                "text/csv;q=0.9, application/json;q=0.1 | text/csv; charset=utf-8; header=present",
                "TEXT/CSV, */* | text/csv; charset=utf-8; header=present",
                "application/json, text/csv | application/json; charset=utf-8",
                "*/* | application/json; charset=utf-8",
                "text/html | application/json; charset=utf-8"
            })
    void theClientSaysWhatItTakes(String accept, String contentType) {
        for (var path : List.of(
                "/transaction", "/transactions/userTransactions/anna", "/transactions/chargerTransactions/" + HERE)) {
            var answer = http.send(ANNA, "GET", path, null, Map.of("Accept", accept));

            assertThat(answer.header("content-type")).isEqualTo(contentType);
            assertThat(answer.header("vary")).contains("Accept");
        }
        assertThat(http.send(ANNA, "GET", "/transactions?format=json", null, Map.of("Accept", "text/csv"))
                        .body())
                .isEqualTo("[]");
    }

    @Test
    void filtersAndRightsAreThoseOfTheList() {
        rows(2, "anna");
        rows(1, "bert");

        assertThat(ids("/transactions?format=csv&id=10001")).containsExactly(10001);
        assertThat(ids("/transactions?format=csv&userID=anna&order=asc")).containsExactly(10000, 10001);
        assertThat(ids("/transactions/userTransactions/bert?format=csv")).containsExactly(10002);
        assertThat(http.get(ANNA, "/transactions?format=csv&userID=bert").refusal())
                .isEqualTo("403 notOwner");
        assertThat(http.get(ANNA, "/transactions/userTransactions/bert?format=csv")
                        .refusal())
                .isEqualTo("403 notOwner");
    }

    @Test
    void tenThousandRowsAreAFileAndTheRestIsTheNext() {
        rows(10_003, "anna");

        var first = http.get(ANNA, "/transactions/userTransactions/anna?format=csv");
        var next = first.header("link").replaceAll("^<([^>]*)>.*$", "$1");

        assertThat(first.body().lines()).hasSize(10_001);
        assertThat(next).contains("format=csv");
        assertThat(ids(next)).containsExactly(20_000, 20_001, 20_002);
        assertThat(http.get(ANNA, next).header("link")).isEmpty();
    }

    @Test
    void aLimitMayLieAnywhereUpToThat() {
        rows(1_001, "anna");

        for (var limit : new int[] {1, 499, 500, 501, 1_000}) {
            var answer = http.get(ANNA, "/transactions?format=csv&limit=" + limit);
            assertThat(answer.body().lines()).hasSize(limit + 1);
            assertThat(answer.header("link")).isNotEmpty();
        }
        assertThat(http.get(ANNA, "/transactions?format=csv&limit=1001").header("link"))
                .isEmpty();
        assertThat(http.get(ANNA, "/transactions?format=csv&limit=10001").refusal())
                .isEqualTo("400 invalidLimit");
        assertThat(http.get(ANNA, "/transactions?limit=501").refusal()).isEqualTo("400 invalidLimit");
        assertThat(http.get(ANNA, "/transactions?format=xml").refusal()).isEqualTo("400 invalidFormat");
    }

    private List<Integer> ids(String path) {
        var answer = http.get(ADMIN, path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                .lines()
                .skip(1)
                .map(line -> Integer.parseInt(line.substring(0, line.indexOf(','))))
                .toList();
    }

    private void rows(int count, String userID) {
        database.execute("""
                insert into transaction.transactions (state, user_id, id_tag, id_tag_key, connector_id, connector,
                    serial_number, charge_point_id, charge_point_name, address, start_at, start_received_at, stop_at,
                    meter_start, meter_stop, energy_wh, price_ore, price_per_kwh_ore, stop_reason, payment_method, is_paid,
                    created_at, updated_at)
                select 'ended', '%s', 'TAG', 'tag', %d, 1, 'abc', 7, 'Jönköping', '', timestamptz '2026-11-01T08:00:00Z',
                    now(), timestamptz '2026-11-01T09:00:00Z', 100, 1100, 1000, 333, 333, 'Local', 'invoice', true, now(), now()
                from generate_series(1, %d)""".formatted(userID, HERE, count));
    }
}
