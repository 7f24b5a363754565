package com.flexicharge.transaction.paper;

import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoiceDocument;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoiceLine;
import com.flexicharge.shared.contract.transaction.Transaction;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/**
 * What a document says, as texts, before it is drawn.
 *
 * @param facts above the table, as {@code name, value}
 * @param rows  of the table
 * @param sums  below it; the last one is what counts
 */
record Paper(String title, List<Fact> facts, List<Row> rows, List<Fact> sums) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final String CURRENCY = " SEK";

    record Fact(String name, String value) {}

    /**
     * @param place charge point, address and charger
     * @param price of a kWh
     * @param note  behind the amount; may be empty
     */
    record Row(String time, String place, String energy, String price, String amount, String note) {}

    Paper {
        facts = List.copyOf(facts);
        rows = List.copyOf(rows);
        sums = List.copyOf(sums);
    }

    static Paper of(InvoiceDocument document) {
        var invoice = document.invoice();
        return new Paper(
                "Invoice " + invoice.invoiceNo(),
                List.of(
                        new Fact("For", invoice.email().isEmpty() ? invoice.userID() : invoice.email()),
                        new Fact("Month", invoice.month()),
                        new Fact("Date", DAY.format(invoice.createdAt())),
                        new Fact("Due", DAY.format(invoice.dueAt())),
                        new Fact("Reference", invoice.invoiceID())),
                document.lines().stream().map(Paper::row).toList(),
                sums(invoice.totalOre(), invoice.paidOre()));
    }

    /** Of a session that is over. */
    static Paper of(Transaction session) {
        var start = Objects.requireNonNull(session.startAt(), "a session that is over has begun");
        var end = Objects.requireNonNull(session.endAt(), "a session that is over has an end");
        return new Paper(
                "Receipt for session " + session.transactionID(),
                List.of(
                        new Fact("Began", MINUTE.format(start)),
                        new Fact("Ended", MINUTE.format(end)),
                        new Fact("Payment", payment(session))),
                List.of(new Row(
                        MINUTE.format(start),
                        place(session.chargePointName(), session.address(), session.connectorID()),
                        kilowattHours(session.energyWh()),
                        kronor(session.pricePerKwhOre()),
                        kronor(session.priceOre()),
                        "")),
                sums(session.priceOre(), session.isPaid() ? session.priceOre() : 0));
    }

    private static String payment(Transaction session) {
        if (session.isPaid()) {
            return session.paymentID() == null ? "paid" : "paid, " + session.paymentID();
        }
        return "by invoice";
    }

    private static Row row(InvoiceLine line) {
        return new Row(
                MINUTE.format(line.startAt()),
                place(line.chargePointName(), line.address(), line.connectorID()),
                kilowattHours(line.energyWh()),
                kronor(line.pricePerKwhOre()),
                kronor(line.priceOre()),
                line.paid() ? "paid" : "");
    }

    private static List<Fact> sums(long totalOre, long paidOre) {
        return List.of(
                new Fact("Total", kronor(totalOre) + CURRENCY),
                new Fact("Paid", kronor(paidOre) + CURRENCY),
                new Fact("To pay", kronor(totalOre - paidOre) + CURRENCY));
    }

    private static String place(String name, String address, int connectorID) {
        return name + (address.isEmpty() ? "" : ", " + address) + ", " + connectorID;
    }

    private static String kilowattHours(long energyWh) {
        return BigDecimal.valueOf(energyWh, 3).toPlainString();
    }

    private static String kronor(long ore) {
        return BigDecimal.valueOf(ore, 2).toPlainString();
    }
}
