package com.flexicharge.ocpp.log;

/** Statements on the record of connections. */
final class ConnectionSql {
    static final String OPENED = """
            insert into ocpp.connections (
                connector_id, serial_number, node, epoch, remote_address, protocol, security_profile, opened_at)
            select * from unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[], $7::int[],
                $8::timestamptz[])
            on conflict (connector_id, epoch) do nothing
            """;

    /** Older sockets of chargers that opened one: each has one at a time, so nobody will tell how those ended, unless late. */
    static final String LOST = """
            update ocpp.connections c set closed_at = w.opened_at, cause = 'lost'
            from unnest($1::int[], $2::bigint[], $3::timestamptz[]) as w (connector_id, epoch, opened_at)
            where c.connector_id = w.connector_id and c.epoch < w.epoch and c.closed_at is null
            """;

    /** What the socket's own node says of its end counts more than what others concluded. */
    static final String CLOSED = """
            update ocpp.connections c set
                closed_at = w.closed_at, close_code = w.close_code, close_reason = w.close_reason, cause = w.cause
            from unnest($1::int[], $2::bigint[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])
                as w (connector_id, epoch, close_code, close_reason, cause, closed_at)
            where c.connector_id = w.connector_id and c.epoch = w.epoch
              and (c.closed_at is null or c.cause in ('lost', 'nodeLost'))
            """;

    /** GET /chargers/{connectorID}/connections/summary. */
    static final String COUNT = """
            select cause, count(*)::int as sockets from ocpp.connections
            where connector_id = $1 and opened_at >= $2
            group by cause
            """;

    static final String FORGET = "delete from ocpp.connections where closed_at < $1";

    private static final String LIST = """
            select * from ocpp.connections
            where connector_id = $1 and ($2::bigint is null or id %s $2)
            order by id %s
            limit $3::int
            """;

    /** GET /chargers/{connectorID}/connections. */
    static final String LIST_ASCENDING = LIST.formatted(">", "asc");

    static final String LIST_DESCENDING = LIST.formatted("<", "desc");

    private ConnectionSql() {}
}
