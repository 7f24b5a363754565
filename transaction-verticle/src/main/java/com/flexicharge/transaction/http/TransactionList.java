package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.UserSessions.Transactions;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.ListRules;
import com.flexicharge.shared.http.Query;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A list of transactions in the form that was asked for: JSON by the page, or a CSV file for a spreadsheet. */
record TransactionList(boolean isCsv, ListRules rules) {
    /** Some 3 MB, put together from 20 pages. */
    static final int MOST_CSV_ROWS = 10_000;

    private static final int PAGE = 500;

    /** By {@code format}, else by what the client accepts; the caller checks the query when everything else is read. */
    static TransactionList read(HttpExchange exchange, Query query, boolean descendingByDefault) {
        var isCsv = query.word("format", TransactionList::isCsv, "invalidFormat", "json or csv")
                .orElseGet(() -> prefersCsv(exchange.header("accept").orElse("")));
        return new TransactionList(
                isCsv, isCsv ? query.export(descendingByDefault, MOST_CSV_ROWS) : query.list(descendingByDefault));
    }

    /** @param search of one page */
    Future<HttpAnswer> answer(Function<PageRequest, Future<Transactions>> search) {
        var answer = isCsv ? csv(search, TransactionCsv.header(), rules) : json(search);
        return answer.map(made -> made.header("vary", "Accept"));
    }

    private Future<HttpAnswer> json(Function<PageRequest, Future<Transactions>> search) {
        return search.apply(rules.pageRequest())
                .map(found -> rules.page(
                        found.transactions().stream().map(TransactionView::of).toList(),
                        TransactionView::transactionID));
    }

    /** @param left what is still to be written */
    private static Future<HttpAnswer> csv(
            Function<PageRequest, Future<Transactions>> search, Buffer written, ListRules left) {
        int wanted = left.limit().orElse(MOST_CSV_ROWS);
        int here = Math.min(wanted, PAGE);
        return search.apply(new ListRules(Optional.of(here), left.descending(), left.afterID()).pageRequest())
                .compose(found -> {
                    var rows = found.transactions();
                    var shown = rows.subList(0, Math.min(rows.size(), here));
                    written.appendBuffer(TransactionCsv.rows(shown));
                    if (shown.size() == rows.size()) {
                        return Future.succeededFuture(file(written));
                    }
                    var last = last(shown);
                    return wanted == here
                            ? Future.succeededFuture(file(written).next(ListRules.cursor(last)))
                            : csv(
                                    search,
                                    written,
                                    new ListRules(Optional.of(wanted - here), left.descending(), Optional.of(last)));
                });
    }

    private static HttpAnswer file(Buffer written) {
        return HttpAnswer.bytes(200, "text/csv; charset=utf-8; header=present", written)
                .header("content-disposition", "attachment; filename=\"transactions.csv\"");
    }

    private static long last(List<Transaction> rows) {
        return rows.get(rows.size() - 1).transactionID();
    }

    private static Optional<Boolean> isCsv(String format) {
        return switch (format) {
            case "csv" -> Optional.of(true);
            case "json" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Whichever of what we have is named first; who accepts anything gets JSON. */
    private static boolean prefersCsv(String accept) {
        return Stream.of(accept.split(",", -1))
                .map(range -> range.split(";", 2)[0].strip())
                .filter(type -> type.equalsIgnoreCase("text/csv")
                        || type.equalsIgnoreCase("application/json")
                        || type.equals("*/*"))
                .findFirst()
                .filter(type -> type.equalsIgnoreCase("text/csv"))
                .isPresent();
    }
}
