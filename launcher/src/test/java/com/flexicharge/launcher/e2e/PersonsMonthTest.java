package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A person's month: an account, five charges at chargers of both kinds, and the bill. */
@ExtendWith(RunningServerExtension.class)
class PersonsMonthTest {
    @SuppressWarnings("NullAway.Init")
    static RunningServer server;

    @BeforeAll
    static void start(RunningServer running) {
        server = running;
    }

    @Test
    void fromSignUpToAPaidInvoiceWhoseTotalIsTheSumOfTheSessions() throws Exception {
        var anna = Person.signUp(server, "anna@example.org");
        server.put("/tariffs/default", server.adminToken(), "{\"price\":275}");

        long sum = 0;
        try (var flexiCharge = new FlexiChargeFirmware(server, "abc118");
                var strict = new StrictCharger(server, "abc116")) {
            flexiCharge.boot();
            flexiCharge.status("Available");
            strict.boot();
            strict.status(1, "Available");
            for (var meterStop : new int[] {5000, 1234, 77}) {
                sum += chargedAt(flexiCharge, anna, meterStop);
            }
            sum += chargedAt(strict, anna, 100, 20_001);
            sum += chargedAt(strict, anna, 20_101, 999);
        }
        assertThat(sum).isEqualTo(1375 + 339 + 21 + 5500 + 275);

        var history = server.get("/transactions/userTransactions/" + anna.userID(), anna.token());
        assertThat(history.body()).hasSize(5);
        var month = YearMonth.now(ZoneOffset.UTC).toString();
        var made = server.post("/invoices", server.adminToken(), "{\"month\":\"" + month + "\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().get("created").asInt()).isEqualTo(1);

        var invoice = only(
                server.get("/invoices/users/" + anna.userID(), anna.token()).body());
        assertThat(invoice.get("totalSum").asLong()).isEqualTo(sum);
        assertThat(invoice.get("email").asText()).isEqualTo("anna@example.org");
        assertThat(invoice.get("status").asText()).isEqualTo("unpaid");
        assertThat(text(download(invoice.get("invoiceURL").asText())))
                .contains("(anna@example.org)")
                .contains("(" + BigDecimal.valueOf(sum, 2) + " SEK)");

        server.put("/invoices/" + invoice.get("invoiceID").asText(), server.adminToken(), "{\"status\":\"paid\"}");

        assertThat(only(server.get("/invoices/users/" + anna.userID() + "?status=paid", anna.token())
                                .body())
                        .get("paidSum")
                        .asLong())
                .isEqualTo(sum);
        assertThat(server.get("/transactions?isPaid=true", anna.token()).body()).hasSize(5);
        var statistics =
                server.get("/statistics/users/" + anna.userID(), anna.token()).body();
        assertThat(statistics.get("totals").get("sessions").asInt()).isEqualTo(5);
        assertThat(statistics.get("totals").get("price").asLong()).isEqualTo(sum);
    }

    /** @return the price, öre */
    private static long chargedAt(FlexiChargeFirmware charger, Person person, int meterStop) {
        int id = reserved(person, 100008, () -> charger.accept(charger.serverCall("ReserveNow")));
        var started = ask(() -> server.put("/transactions/start/" + id, person.token(), ""));
        charger.accept(charger.serverCall("RemoteStartTransaction"));
        charger.startTransaction("0");
        assertThat(started.join().body().get("state").asText()).isEqualTo("active");
        var stopped = ask(() -> server.put("/transactions/stop/" + id, person.token(), ""));
        charger.accept(charger.serverCall("RemoteStopTransaction"));
        charger.stopTransaction(Integer.toString(meterStop), "Remote");
        return price(stopped.join(), meterStop);
    }

    private static long chargedAt(StrictCharger charger, Person person, int meterStart, int energyWh) {
        int id = reserved(person, 100006, () -> charger.accept(charger.expect("ReserveNow", "\\{.*}")));
        var tag = server.get("/transactions/" + id, person.token())
                .body()
                .get("idTag")
                .asText();
        var started = ask(() -> server.put("/transactions/start/" + id, person.token(), ""));
        charger.accept(charger.expect("RemoteStartTransaction", "\\{.*}"));
        charger.start("{\"connectorId\":1,\"idTag\":\"" + tag + "\",\"meterStart\":" + meterStart + ",\"timestamp\":\""
                + StrictCharger.now() + "\"}");
        assertThat(started.join().body().get("state").asText()).isEqualTo("active");
        var stopped = ask(() -> server.put("/transactions/stop/" + id, person.token(), ""));
        charger.accept(charger.expect("RemoteStopTransaction", "\\{.*}"));
        charger.call(
                "StopTransaction",
                "{\"transactionId\":" + id + ",\"meterStop\":" + (meterStart + energyWh) + ",\"timestamp\":\""
                        + StrictCharger.now() + "\"}");
        return price(stopped.join(), energyWh);
    }

    private static int reserved(Person person, int connectorID, Runnable charger) {
        var posted = ask(() -> server.post(
                "/transactions", person.token(), "{\"connectorID\":" + connectorID + ",\"paymentType\":\"invoice\"}"));
        charger.run();
        assertThat(posted.join().status()).isEqualTo(201);
        return posted.join().body().get("transactionID").asInt();
    }

    private static long price(RunningServer.Answer stopped, int energyWh) {
        assertThat(stopped.body().get("state").asText()).isEqualTo("ended");
        assertThat(stopped.body().get("energyWh").asInt()).isEqualTo(energyWh);
        return stopped.body().get("price").asLong();
    }

    private static CompletableFuture<RunningServer.Answer> ask(Supplier<RunningServer.Answer> work) {
        return CompletableFuture.supplyAsync(work);
    }

    private static JsonNode only(JsonNode list) {
        assertThat(list).hasSize(1);
        return list.get(0);
    }

    /** As a browser opens it in a new tab, without a header. */
    private static byte[] download(String url) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/pdf");
        return answer.body();
    }

    /** What the pages of a PDF draw, unpacked. */
    private static String text(byte[] pdf) throws DataFormatException {
        var file = new String(pdf, StandardCharsets.ISO_8859_1);
        var pages = new ArrayList<String>();
        for (int at = file.indexOf("stream\r\n"); at >= 0; at = file.indexOf("stream\r\n", at + 1)) {
            if (!file.startsWith("end", at - 3)) {
                pages.add(inflated(pdf, at + "stream\r\n".length()));
            }
        }
        return String.join("\n", pages);
    }

    private static String inflated(byte[] pdf, int from) throws DataFormatException {
        var inflater = new Inflater();
        inflater.setInput(pdf, from, pdf.length - from);
        var all = new ByteArrayOutputStream();
        var part = new byte[4096];
        int count = inflater.inflate(part);
        while (count > 0) {
            all.write(part, 0, count);
            count = inflater.inflate(part);
        }
        inflater.end();
        return all.toString(StandardCharsets.ISO_8859_1);
    }
}
