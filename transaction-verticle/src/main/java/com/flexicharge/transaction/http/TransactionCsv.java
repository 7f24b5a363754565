package com.flexicharge.transaction.http;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.flexicharge.shared.contract.transaction.Transaction;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Transactions as CSV (RFC 4180) in UTF-8. What begins like a formula gets an apostrophe before it: names and tags are written by
 * others than who opens the file.
 */
final class TransactionCsv {
    private static final String LINE_END = "\r\n";
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n";

    /** Its own look for what needs quoting passes over a lone line feed where lines end with two characters. */
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .build();

    private static final CsvSchema SCHEMA = MAPPER.schemaFor(Row.class).withLineSeparator(LINE_END);
    private static final ObjectWriter WRITER = MAPPER.writer(SCHEMA.withoutHeader());

    private TransactionCsv() {}

    /** Times are ISO 8601 in UTC, money is öre. */
    @JsonPropertyOrder({
        "transactionID",
        "state",
        "connectorID",
        "connector",
        "serialNumber",
        "chargePointID",
        "chargePointName",
        "address",
        "userID",
        "idTag",
        "startAt",
        "endAt",
        "meterStart",
        "meterStop",
        "energyWh",
        "pricePerKwh",
        "price",
        "currency",
        "stopReason",
        "suspect",
        "estimated",
        "paymentMethod",
        "isPaid",
        "paymentID"
    })
    private record Row(
            int transactionID,
            String state,
            int connectorID,
            int connector,
            String serialNumber,
            int chargePointID,
            String chargePointName,
            String address,
            @Nullable String userID,
            @Nullable String idTag,
            @Nullable String startAt,
            @Nullable String endAt,
            @Nullable Long meterStart,
            @Nullable Long meterStop,
            long energyWh,
            int pricePerKwh,
            long price,
            String currency,
            @Nullable String stopReason,
            boolean suspect,
            boolean estimated,
            @Nullable String paymentMethod,
            boolean isPaid,
            @Nullable String paymentID) {}

    static Buffer header() {
        var names = SCHEMA.getColumnNames().stream().collect(Collectors.joining(","));
        return Buffer.buffer(names + LINE_END);
    }

    static Buffer rows(List<Transaction> transactions) {
        try {
            return Buffer.buffer(WRITER.writeValueAsBytes(
                    transactions.stream().map(TransactionCsv::row).toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot write transactions as CSV", e);
        }
    }

    private static Row row(Transaction transaction) {
        return new Row(
                transaction.transactionID(),
                transaction.state().word(),
                transaction.connectorID(),
                transaction.connector(),
                harmless(transaction.serialNumber()),
                transaction.chargePointID(),
                harmless(transaction.chargePointName()),
                harmless(transaction.address()),
                harmlessOrNull(transaction.userID()),
                harmlessOrNull(transaction.idTag()),
                time(transaction.startAt()),
                time(transaction.endAt()),
                transaction.meterStart(),
                transaction.meterStop(),
                transaction.energyWh(),
                transaction.pricePerKwhOre(),
                transaction.priceOre(),
                "SEK",
                harmlessOrNull(transaction.stopReason()),
                transaction.suspect(),
                transaction.estimated(),
                transaction.paymentMethod(),
                transaction.isPaid(),
                harmlessOrNull(transaction.paymentID()));
    }

    private static @Nullable String harmlessOrNull(@Nullable String text) {
        return text == null ? null : harmless(text);
    }

    private static String harmless(String text) {
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static @Nullable String time(@Nullable Instant moment) {
        return moment == null
                ? null
                : harmless(moment.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}
