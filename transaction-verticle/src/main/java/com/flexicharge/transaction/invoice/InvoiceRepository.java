package com.flexicharge.transaction.invoice;

import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.InvoiceLine;
import com.flexicharge.shared.contract.transaction.InvoiceEndpoints.SearchInvoices;
import com.flexicharge.shared.db.Conditions;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Invoices in the database. */
final class InvoiceRepository {
    private static final int MOST = 501;
    /** Looked at in one turn of the sweep. */
    private static final int MOST_OUTDATED = 500;

    private final Database database;

    /** An invoice and whose it is. */
    record Whose(String invoiceID, String userID) {}

    /** What one turn of billing did to a month of a person. */
    record Billed(StoredInvoice invoice, boolean isNew) {}

    InvoiceRepository(Database database) {
        this.database = database;
    }

    /** @param after the last name already seen, {@code ""} from the start */
    Future<List<String>> people(String after, Instant until, int limit) {
        return texts(InvoiceSql.PEOPLE, Tuple.of(after, Times.at(until), limit), "user_id");
    }

    Future<List<YearMonth>> months(String userID, Instant until) {
        return texts(InvoiceSql.MONTHS, Tuple.of(userID, Times.at(until)), "month")
                .map(months -> months.stream().map(YearMonth::parse).toList());
    }

    /**
     * Puts on the invoice of this month what belongs there, and makes it if there is none.
     *
     * @return empty: there is nothing to put on one, or it is paid
     */
    Future<Optional<Billed>> bill(StoredInvoice.New wanted, Instant now) {
        var month = wanted.month();
        return database.inTransaction(connection -> connection
                .preparedQuery(InvoiceSql.LOCK_PERSON)
                .execute(Tuple.of(wanted.userID()))
                .compose(locked -> first(connection, InvoiceSql.OF_MONTH, Tuple.of(wanted.userID(), firstDay(month))))
                .compose(found -> found.filter(StoredInvoice::paid).isPresent()
                        ? Future.succeededFuture(Optional.<Billed>empty())
                        : toBill(connection, wanted.userID(), month)
                                .compose(sessions -> bill(connection, wanted, found, sessions, now))));
    }

    private static Future<Optional<Billed>> bill(
            SqlConnection connection,
            StoredInvoice.New wanted,
            Optional<StoredInvoice> found,
            List<Integer> sessions,
            Instant now) {
        if (found.isEmpty() && sessions.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return found.map(Future::succeededFuture)
                .orElseGet(() -> make(connection, wanted, now))
                .compose(invoice -> connection
                        .preparedQuery(InvoiceSql.ADD_LINES)
                        .execute(Tuple.of(invoice.invoiceID()).addArrayOfInteger(sessions.toArray(Integer[]::new)))
                        .compose(added -> bringUpToDate(connection, invoice.invoiceID(), now)))
                .map(invoice -> Optional.of(new Billed(invoice, found.isEmpty())));
    }

    private static Future<StoredInvoice> make(SqlConnection connection, StoredInvoice.New wanted, Instant now) {
        var values =
                Tuple.of(wanted.invoiceID(), wanted.userID(), wanted.email(), firstDay(wanted.month()), Times.at(now));
        return first(connection, InvoiceSql.MAKE, values).map(Optional::orElseThrow);
    }

    private static Future<List<Integer>> toBill(SqlConnection connection, String userID, YearMonth month) {
        return connection
                .preparedQuery(InvoiceSql.TO_BILL)
                .execute(Tuple.of(userID, Times.at(begin(month)), Times.at(begin(month.plusMonths(1)))))
                .map(rows -> all(rows, row -> row.getInteger("transaction_id")));
    }

    private static Future<StoredInvoice> bringUpToDate(SqlConnection connection, String invoiceID, Instant now) {
        return connection
                .preparedQuery(InvoiceSql.FOLLOW)
                .execute(Tuple.of(invoiceID))
                .compose(followed -> first(connection, InvoiceSql.SUM_UP, Tuple.of(invoiceID, Times.at(now))))
                .map(Optional::orElseThrow);
    }

    /** Unpaid ones whose sessions say something else by now. */
    Future<List<Whose>> outdated() {
        return database.query(client -> client.preparedQuery(InvoiceSql.OUTDATED)
                .execute(Tuple.of(MOST_OUTDATED))
                .map(rows -> all(rows, row -> new Whose(row.getString("invoice_id"), row.getString("user_id")))));
    }

    /** Nothing happens to one that is paid meanwhile. */
    Future<Void> follow(Whose invoice, Instant now) {
        return database.inTransaction(connection -> connection
                .preparedQuery(InvoiceSql.LOCK_PERSON)
                .execute(Tuple.of(invoice.userID()))
                .compose(locked -> first(connection, InvoiceSql.GET_UNPAID, Tuple.of(invoice.invoiceID())))
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : bringUpToDate(connection, invoice.invoiceID(), now).mapEmpty()));
    }

