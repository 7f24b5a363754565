package com.flexicharge.transaction;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.db.Conditions;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Serves the lists of sessions. The statement holds the filters that are set and no others, so that PostgreSQL plans each
 * combination by its own index.
 */
final class SearchRepository {
    /** A page of 500 and the one row that tells that there are more. */
    static final int MOST = 501;

    /** Of a fleet of 100,000 chargers it has six million sessions: more are not sorted. */
    private static final Duration LONGEST_SORTED = Duration.ofDays(31);

    private final Database database;
    private final Clock clock;

    SearchRepository(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param withHidden also the self-test's own */
    Future<List<Session>> search(Filter filter, PageRequest page, boolean withHidden) {
        var where = new Conditions();
        where.that("t.transaction_id = ?", filter.transactionID());
        where.that("t.connector_id = ?", filter.connectorID());
        where.that("t.connector = ?", filter.connector());
        where.that("t.serial_number = ?", filter.serialNumber());
        where.that("t.user_id = ?", filter.userID());
        where.that(
                "t.id_tag_key = ?",
                filter.idTag() == null ? null : filter.idTag().toLowerCase(Locale.ROOT));
        if (filter.state() != null) {
            // In words, for the same reason as flags.
            where.that("t.state = '%s' and t.transaction_id > 0"
                    .formatted(filter.state().word()));
        }
        where.that("(t.state in ('active', 'stopping')) = ? and t.transaction_id > 0", filter.active());
        where.that("t.suspect = ?", filter.suspect());
        where.that(
                "t.suspect_reason = ?",
                filter.suspectReason() == null ? null : filter.suspectReason().word());
        if (filter.suspectReason() != null) {
            where.that("t.suspect");
        }
        where.that("t.is_paid = ?", filter.isPaid());
        where.that("coalesce(t.start_at, t.created_at) >= ?", Times.atOrNull(filter.from()));
        where.that("coalesce(t.start_at, t.created_at) < ?", Times.atOrNull(filter.to()));
        where.that(page.descending() ? "t.transaction_id < ?" : "t.transaction_id > ?", page.after());
        if (filter.state() == null) {
            where.that("t.state not in ('failed', 'cancelled', 'expired')");
        }
        if (!withHidden) {
            where.that("not t.hidden");
        }
        var statement = "select %s from transaction.transactions t%s order by %s %s limit %d"
                .formatted(
                        SessionSql.COLUMNS,
                        where,
                        isSorted(filter, page) ? "t.transaction_id + 0" : "t.transaction_id",
                        page.descending() ? "desc" : "asc",
                        limit(page));
        return database.query(client -> client.preparedQuery(statement)
                .execute(Tuple.tuple(where.values()))
                .map(SessionSql::sessions));
    }

    /**
     * Whether the sessions of a period are found by their time and sorted, and not met on the way through all by their number. PostgreSQL
     * does not know that these rise together, and goes the way, thinking it short; but from the newest to a day long ago it is long.
     */
    private boolean isSorted(Filter filter, PageRequest page) {
        @Nullable Instant from = filter.from();
        @Nullable Instant to = filter.to();
        if (from == null || to == null) {
            return false;
        }
        var period = Duration.between(from, to);
        return period.compareTo(LONGEST_SORTED) <= 0
                && (!page.descending() || to.plus(period).isBefore(clock.instant()));
    }

    static int limit(PageRequest page) {
        return page.limit() == null ? MOST - 1 : Math.max(1, Math.min(page.limit(), MOST));
    }
}
