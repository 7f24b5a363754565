package com.flexicharge.charger;

/** Statements on what connectors report. The multi-row ones meet each charger once, locked by {@link ChargerSql#LOCK}. */
final class StatusSql {
    private static final String REPORTS = """
            unnest($1::int[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[],
                   $9::text[], $10::timestamptz[]%s)
                as w (connector_id, connector, status, error_code, info, vendor_id, vendor_error_code, status_at,
                      status_raw, received_at%s)
            """;

    private static final String COLUMNS =
            "connector_id, connector, status, error_code, info, vendor_id, vendor_error_code, status_at, status_raw, received_at";

    /**
     * REPORT_STATUS: the latest of each connector, made if it is not known; an older one changes nothing here, nor does one of a
     * socket that was replaced meanwhile ({@code overtaken}) when something newer was received since.
     */
    static final String STORE_LATEST =
            """
            insert into charger.connectors as k (%s)
            select %s from %s
            where not overtaken or not exists (
                select from charger.connectors n
                where n.connector_id = w.connector_id and n.connector = w.connector and n.received_at > w.received_at)
            on conflict (connector_id, connector) do update set
                status = excluded.status, error_code = excluded.error_code, info = excluded.info,
                vendor_id = excluded.vendor_id, vendor_error_code = excluded.vendor_error_code,
                status_at = excluded.status_at, status_raw = excluded.status_raw, received_at = excluded.received_at
            where k.status_at <= excluded.status_at
            returning k.connector_id
            """.formatted(COLUMNS, COLUMNS, REPORTS.formatted(", $11::boolean[]", ", overtaken"));

    /** REPORT_STATUS: each of them. */
    static final String STORE_HISTORY = "insert into charger.status_history (%s) select %s from %s"
            .formatted(COLUMNS, COLUMNS, REPORTS.formatted("", ""));

    /** From good to bad; Available is what a user looks for, so one such connector makes the charger available. */
    private static final String ORDER = "array['Available', 'Faulted', 'Unavailable', 'Charging', 'SuspendedEVSE',"
            + " 'SuspendedEV', 'Finishing', 'Preparing', 'Reserved']";

    /**
     * REPORT_STATUS: the charger's own status from its connectors'. Connector 0 is the charger itself: out of order, none of its
     * connectors can be used; otherwise it says nothing of them.
     */
    static final String SUM_UP = """
            update charger.chargers c set
                status = s.status, status_at = s.status_at, last_seen_at = greatest(c.last_seen_at, s.received_at)
            from (
                select k.connector_id, max(k.status_at) as status_at, max(k.received_at) as received_at,
                       coalesce(
                           min(k.status) filter (where k.connector = 0 and k.status in ('Faulted', 'Unavailable')),
                           (%s)[min(array_position(%s, k.status)) filter (where k.connector > 0)],
                           min(k.status)) as status
                from charger.connectors k
                where k.connector_id = any($1::int[])
                group by k.connector_id) s
            where c.connector_id = s.connector_id
            """.formatted(ORDER, ORDER);

    /** REPORT_STATUS: which of them there are, what they speak, and which socket owns each since when. */
    static final String LOCK = """
            select connector_id, protocol, epoch, connected_at from charger.chargers
            where connector_id = any($1::int[]) and deleted_at is null
            order by connector_id
            for no key update
            """;

    private static final String LIST = """
            select id, %s from charger.status_history
            where connector_id = $1
              and ($2::int is null or connector = $2)
              and ($3::timestamptz is null or received_at >= $3)
              and ($4::timestamptz is null or received_at < $4)
              and ($5::bigint is null or id %s $5)
            order by id %s
            limit $6::int
            """;

    /** GET /chargers/{connectorID}/statuses; null: this filter is not set. */
    static final String LIST_ASCENDING = LIST.formatted(COLUMNS, ">", "asc");

    static final String LIST_DESCENDING = LIST.formatted(COLUMNS, "<", "desc");

    /** Two processes do not make the same partition at once; ends with the transaction. */
    static final String LOCK_PARTITIONS = "select pg_advisory_xact_lock(hashtextextended('charger.status_history', 0))";

    /** Whether a table is there already: making a partition that exists would still stop all writes for a moment. */
    static final String TABLE_EXISTS = "select to_regclass($1) is not null as there";

    private StatusSql() {}

    /**
     * What was reported before its month had a partition moves into it: as long as it is in the rest, PostgreSQL refuses to make
     * that partition.
     *
     * @param suffix of the table, and the bounds: digits and hyphens only, made from a month here
     */
    static String makePartition(String suffix, String from, String to) {
        return """
                create table charger.status_history_%1$s (like charger.status_history);
                lock table charger.status_history_rest in access exclusive mode;
                with early as (
                    delete from charger.status_history_rest where received_at >= '%2$s' and received_at < '%3$s' returning *)
                insert into charger.status_history_%1$s select * from early;
                alter table charger.status_history attach partition charger.status_history_%1$s
                    for values from ('%2$s') to ('%3$s')
                """.formatted(suffix, from, to);
    }
}