    /** Its sessions become paid, or unpaid again, with it; nothing happens to one that is so already. Empty: there is none. */
    Future<Optional<StoredInvoice>> settle(String invoiceID, boolean paid, String actor, Instant now) {
        return database.inTransaction(connection -> first(connection, InvoiceSql.GET, Tuple.of(invoiceID))
                .compose(found -> found.filter(invoice -> invoice.paid() != paid)
                                .isEmpty()
                        ? Future.succeededFuture(found)
                        : connection
                                .preparedQuery(InvoiceSql.LOCK_PERSON)
                                .execute(Tuple.of(found.get().userID()))
                                .compose(locked -> connection
                                        .preparedQuery(paid ? InvoiceSql.PAY_SESSIONS : InvoiceSql.UNPAY_SESSIONS)
                                        .execute(Tuple.of(invoiceID, Times.at(now), actor)))
                                .compose(settled -> bringUpToDate(connection, invoiceID, now))
                                .map(Optional::of)));
    }

    Future<Optional<StoredInvoice>> get(String invoiceID) {
        return database.query(client -> first(client, InvoiceSql.GET, Tuple.of(invoiceID)));
    }

    Future<List<InvoiceLine>> lines(String invoiceID) {
        return database.query(client -> client.preparedQuery(InvoiceSql.LINES)
                .execute(Tuple.of(invoiceID))
                .map(rows -> all(rows, InvoiceRepository::line)));
    }

    Future<List<StoredInvoice>> search(SearchInvoices asked) {
        var where = new Conditions();
        var page = asked.page();
        where.that("i.user_id = ?", asked.userID());
        where.that("(i.user_id = ? or position(lower(?) in lower(i.email)) > 0)", asked.text());
        if (asked.year() != null && asked.month() != null) {
            where.that("i.month = ?", LocalDate.of(asked.year(), asked.month(), 1));
        } else {
            where.that("extract(year from i.month) = ?::int", asked.year());
            where.that("extract(month from i.month) = ?::int", asked.month());
        }
        if (asked.paid() != null) {
            // not as a parameter, so that the index of unpaid ones is seen to fit
            where.that(asked.paid() ? "i.status = 'paid'" : "i.status = 'unpaid'");
        }
        where.that(page.descending() ? "i.invoice_no < ?" : "i.invoice_no > ?", page.after());
        var statement = "select %s from transaction.invoices i%s order by i.invoice_no %s limit %d"
                .formatted(
                        InvoiceSql.COLUMNS,
                        where,
                        page.descending() ? "desc" : "asc",
                        page.limit() == null ? MOST - 1 : Math.max(1, Math.min(page.limit(), MOST)));
        return database.query(client -> client.preparedQuery(statement)
                .execute(Tuple.tuple(where.values()))
                .map(rows -> all(rows, InvoiceRepository::invoice)));
    }

    static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static LocalDate firstDay(YearMonth month) {
        return month.atDay(1);
    }

    private Future<List<String>> texts(String statement, Tuple values, String column) {
        return database.query(client ->
                client.preparedQuery(statement).execute(values).map(rows -> all(rows, row -> row.getString(column))));
    }

    private static Future<Optional<StoredInvoice>> first(SqlClient client, String statement, Tuple values) {
        return client.preparedQuery(statement)
                .execute(values)
                .map(rows -> all(rows, InvoiceRepository::invoice).stream().findFirst());
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }

    private static StoredInvoice invoice(Row row) {
        return new StoredInvoice(
                row.getLong("invoice_no"),
                row.getString("invoice_id"),
                row.getString("user_id"),
                row.getString("email"),
                YearMonth.parse(row.getString("month")),
                row.getLong("total_ore"),
                row.getLong("paid_ore"),
                row.getString("status").equals("paid"),
                row.getLocalDate("due_date"),
                Times.instant(row, "created_at"));
    }

    private static InvoiceLine line(Row row) {
        return new InvoiceLine(
                row.getInteger("transaction_id"),
                Times.instant(row, "start_at"),
                Times.instant(row, "stop_at"),
                row.getString("charge_point_name"),
                row.getString("address"),
                row.getInteger("connector_id"),
                row.getLong("energy_wh"),
                row.getInteger("price_per_kwh_ore"),
                row.getLong("price_ore"),
                row.getBoolean("is_paid"));
    }
}
