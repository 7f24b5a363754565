package com.flexicharge.transaction;

import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.transaction.UserSessions.TrailEntry;
import com.flexicharge.shared.db.Conditions;
import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.Times;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;

/** Reads the trail of one session. */
final class TrailRepository {
    private final Database database;

    TrailRepository(Database database) {
        this.database = database;
    }

    Future<List<TrailEntry>> of(int transactionID, PageRequest page) {
        var where = new Conditions();
        where.that("a.transaction_id = ?", transactionID);
        where.that(page.descending() ? "a.id < ?" : "a.id > ?", page.after());
        var statement = """
                select a.id, a.actor, a.what, a.before::text as before, a.after::text as after, a.at
                from transaction.audit a%s order by a.id %s limit %d""".formatted(where, page.descending() ? "desc" : "asc", SearchRepository.limit(page));
        return database.query(client -> client.preparedQuery(statement)
                .execute(Tuple.tuple(where.values()))
                .map(rows -> {
                    var entries = new ArrayList<TrailEntry>(rows.size());
                    rows.forEach(row -> entries.add(entry(row)));
                    return entries;
                }));
    }

    private static TrailEntry entry(Row row) {
        return new TrailEntry(
                row.getLong("id"),
                row.getString("actor"),
                row.getString("what"),
                row.getString("before"),
                row.getString("after"),
                Times.instant(row, "at"));
    }
}
