package com.flexicharge.transaction.invoice;

import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.Invoice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** An invoice as its row has it. */
record StoredInvoice(
        long invoiceNo,
        String invoiceID,
        String userID,
        String email,
        YearMonth month,
        long totalOre,
        long paidOre,
        boolean paid,
        LocalDate dueDate,
        Instant createdAt) {

    /** What an invoice has that is to be made. */
    record New(String invoiceID, String userID, String email, YearMonth month) {}

    Invoice with(String linkToken) {
        return new Invoice(
                invoiceNo,
                invoiceID,
                userID,
                email,
                month.toString(),
                totalOre,
                paidOre,
                paid,
                dueDate.atStartOfDay(ZoneOffset.UTC).toInstant(),
                createdAt,
                linkToken);
    }
}
