package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.Invoice;
import java.time.Instant;

/**
 * An invoice as apps read it.
 *
 * @param date       its month
 * @param totalSum   öre
 * @param paidSum    what of it is paid already, öre
 * @param invoiceURL the document; opens without a token for a quarter of an hour
 */
record InvoiceView(
        String invoiceID,
        long invoiceNo,
        String userID,
        String email,
        String date,
        long totalSum,
        long paidSum,
        String currency,
        String status,
        Instant dueDate,
        Instant createdAt,
        String invoiceURL) {

    static InvoiceView of(Invoice invoice, String publicUrl) {
        return new InvoiceView(
                invoice.invoiceID(),
                invoice.invoiceNo(),
                invoice.userID(),
                invoice.email(),
                invoice.month(),
                invoice.totalOre(),
                invoice.paidOre(),
                "SEK",
                invoice.paid() ? "paid" : "unpaid",
                invoice.dueAt(),
                invoice.createdAt(),
                publicUrl + "/invoices/" + invoice.invoiceID() + "?token=" + invoice.linkToken());
    }
}
