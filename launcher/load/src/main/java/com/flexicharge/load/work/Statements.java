package com.flexicharge.load.work;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the database's statements took, where it counts them. */
final class Statements {
    private static final int MOST = 20;
    private static final int SHOWN = 110;

    private final Sql sql;
    private final boolean counted;

    Statements(Sql sql) {
        this.sql = sql;
        counted = sql.texts("show shared_preload_libraries").get(0).contains("pg_stat_statements");
        if (counted) {
            sql.run("create extension if not exists pg_stat_statements");
        }
    }

    void forget() {
        if (counted) {
            sql.run("select pg_stat_statements_reset()");
        }
    }

    /** @return the mean time of each in µs, by its text; those that took most together */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        if (counted) {
            sql.rows("""
                    select left(regexp_replace(query, '\\s+', ' ', 'g'), %d), mean_exec_time * 1000 from pg_stat_statements
                    where calls > 50 and query not in ('BEGIN', 'COMMIT')
                    order by total_exec_time desc limit %d""".formatted(SHOWN, MOST))
                    .forEach(row -> figures.putIfAbsent(row.get(0), Double.parseDouble(row.get(1))));
        }
        return figures;
    }
}
