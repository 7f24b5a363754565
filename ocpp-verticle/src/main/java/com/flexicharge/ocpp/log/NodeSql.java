package com.flexicharge.ocpp.log;

/** Statements on processes with sockets, and on what those left behind that ended without a word. */
final class NodeSql {
    /** Every few seconds, by each process for itself. */
    static final String ALIVE = """
            insert into ocpp.nodes (node, alive_at) values ($1, $2)
            on conflict (node) do update set alive_at = excluded.alive_at, lost = false
            """;

    /** At the start of a process: its sockets ended with it, soon after it was alive the last time. */
    static final String RESTARTED = """
            update ocpp.connections c set
                closed_at = greatest(c.opened_at, coalesce((select n.alive_at from ocpp.nodes n where n.node = $1), $2)),
                cause = 'restarted'
            where c.node = $1 and c.closed_at is null
            """;

    /** Now and then, by every process: others that have ended, each found by one of them. */
    static final String LOST = """
            update ocpp.nodes set lost = true
            where node in (
                select node from ocpp.nodes where alive_at < $2 and not lost and node <> $1
                order by node for update skip locked)
            returning node
            """;

    static final String END_OF_LOST = """
            update ocpp.connections c set closed_at = greatest(c.opened_at, n.alive_at), cause = 'nodeLost'
            from ocpp.nodes n
            where n.node = any($2::text[]) and n.alive_at < $1 and c.node = n.node and c.closed_at is null
            """;

    /** Not for sockets of chargers that came anew meanwhile. */
    static final String FOUND_AGAIN = """
            update ocpp.connections c set closed_at = null, cause = null
            where c.node = $1 and c.cause = 'nodeLost' and c.opened_at >= $2 and not exists (
                select from ocpp.connections newer where newer.connector_id = c.connector_id and newer.epoch > c.epoch)
            """;

    static final String FORGET = "delete from ocpp.nodes where alive_at < $1";

    private NodeSql() {}
}
