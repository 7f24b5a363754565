package com.flexicharge.load.work;

import com.flexicharge.load.Options.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Fills the tables with years, while the server is stopped: by SQL, sessions without their indexes, which are made again when all are
 * there, readings into new partitions. When it is done the database is as autovacuum would have left it.
 */
final class Filling {
    private static final int AT_A_TIME = 2;

    /** Partitions as livemetrics makes them. */
    private static final long SESSIONS_A_PARTITION = 100_000;

    private static final String QUICKLY =
            "set synchronous_commit = off; set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0";

    private static final List<String> LARGE_TABLES = List.of("transaction.transactions", "livemetrics.sessions");

    private final String jdbcUrl;
    private final Consumer<String> told;
    private final TableRows rows;
    private final Stored stored;

    Filling(String jdbcUrl, Stored stored, Consumer<String> told) {
        this.jdbcUrl = jdbcUrl;
        this.stored = stored;
        this.told = told;
        try (var sql = new Sql(jdbcUrl)) {
            rows = new TableRows(
                    stored,
                    sql.number("select nextval('charger.connector_ids')"),
                    sql.number("select max(charge_point_id) + 1 from charger.charge_points"),
                    firstNewPartition(sql),
                    sql.number("select nextval('livemetrics.reading_numbers')"));
        }
    }

    private static long firstNewPartition(Sql sql) {
        return SESSIONS_A_PARTITION + sql.number("""
                        select coalesce(max(substring(c.relname from '\\d+$')::bigint), 0)
                        from pg_inherits i join pg_class c on c.oid = i.inhrelid
                        where i.inhparent = 'livemetrics.readings'::regclass""");
    }

    void fill() {
        try (var sql = new Sql(jdbcUrl)) {
            settings(sql, List.of("max_wal_size = '2GB'", "checkpoint_timeout = '30min'", "autovacuum = off"));
            registry(sql);
            var indexes = withoutIndexes(sql);
            Sql.all(jdbcUrl, AT_A_TIME, QUICKLY, sessions());
            told.accept("Sessions are there");
            Sql.all(jdbcUrl, AT_A_TIME, QUICKLY, indexes);
            told.accept("Their indexes are there");
            Sql.all(jdbcUrl, AT_A_TIME, QUICKLY, readings());
            told.accept("Readings are there");
            Sql.all(
                    jdbcUrl,
                    AT_A_TIME,
                    QUICKLY,
                    Stream.concat(frames().stream(), vacuum(sql).stream()).toList());
            settings(sql, List.of());
            sql.run("checkpoint");
        }
    }

    private static void settings(Sql sql, List<String> settings) {
        sql.run("alter system reset all");
        settings.forEach(setting -> sql.run("alter system set " + setting));
        sql.run("select pg_reload_conf()");
    }

    private void registry(Sql sql) {
        Stream.of(rows.places(), rows.chargers(), rows.connectors(), rows.people(), rows.tags())
                .forEach(sql::run);
        sql.run("select setval('charger.connector_ids', %d)".formatted(rows.firstCharger() + stored.chargers()));
        sql.run(
                "select setval(pg_get_serial_sequence('charger.charge_points', 'charge_point_id'), max(charge_point_id))"
                        + " from charger.charge_points");
        sql.run("select setval(pg_get_serial_sequence('transaction.transactions', 'transaction_id'), %d)"
                .formatted(rows.firstTransaction() + stored.sessions()));
        sql.run("select setval('livemetrics.reading_numbers', %d)"
                .formatted(rows.firstReading() + (long) stored.sessions() * rows.readingsASession() + 1));
    }

    /** @return what makes them again */
    private static List<Sql.Task> withoutIndexes(Sql sql) {
        List<Sql.Task> again = new ArrayList<>();
        for (var table : LARGE_TABLES) {
            for (var index : sql.rows("""
                    select indexrelid::regclass, pg_get_indexdef(indexrelid) from pg_index
                    where indrelid = '%s'::regclass and not indisprimary""".formatted(table))) {
                sql.run("drop index " + index.get(0));
                again.add(each -> each.run(index.get(1)));
            }
        }
        return again;
    }

    private List<Sql.Task> sessions() {
        return parts(SESSIONS_A_PARTITION)
                .mapToObj(from -> (Sql.Task) sql -> {
                    sql.run(rows.sessions(from, end(from)));
                    sql.run(rows.meteredSessions(from, end(from)));
                })
                .toList();
    }

    private List<Sql.Task> readings() {
        return parts(SESSIONS_A_PARTITION)
                .mapToObj(from -> (Sql.Task) sql -> partition(sql, from))
                .toList();
    }

    /** The same that livemetrics.cover_transactions makes, with its keys made last. */
    private void partition(Sql sql, long from) {
        var first = rows.firstTransaction() + from;
        var table = "livemetrics.readings_from_" + first;
        sql.run("create table " + table + " (like livemetrics.readings including defaults including constraints)");
        sql.run(rows.readings(table, from, end(from)));
        sql.run("alter table " + table + " add primary key (transaction_id, reading_no)");
        sql.run("alter table " + table + " add unique (transaction_id, reading_key)");
        sql.run("alter table livemetrics.readings attach partition %s for values from (%d) to (%d)"
                .formatted(table, first, first + SESSIONS_A_PARTITION));
        sql.run("vacuum analyze " + table);
    }

    private List<Sql.Task> frames() {
        return IntStream.range(1, TableRows.DAYS_OF_FRAMES)
                .mapToObj(day -> (Sql.Task) sql -> {
                    sql.run("select ocpp.cover_day((now() at time zone 'UTC')::date - %d)".formatted(day));
                    sql.run(rows.frames(day));
                })
                .toList();
    }

    /** The rest; parents of partitions are analysed by nobody. */
    private static List<Sql.Task> vacuum(Sql sql) {
        return sql.texts("""
                        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where c.relkind = 'r' and n.nspname in ('account', 'charger', 'ocpp', 'transaction', 'livemetrics')
                          and c.relname not like 'readings\\_from\\_%'
                        order by c.relpages desc""").stream()
                .map(table -> (Sql.Task) each -> each.run("vacuum analyze " + table))
                .toList();
    }

    private LongStream parts(long size) {
        return LongStream.iterate(0, from -> from < stored.sessions(), from -> from + size);
    }

    private long end(long from) {
        return Math.min(stored.sessions(), from + SESSIONS_A_PARTITION);
    }
}
