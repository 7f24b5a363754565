package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import com.flexicharge.load.server.OwnServer;
import java.util.List;
import java.util.Map;

/** The same sessions and the same looks at lists, first on empty tables and then on those that years have filled. */
public final class GrowthWork implements Work {
    private static final String EMPTY = "empty";
    private static final String FULL = "full";
    private static final List<String> COMPARED = List.of("messages", "CPU of the server", "CPU of the database");
    private static final double GIGA = 1e9;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final int DAYS_KEPT = 365;
    /** Sizes are told of what is more than this part of the database. */
    private static final int LEAST_PART = 1_000;

    private final SessionWork session = new SessionWork(false);

    @Override
    public String meaning(Options options) {
        var stored = options.stored();
        return session.meaning(options)
                + "; on empty tables, and on tables with %,d chargers, %,d sessions and %,d readings of two years"
                        .formatted(stored.chargers(), stored.sessions(), stored.readings());
    }

    @Override
    public String name(Options options) {
        return "growth-" + options.stored().sessions();
    }

    @Override
    public Map<String, String> settings() {
        return session.settings();
    }

    @Override
    public Map<String, String> databaseSettings() {
        return Map.of("shared_preload_libraries", "pg_stat_statements");
    }

    @Override
    public void play(Scene scene) {
        var server = scene.ownServer();
        var jdbcUrl = server.jdbcUrl().orElseThrow();
        measured(scene, server, EMPTY);
        scene.stage("");
        server.stop();
        var began = System.nanoTime();
        new Filling(jdbcUrl, scene.options().stored(), scene::tell).fill();
        scene.figure("filling", "s", (System.nanoTime() - began) / SECOND);
        began = System.nanoTime();
        server.start();
        scene.figure("until ready on full tables", "ms", (System.nanoTime() - began) / MILLI);
        sizes(scene, jdbcUrl);
        measured(scene, server, FULL);
        scene.stage("");
        COMPARED.forEach(what -> scene.ratio(what, FULL, EMPTY));
        forget(scene, jdbcUrl);
    }

    private void measured(Scene scene, OwnServer server, String stage) {
        scene.stage(stage);
        try (var sql = new Sql(server.jdbcUrl().orElseThrow())) {
            var statements = new Statements(sql);
            statements.forget();
            session.play(scene);
            statements.figures().forEach((what, micros) -> scene.figure(what, "µs", micros));
        }
        new HotReads(server, scene).play();
    }

    private static void sizes(Scene scene, String jdbcUrl) {
        try (var sql = new Sql(jdbcUrl)) {
            sql.rows("""
                    with parts as (
                        select coalesce(i.inhparent, c.oid)::regclass as of, c.*
                        from pg_class c left join pg_inherits i on i.inhrelid = c.oid
                        where c.relkind in ('r', 'i') and c.relnamespace::regnamespace::text
                              in ('account', 'charger', 'livemetrics', 'ocpp', 'transaction'))
                    select case relkind when 'r' then 'table ' else 'index ' end || of, sum(pg_relation_size(oid)) as bytes
                    from parts group by 1
                    having sum(pg_relation_size(oid)) > pg_database_size(current_database()) / %d
                    order by bytes desc""".formatted(LEAST_PART)).stream()
                    .forEach(row -> scene.figure(row.get(0), "GB", Long.parseLong(row.get(1)) / GIGA));
            scene.figure("database", "GB", sql.number("select pg_database_size(current_database())") / GIGA);
        }
    }

    /** What READINGS_DAYS=365 and OCPP_MESSAGE_LOG_DAYS=7 do every hour. */
    private static void forget(Scene scene, String jdbcUrl) {
        try (var sql = new Sql(jdbcUrl)) {
            var emptied = 1L;
            while (emptied > 0) {
                var began = System.nanoTime();
                emptied = sql.number(
                        "select livemetrics.empty_readings_before(now() - interval '%d days')".formatted(DAYS_KEPT));
                scene.figure(
                        emptied > 0 ? "forgetting readings, a partition" : "finding no more readings to forget",
                        "ms",
                        (System.nanoTime() - began) / MILLI);
            }
            var began = System.nanoTime();
            sql.number("select ocpp.drop_days_before((now() - interval '7 days')::date)");
            scene.figure("forgetting a week of frames", "ms", (System.nanoTime() - began) / MILLI);
        }
    }
}
