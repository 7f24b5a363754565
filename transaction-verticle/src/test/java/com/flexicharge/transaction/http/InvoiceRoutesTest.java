package com.flexicharge.transaction.http;

import static com.flexicharge.transaction.RunningSessions.ADMIN;
import static com.flexicharge.transaction.RunningSessions.ANNA;
import static com.flexicharge.transaction.RunningSessions.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import com.flexicharge.transaction.ChargerReports;
import com.flexicharge.transaction.RunningSessions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people owe for a month. It begins on the 22nd of November 2026; a kWh costs 2.50. */
@ExtendWith(TestDatabaseExtension.class)
class InvoiceRoutesTest {
    private static int nextCharger = 490_000;

    private final TestDatabase database;
    private final RunningSessions sessions;
    private final Http http;

    InvoiceRoutesTest(TestDatabase database) {
        this.database = database;
        this.sessions = RunningSessions.start(database);
        this.http = new Http(sessions);
        database.execute("truncate transaction.transactions, transaction.invoices cascade");
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    /** @return the session's number */
    private int charged(Caller who, long energyWh) {
        var charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        int id = http.post(who, "/transactions", "{\"connectorID\":" + charger.connectorID() + "}")
                .id();
        http.put(who, "/transactions/start/" + id, null);
        charger.start(tagOf(id), 0L);
        charger.stop((long) id, null, energyWh);
        return id;
    }

    private String tagOf(int transactionID) {
        return database.rows("select id_tag from transaction.transactions where transaction_id = " + transactionID)
                .get(0);
    }

    private Http.Answer make(String body) {
        return http.post(ADMIN, "/invoices", body);
    }

    private JsonObject only(@Nullable Caller who, String path) {
        var list = http.get(who == null ? ADMIN : who, path).array();
        assertThat(list).as(list.encode()).hasSize(1);
        return list.getJsonObject(0);
    }

    private static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new AssertionError("No PDF", e);
        }
    }

    @Test
    void aMonthsSessionsAreOnOneInvoiceWhoseTotalIsTheirSum() {
        charged(ANNA, 5000);
        charged(ANNA, 1234);
        charged(BERT, 800);

        var made = make("{\"userID\":\"anna\",\"month\":\"2026-11\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.object().getInteger("created")).isEqualTo(1);
        var invoice = only(ANNA, "/invoices/users/anna");
        assertThat(invoice.getString("invoiceID"))
                .startsWith("inv_")
                .isEqualTo(made.object().getString("resourceID"));
        assertThat(invoice.getString("email")).isEqualTo("anna@example.org");
        assertThat(invoice.getString("date")).isEqualTo("2026-11");
        assertThat(invoice.getInteger("totalSum")).isEqualTo(1250 + 309);
        assertThat(invoice.getString("status")).isEqualTo("unpaid");
        assertThat(invoice.getString("dueDate")).isEqualTo("2026-12-22T00:00:00.000Z");
        assertThat(database.rows("select sum(price_ore) from transaction.transactions where user_id = 'anna'"))
                .containsExactly("1559");
    }

    @Test
    void asOftenAsItIsAskedForThereIsOneInvoiceAndLateSessionsJoinIt() {
        charged(ANNA, 1000);
        var first = make("{\"userID\":\"anna\",\"month\":\"2026-11\"}").object();
        var second = make("{\"userID\":\"anna\",\"month\":\"2026-11\"}").object();
        assertThat(second.getInteger("created")).isZero();
        assertThat(second.getString("resourceID")).isEqualTo(first.getString("resourceID"));

        charged(ANNA, 2000);
        make("{\"month\":\"2026-11\"}");

        assertThat(only(null, "/invoices").getInteger("totalSum")).isEqualTo(250 + 500);
    }

    @Test
    void whatComesAfterAMonthWasPaidGoesOnALaterInvoiceOnce() {
        charged(ANNA, 1000);
        make("{\"month\":\"2026-11\"}");
        var november = only(null, "/invoices").getString("invoiceID");
        http.put(ADMIN, "/invoices/" + november, "{\"status\":\"paid\"}");
        charged(ANNA, 2000);
        make("{\"month\":\"2026-11\"}");
        assertThat(only(null, "/invoices").getInteger("totalSum")).isEqualTo(250);

        sessions.clock.set(Instant.parse("2026-12-05T10:00:00Z"));
        charged(ANNA, 4000);
        make("{\"month\":\"2026-12\"}");
        make("{\"month\":\"2026-12\"}");

        assertThat(http.get(ADMIN, "/invoices?year=2026&month=12")
                        .array()
                        .getJsonObject(0)
                        .getInteger("totalSum"))
                .isEqualTo(500 + 1000);
        assertThat(database.rows("select count(*), count(distinct transaction_id) from transaction.invoice_lines"))
                .containsExactly("3|3");
    }

    @Test
    void invoicesAreMadeByThemselvesWhenTheMonthIsOver() {
        charged(ANNA, 1000);
        charged(BERT, 2000);
        sweep();
        assertThat(http.get(ADMIN, "/invoices").array()).isEmpty();

        sessions.clock.set(Instant.parse("2026-12-01T00:30:00Z"));
        sweep();
        sweep();

        assertThat(http.get(ADMIN, "/invoices?order=asc").array().stream()
                        .map(JsonObject.class::cast)
                        .map(one -> one.getString("userID") + " " + one.getInteger("totalSum")))
                .containsExactly("anna 250", "bert 500");
    }

    @Test
    void whatANeighbourCannotTellIsTriedAgainAndNothingIsLost() {
        charged(ANNA, 1000);
        sessions.accounts.away = true;
        assertThat(make("{\"month\":\"2026-11\"}").refusal()).isEqualTo("503 dbError");
        assertThat(http.get(ADMIN, "/invoices").array()).isEmpty();

        sessions.accounts.away = false;

        assertThat(make("{\"month\":\"2026-11\"}").object().getInteger("created"))
                .isEqualTo(1);
    }

    @Test
    void anUnpaidInvoiceFollowsItsSessions() {
        int id = charged(ANNA, 1000);
        make("{\"month\":\"2026-11\"}");
        database.execute(
                "update transaction.transactions set energy_wh = 3000, price_ore = 750 where transaction_id = " + id);

        sweep();

        assertThat(only(null, "/invoices").getInteger("totalSum")).isEqualTo(750);
    }

    @Test
    void whatWasPaidByCardIsShownAndNotOwed() {
        int card = charged(ANNA, 1000);
        charged(ANNA, 2000);
        http.put(ADMIN, "/transactions/" + card + "/payment", "{\"paymentID\":\"order-1\"}");

        make("{\"month\":\"2026-11\"}");

        var invoice = only(null, "/invoices?status=unpaid");
        assertThat(invoice.getInteger("totalSum")).isEqualTo(750);
        assertThat(invoice.getInteger("paidSum")).isEqualTo(250);
    }

    @Test
    void anOperatorSettlesAnInvoiceAndTakesItBack() {
        int card = charged(ANNA, 1000);
        http.put(ADMIN, "/transactions/" + card + "/payment", "{\"paymentID\":\"order-1\"}");
        int other = charged(ANNA, 2000);
        make("{\"month\":\"2026-11\"}");
        var id = only(null, "/invoices").getString("invoiceID");

        var paid = http.put(ADMIN, "/invoices/" + id, "{\"status\":\"paid\"}");

        assertThat(paid.object().getString("status")).isEqualTo("paid");
        assertThat(http.get(ANNA, "/transactions/" + other).object().getString("paymentID"))
                .isEqualTo(id);
        assertThat(http.get(ADMIN, "/invoices?status=unpaid").array()).isEmpty();
        assertThat(http.get(ADMIN, "/transactions/" + other + "/trail").body()).contains("invoicePaid", "boss");

        assertThat(http.put(ADMIN, "/invoices/" + id, "{\"status\":\"unpaid\"}")
                        .object()
                        .getInteger("paidSum"))
                .isEqualTo(250);
        assertThat(http.get(ANNA, "/transactions/" + other).object().getBoolean("isPaid"))
                .isFalse();
        assertThat(http.get(ANNA, "/transactions/" + card).object().getBoolean("isPaid"))
                .isTrue();
        assertThat(http.put(ADMIN, "/invoices/inv_none", "{\"status\":\"paid\"}")
                        .refusal())
                .isEqualTo("404 invoiceNotFound");
        assertThat(http.put(ADMIN, "/invoices/" + id, "{\"status\":\"half\"}").refusal())
                .isEqualTo("400 invalidStatus");
        assertThat(http.put(ADMIN, "/invoices/" + id, "{}").refusal()).isEqualTo("400 invalidStatus");
        assertThat(http.put(ANNA, "/invoices/" + id, "{\"status\":\"paid\"}").refusal())
                .isEqualTo("403 insufficientScope");
    }

    @Test
    void theDocumentSaysWhatTheInvoiceSays() {
        charged(ANNA, 5000);
        charged(ANNA, 1234);
        make("{\"month\":\"2026-11\"}");
        var invoice = only(ANNA, "/invoices/users/anna");

        var document = http.document(ANNA, "/invoices/" + invoice.getString("invoiceID"));

        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("content-type")).contains("application/pdf");
        assertThat(document.headers().firstValue("content-disposition").orElse(""))
                .isEqualTo("inline; filename=\"flexicharge-2026-11-" + invoice.getLong("invoiceNo") + ".pdf\"");
        assertThat(text(document.body()))
                .contains("Invoice " + invoice.getLong("invoiceNo"))
                .contains("anna@example.org")
                .contains("Jönköping University, Gjuterigatan 5")
                .contains("5.000")
                .contains("1.234")
                .contains("Total")
                .contains("15.59 SEK");
    }

    @Test
    void aLongInvoiceGoesOnWithTheHeadOfItsTable() throws IOException {
        for (int i = 0; i < 60; i++) {
            database.execute("""
                    insert into transaction.transactions (state, user_id, connector_id, connector, serial_number, charge_point_id,
                        charge_point_name, address, start_at, stop_at, energy_wh, price_per_kwh_ore, price_ore, created_at, updated_at)
                    values ('ended', 'anna', 1, 1, 'x', 1, 'Łódź 充电 %s', '', now(), '2026-11-20T10:00:00Z', 1000, 250, 250, now(), now())""".formatted("very long name ".repeat(10)));
        }
        make("{\"month\":\"2026-11\"}");

        var pdf = http.document(ADMIN, "/invoices/" + only(null, "/invoices").getString("invoiceID"))
                .body();

        try (var document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(text(pdf).split("SEK/kWh", -1)).hasSize(3);
        assertThat(text(pdf)).contains("150.00 SEK");
    }

    @Test
    void theLinkOpensThisInvoiceForAQuarterOfAnHourWithoutAToken() {
        charged(ANNA, 1000);
        charged(BERT, 1000);
        make("{\"month\":\"2026-11\"}");
        var url = only(null, "/invoices/users/anna").getString("invoiceURL");
        assertThat(url).startsWith("http://localhost:8080/invoices/inv_");
        var path = url.substring("http://localhost:8080".length());
        var berts = only(null, "/invoices/users/bert").getString("invoiceID");

        assertThat(http.asNobody("GET", path).status()).isEqualTo(200);
        assertThat(http.asNobody("GET", path.replaceFirst("inv_[^?]+", berts)).refusal())
                .isEqualTo("401 unauthorizedError");
        assertThat(http.asNobody("GET", path.replaceFirst("token=\\d", "token=9"))
                        .refusal())
                .isEqualTo("401 unauthorizedError");
        sessions.clock.advance(Duration.ofMinutes(15));
        assertThat(http.asNobody("GET", path).refusal()).isEqualTo("401 unauthorizedError");
    }

    @Test
    void ownInvoicesOnly() {
        charged(ANNA, 1000);
        make("{\"month\":\"2026-11\"}");
        var path = "/invoices/" + only(null, "/invoices").getString("invoiceID");

        assertThat(http.get(BERT, path).refusal()).isEqualTo("403 notOwner");
        assertThat(http.asNobody("GET", path).refusal()).isEqualTo("401 unauthorizedError");
        assertThat(http.asNobody("GET", path + "?token=" + sessions.token(BERT)).refusal())
                .isEqualTo("403 notOwner");
        assertThat(http.asNobody("GET", path + "?access_token=" + sessions.token(ANNA))
                        .status())
                .isEqualTo(200);
        assertThat(http.get(BERT, "/invoices/users/anna").refusal()).isEqualTo("403 notOwner");
        assertThat(http.get(ANNA, "/invoices").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.get(ANNA, "/invoices/users").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.get(ANNA, "/invoices/anna").refusal()).isEqualTo("403 insufficientScope");
        assertThat(http.asNobody("GET", "/invoices/anna").refusal()).isEqualTo("401 unauthorizedError");
        assertThat(http.get(ADMIN, "/invoices/inv_none").refusal()).isEqualTo("404 invoiceNotFound");
    }

    @Test
    void operatorsFindInvoicesByPersonMonthAndStatus() {
        charged(ANNA, 1000);
        charged(BERT, 1000);
        make("{\"month\":\"2026-11\"}");

        assertThat(only(null, "/invoices/NNA@exam").getString("userID")).isEqualTo("anna");
        assertThat(only(null, "/invoices/bert").getString("userID")).isEqualTo("bert");
        assertThat(http.get(ADMIN, "/invoices/%25").array()).isEmpty();
        assertThat(http.get(ADMIN, "/invoices/?year=2026&month=11&status=all").array())
                .hasSize(2);
        assertThat(http.get(ADMIN, "/invoices?month=11").array()).hasSize(2);
        assertThat(http.get(ADMIN, "/invoices?year=2025").array()).isEmpty();
        assertThat(http.get(ADMIN, "/invoices?status=paid").array()).isEmpty();
        var people =
                http.get(ADMIN, "/invoices/users?date=2026-11&status=unpaid").array();
        assertThat(people.stream().map(JsonObject.class::cast).map(one -> one.getString("email")))
                .containsExactlyInAnyOrder("anna@example.org", "bert@example.org");
        assertThat(people.getJsonObject(0).getJsonArray("invoices")).hasSize(1);
        var page = http.get(ADMIN, "/invoices?limit=1");
        assertThat(page.header("link")).contains("cursor=").contains("rel=\"next\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/invoices?month=13|400 invalidDateFormat",
                "/invoices?year=next|400 invalidDateFormat",
                "/invoices?status=due|400 invalidStatus",
                "/invoices/users?date=2026-13|400 invalidDateFormat"
            })
    void badQuestionsAreRefused(String path, String refusal) {
        assertThat(http.get(ADMIN, path).refusal()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|400 invalidDateFormat",
                "{\"month\":\"11/2026\"}|400 invalidDateFormat",
                "{\"dateStart\":\"2026-11-01\",\"dateEnd\":\"2026-11-30\"}|400 invalidUserID",
                "{\"userID\":\"anna\",\"dateStart\":\"2026-11-31\",\"dateEnd\":\"2026-12-01\"}|400 invalidDateFormat",
                "{\"userID\":\"anna\",\"dateStart\":\"2026-12-01\",\"dateEnd\":\"2026-11-01\"}|400 invalidDateFormat"
            })
    void badOrdersAreRefused(String body, String refusal) {
        assertThat(make(body).refusal()).isEqualTo(refusal);
    }

    @Test
    void aRangeOfDaysMakesTheInvoicesOfItsMonths() {
        charged(ANNA, 1000);
        sessions.clock.set(Instant.parse("2026-12-05T10:00:00Z"));
        charged(ANNA, 2000);

        var made = make("{\"userID\":\"anna\",\"dateStart\":\"2026-11-15\",\"dateEnd\":\"2026-12-15\"}");

        assertThat(made.object().getInteger("created")).isEqualTo(2);
        assertThat(http.get(ANNA, "/invoices/users/anna").array().stream()
                        .map(JsonObject.class::cast)
                        .map(one -> one.getString("date"))
                        .toList())
                .isEqualTo(List.of("2026-12", "2026-11"));
    }

    @Test
    void aSessionThatIsOverHasAReceipt() {
        int id = charged(ANNA, 5000);

        var receipt = http.document(ANNA, "/transactions/" + id + "/receipt");

        assertThat(receipt.statusCode()).isEqualTo(200);
        assertThat(text(receipt.body()))
                .contains("Receipt for session " + id)
                .contains("5.000")
                .contains("12.50 SEK");
        assertThat(http.get(BERT, "/transactions/" + id + "/receipt").refusal()).isEqualTo("403 notOwner");
        var charger = new ChargerReports(sessions, nextCharger++, Protocol.OCPP_16);
        sessions.registry.add(charger.connectorID(), Protocol.OCPP_16);
        int open = http.post(ANNA, "/transactions", "{\"connectorID\":" + charger.connectorID() + "}")
                .id();
        assertThat(http.get(ANNA, "/transactions/" + open + "/receipt").refusal())
                .isEqualTo("409 transactionOpen");
    }

    private void sweep() {
        sessions.sweepInvoices();
    }
}
