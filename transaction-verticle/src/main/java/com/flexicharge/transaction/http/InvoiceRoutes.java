package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.GetInvoice;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.Invoice;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoicesMade;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.MakeInvoices;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.SearchInvoices;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.SettleInvoice;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.ListRules;
import com.flexicharge.shared.http.Query;
import com.flexicharge.shared.http.RouteOptions;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.transaction.paper.PaperPdf;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people owe for a month, for them and for operators. */
public final class InvoiceRoutes {
    private static final String ID_BEGINS = "inv_";
    private static final String BAD_DATE = "invalidDateFormat";
    private static final String BAD_STATUS = "invalidStatus";
    private static final String STATUS_RULE = "paid, unpaid or all";

    /** Of which the list by people is made; who needs more asks for a month. */
    private static final int MOST_OF_PEOPLE = 500;

    private final Bus bus;
    private final PaperPdf papers;
    private final String publicUrl;

    private record PersonView(String userID, String email, List<InvoiceView> invoices) {}

    private record MadeView(int statusCode, String message, String resourceID, int created) {}

    public InvoiceRoutes(Bus bus, PaperPdf papers, URI publicUrl) {
        this.bus = bus;
        this.papers = papers;
        this.publicUrl = publicUrl.toString();
    }

    public void register(HttpRoutes routes) {
        routes.get("/invoices", Access.ADMIN, this::list)
                .get("/invoices/users", Access.ADMIN, this::listPeople)
                .get("/invoices/users/{userID}", Access.USER, this::listOfPerson)
                .on(
                        HttpMethod.GET,
                        "/invoices/{invoiceID}",
                        Access.OPEN,
                        RouteOptions.STANDARD.withTokenInQuery(),
                        this::open)
                .post("/invoices", Access.ADMIN, this::make)
                .put("/invoices/{invoiceID}", Access.ADMIN, this::settle);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var year = query.integer("year", 2000, 9999, BAD_DATE);
        var month = query.integer("month", 1, 12, BAD_DATE);
        var paid = paid(query);
        var rules = query.list(true);
        query.check();
        return page(
                new SearchInvoices(
                        null, null, year.orElse(null), month.orElse(null), paid.orElse(null), rules.pageRequest()),
                rules);
    }

    private Future<HttpAnswer> listPeople(HttpExchange exchange) {
        var query = exchange.query();
        var date = query.word("date", Months::parse, BAD_DATE, Months.RULE);
        var paid = paid(query);
        query.check();
        @Nullable Integer year = date.map(month -> month.getYear()).orElse(null);
        @Nullable Integer month = date.map(day -> day.getMonthValue()).orElse(null);
        var newest = new PageRequest(MOST_OF_PEOPLE, true, null);
        return bus.ask(
                        InvoiceEndpoints.SEARCH_INVOICES,
                        new SearchInvoices(null, null, year, month, paid.orElse(null), newest))
                .map(found -> HttpAnswer.ok(byPerson(found.invoices())));
    }

    private List<PersonView> byPerson(List<Invoice> invoices) {
        var byUser = invoices.stream()
                .collect(Collectors.groupingBy(Invoice::userID, LinkedHashMap::new, Collectors.toList()));
        return byUser.entrySet().stream()
                .map(person -> new PersonView(
                        person.getKey(),
                        person.getValue().get(0).email(),
                        person.getValue().stream().map(this::view).toList()))
                .toList();
    }

    private Future<HttpAnswer> listOfPerson(HttpExchange exchange) {
        var userID = exchange.path("userID");
        exchange.requireOwner(Optional.of(userID));
        var query = exchange.query();
        var paid = paid(query);
        var rules = query.list(true);
        query.check();
        return page(new SearchInvoices(userID, null, null, null, paid.orElse(null), rules.pageRequest()), rules);
    }

    private Future<HttpAnswer> open(HttpExchange exchange) {
        var name = exchange.path("invoiceID");
        return name.startsWith(ID_BEGINS) ? document(exchange, name) : search(exchange, name);
    }

