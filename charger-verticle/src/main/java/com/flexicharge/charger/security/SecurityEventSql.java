package com.flexicharge.charger.security;

/** Statements on security events. */
final class SecurityEventSql {
    /** REPORT_SECURITY_EVENT, for many chargers; a row for each of which there is a charger. */
    static final String STORE = """
            insert into charger.security_events
                (connector_id, type, tech_info, event_at, event_raw, received_at, source)
            select w.* from unnest($1::int[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::timestamptz[], $7::text[])
                as w (connector_id, type, tech_info, event_at, event_raw, received_at, source)
            where exists (
                select from charger.chargers c where c.connector_id = w.connector_id and c.deleted_at is null)
            returning connector_id
            """;

    private static final String LIST = """
            select id, connector_id, type, tech_info, event_at, event_raw, received_at, source from charger.security_events
            where connector_id = $1 and ($2::bigint is null or id %s $2)
            order by id %s
            limit $3::int
            """;

    /** GET /chargers/{connectorID}/security-events. */
    static final String LIST_ASCENDING = LIST.formatted(">", "asc");

    static final String LIST_DESCENDING = LIST.formatted("<", "desc");

    private SecurityEventSql() {}
}
