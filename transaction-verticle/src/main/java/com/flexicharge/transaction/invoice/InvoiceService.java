package com.flexicharge.transaction.invoice;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.GetInvoice;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.Invoice;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoiceDocument;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.Invoices;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoicesMade;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.MakeInvoices;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.SearchInvoices;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.SettleInvoice;
import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Invoices as people and operators see them, and as operators settle them. */
public final class InvoiceService {
    private final InvoiceRepository invoices;
    private final InvoiceLinks links;
    private final Billing billing;
    private final Clock clock;

    public InvoiceService(Database database, Bus bus, Clock clock) {
        this.invoices = new InvoiceRepository(database);
        this.links = new InvoiceLinks(database, clock);
        this.billing = new Billing(invoices, bus, clock);
        this.clock = clock;
    }

    public Future<Invoices> search(SearchInvoices asked) {
        return invoices.search(asked)
                .compose(found -> Future.all(found.stream().map(this::shown).toList()))
                .map(shown -> new Invoices(shown.list()));
    }

    public Future<InvoiceDocument> get(GetInvoice asked) {
        return invoices.get(asked.invoiceID())
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(notFound())))
                .compose(invoice -> open(asked, invoice.userID())
                        .compose(opened -> invoices.lines(invoice.invoiceID()))
                        .compose(lines -> shown(invoice).map(shown -> new InvoiceDocument(shown, lines))));
    }

    /** A caller's own word comes first; a link is for those without one. */
    private Future<Void> open(GetInvoice asked, String ownerUserID) {
        Caller caller = asked.caller();
        if (caller != null) {
            return caller.owns(ownerUserID)
                    ? Future.succeededFuture()
                    : no(Reason.FORBIDDEN, "notOwner", "This belongs to somebody else.");
        }
        @Nullable String token = asked.linkToken();
        return token == null
                ? no(Reason.UNAUTHENTICATED, "unauthorizedError", "No authorization token was found")
                : links.holds(token, asked.invoiceID())
                        .compose(holds -> holds
                                ? Future.succeededFuture()
                                : no(
                                        Reason.UNAUTHENTICATED,
                                        "unauthorizedError",
                                        "This link does not hold any more. Take a new one from the list of invoices."));
    }

    public Future<InvoicesMade> make(MakeInvoices asked) {
        var months = months(YearMonth.parse(asked.fromMonth()), YearMonth.parse(asked.toMonth()));
        return asked.userID() == null
                ? billing.everybody(months, InvoiceEndpoints.MOST_PEOPLE)
                : billing.person(asked.userID(), months);
    }

    private static List<YearMonth> months(YearMonth first, YearMonth last) {
        return Stream.iterate(first, month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }

    public Future<Invoice> settle(SettleInvoice asked) {
        return invoices.settle(asked.invoiceID(), asked.paid(), asked.caller().userID(), clock.instant())
                .compose(settled -> settled.map(this::shown).orElseGet(() -> Future.failedFuture(notFound())));
    }

    /** Bills the months that are over and brings unpaid invoices up to date. */
    public Future<Void> sweep() {
        return billing.sweep();
    }

    private Future<Invoice> shown(StoredInvoice invoice) {
        return links.token(invoice.invoiceID()).map(invoice::with);
    }

    private static Refusal notFound() {
        return Refusal.of(Reason.NOT_FOUND, "invoiceNotFound", "There is no such invoice.");
    }

    private static Future<Void> no(Reason reason, String code, String message) {
        return Future.failedFuture(Refusal.of(reason, code, message));
    }
}