    private Future<HttpAnswer> document(HttpExchange exchange, String invoiceID) {
        var query = exchange.query();
        var token = query.text("token", 8192, "unauthorizedError");
        query.check();
        return bus.ask(
                        InvoiceEndpoints.GET_INVOICE,
                        new GetInvoice(invoiceID, exchange.maybeCaller().orElse(null), token.orElse(null)))
                .compose(found -> papers.invoice(found)
                        .map(pdf -> HttpAnswer.bytes(200, "application/pdf", pdf)
                                .header(
                                        "content-disposition",
                                        "inline; filename=\"flexicharge-"
                                                + found.invoice().month() + "-"
                                                + found.invoice().invoiceNo() + ".pdf\"")));
    }

    private Future<HttpAnswer> search(HttpExchange exchange, String text) {
        var caller = exchange.maybeCaller();
        if (caller.isEmpty()) {
            return Future.failedFuture(TokenVerifier.missing());
        }
        if (!caller.get().isAdmin()) {
            return Future.failedFuture(Refusal.of(
                    Reason.FORBIDDEN, "insufficientScope", "This is for administrators: your account is not one."));
        }
        var query = exchange.query();
        var rules = query.list(true);
        query.check();
        return page(new SearchInvoices(null, text, null, null, null, rules.pageRequest()), rules);
    }

    private Future<HttpAnswer> make(HttpExchange exchange) {
        var body = exchange.body();
        var userID = body.optionalText("userID", 1, 64, "invalidUserID");
        var month = body.optionalWord("month", Months::parse, BAD_DATE, Months.RULE);
        var from = body.optionalWord("dateStart", Months::ofDay, BAD_DATE, Months.DAY_RULE);
        var to = body.optionalWord("dateEnd", Months::ofDay, BAD_DATE, Months.DAY_RULE);
        if (!body.has("month") && !(body.has("dateStart") && body.has("dateEnd"))) {
            body.fault("month", BAD_DATE, "must be " + Months.RULE + ", or dateStart and dateEnd take its place");
        }
        if (!body.has("month") && userID.isEmpty()) {
            body.fault("userID", "invalidUserID", "is needed with dateStart and dateEnd");
        }
        var first = month.or(() -> from);
        var last = month.or(() -> to);
        if (first.isPresent() && last.isPresent() && !Months.isRange(first.get(), last.get())) {
            body.fault("dateEnd", BAD_DATE, "must not be before dateStart, nor more than two years after it");
        }
        body.check();
        var asked = new MakeInvoices(
                userID.orElse(null),
                first.orElseThrow().toString(),
                last.orElseThrow().toString());
        return bus.ask(InvoiceEndpoints.MAKE_INVOICES, asked)
                .map(made -> HttpAnswer.json(201, view(made, asked.toMonth())));
    }

    private static MadeView view(InvoicesMade made, String month) {
        var message = made.created() == 1 ? "1 invoice was made." : made.created() + " invoices were made.";
        return new MadeView(
                201,
                made.left() ? message + " There are more people: ask again." : message,
                made.invoiceID() == null ? month : made.invoiceID(),
                made.created());
    }

    private Future<HttpAnswer> settle(HttpExchange exchange) {
        var body = exchange.body();
        var paid = body.optionalWord("status", InvoiceRoutes::truth, BAD_STATUS, "paid or unpaid");
        if (!body.has("status")) {
            body.fault("status", BAD_STATUS, "must be paid or unpaid");
        }
        body.check();
        return bus.ask(
                        InvoiceEndpoints.SETTLE_INVOICE,
                        new SettleInvoice(exchange.path("invoiceID"), paid.orElseThrow(), exchange.caller()))
                .map(settled -> HttpAnswer.ok(view(settled)));
    }

    private Future<HttpAnswer> page(SearchInvoices asked, ListRules rules) {
        return bus.ask(InvoiceEndpoints.SEARCH_INVOICES, asked)
                .map(found ->
                        rules.page(found.invoices().stream().map(this::view).toList(), InvoiceView::invoiceNo));
    }

    private InvoiceView view(Invoice invoice) {
        return InvoiceView.of(invoice, publicUrl);
    }

    /** Empty: either. */
    private static Optional<Boolean> paid(Query query) {
        var word = query.word(
                "status",
                text -> text.equals("all") ? Optional.of(text) : truth(text).map(known -> text),
                BAD_STATUS,
                STATUS_RULE);
        return word.flatMap(InvoiceRoutes::truth);
    }

    private static Optional<Boolean> truth(String word) {
        return switch (word) {
            case "paid" -> Optional.of(true);
            case "unpaid" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
