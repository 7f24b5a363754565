package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person owes for a month: one invoice for all sessions that ended in it, by UTC. A session is on one invoice only. While an
 * invoice is unpaid it follows its sessions and takes those that become known late; what becomes known after it was paid goes on a
 * later one. Months are written {@code YYYY-MM}, money is öre.
 */
public interface InvoiceEndpoints {
    /**
     * @param invoiceNo  rises; the number people read
     * @param invoiceID  begins with {@code inv_}
     * @param email      of when it was made; empty if none is known
     * @param totalOre   the sum of its lines
     * @param paidOre    what of it is paid already, by card
     * @param paid       nothing is left to pay
     * @param linkToken  opens the document of this invoice for a quarter of an hour, for whoever has it
     */
    record Invoice(
            long invoiceNo,
            String invoiceID,
            String userID,
            String email,
            String month,
            long totalOre,
            long paidOre,
            boolean paid,
            Instant dueAt,
            Instant createdAt,
            String linkToken) {}

    record InvoiceLine(
            int transactionID,
            Instant startAt,
            Instant endAt,
            String chargePointName,
            String address,
            int connectorID,
            long energyWh,
            int pricePerKwhOre,
            long priceOre,
            boolean paid) {}

    record InvoiceDocument(Invoice invoice, List<InvoiceLine> lines) {
        public InvoiceDocument {
            lines = List.copyOf(lines);
        }
    }

    record Invoices(List<Invoice> invoices) {
        public Invoices {
            invoices = List.copyOf(invoices);
        }
    }

    /**
     * All that is given must fit.
     *
     * @param text  part of the e-mail address, letter case aside, or the whole userID
     * @param month 1…12, of whatever year unless that is given too
     */
    record SearchInvoices(
            @Nullable String userID,
            @Nullable String text,
            @Nullable Integer year,
            @Nullable Integer month,
            @Nullable Boolean paid,
            PageRequest page) {}

    /**
     * One of the two opens it. Refused with {@code NOT_FOUND invoiceNotFound}, {@code FORBIDDEN notOwner}, {@code UNAUTHENTICATED
     * unauthorizedError} for a token that does not hold.
     */
    record GetInvoice(
            String invoiceID,
            @Nullable Caller caller,
            @Nullable String linkToken) {}

    /**
     * Makes what is missing and brings what is unpaid up to date; asked again, it makes nothing twice. Refused with {@code UNAVAILABLE}
     * when nobody can tell the e-mail address of a person; what was made until then stays.
     *
     * @param userID absent: everybody, {@value #MOST_PEOPLE} at a time
     */
    record MakeInvoices(@Nullable String userID, String fromMonth, String toMonth) {}

    int MOST_PEOPLE = 500;

    /**
     * @param invoiceID absent unless one person's one month was asked for and there is something to pay or paid in it
     * @param left      whether there are more people: ask again
     */
    record InvoicesMade(int created, @Nullable String invoiceID, boolean left) {}

    /**
     * Says that it was paid, or takes that back: then its sessions are unpaid again, except those paid otherwise. Refused with {@code
     * NOT_FOUND invoiceNotFound}.
     */
    record SettleInvoice(String invoiceID, boolean paid, Caller caller) {}

    Endpoint<SearchInvoices, Invoices> SEARCH_INVOICES =
            Endpoint.of("transaction.searchInvoices", SearchInvoices.class, Invoices.class);
    Endpoint<GetInvoice, InvoiceDocument> GET_INVOICE =
            Endpoint.of("transaction.getInvoice", GetInvoice.class, InvoiceDocument.class);
    Endpoint<MakeInvoices, InvoicesMade> MAKE_INVOICES = Endpoint.of(
                    "transaction.makeInvoices", MakeInvoices.class, InvoicesMade.class)
            .within(Duration.ofSeconds(25));
    Endpoint<SettleInvoice, Invoice> SETTLE_INVOICE =
            Endpoint.of("transaction.settleInvoice", SettleInvoice.class, Invoice.class);
}
