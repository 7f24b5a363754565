package com.flexicharge.charger.locallist;

/** Statements on local lists. The charger is locked before, so that its lists take their turns. */
final class LocalListSql {
    /** LIST_ACCEPTED: no row when this list, or a later one, was counted already. */
    static final String ACCEPT = """
            insert into charger.local_lists as l (connector_id, list_version, version_at, sent_at, command_id)
            values ($1, $2, $3, $3, $4)
            on conflict (connector_id) do update set
                list_version = case when l.version_at <= excluded.version_at then excluded.list_version else l.list_version end,
                version_at = greatest(l.version_at, excluded.version_at),
                sent_at = excluded.sent_at, command_id = excluded.command_id
            where l.sent_at is null or l.sent_at < excluded.sent_at
               or (l.sent_at = excluded.sent_at and l.command_id <> excluded.command_id)
            returning connector_id
            """;

    /** LIST_VERSION_READ: no row when it is older than what is known. */
    static final String READ_VERSION = """
            insert into charger.local_lists as l (connector_id, list_version, version_at)
            values ($1, $2, $3)
            on conflict (connector_id) do update set
                list_version = excluded.list_version, version_at = excluded.version_at
            where l.version_at <= excluded.version_at
            returning connector_id
            """;

    /** LIST_ACCEPTED with a full list; LIST_VERSION_READ of a charger that has none. */
    static final String CLEAR = "delete from charger.local_list_entries where connector_id = $1";

    /** LIST_ACCEPTED with a differential list. */
    static final String TAKE_OFF =
            "delete from charger.local_list_entries where connector_id = $1 and id_tag_key = any($2::text[])";

    /** LIST_ACCEPTED. */
    static final String PUT = """
            insert into charger.local_list_entries (connector_id, id_tag_key, id_tag, status, expiry_at, parent_id_tag)
            select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
            on conflict (connector_id, id_tag_key) do update set
                id_tag = excluded.id_tag, status = excluded.status, expiry_at = excluded.expiry_at,
                parent_id_tag = excluded.parent_id_tag
            """;

    /** LIST_ACCEPTED: whether the list still has a length a list can have. */
    static final String COUNT = "select count(*) as entries from charger.local_list_entries where connector_id = $1";

    /** GET /chargers/{connectorID}/local-list: a row an entry, or one row when there are none. */
    static final String FIND = """
            select l.list_version, l.sent_at, e.id_tag, e.status, e.expiry_at, e.parent_id_tag
            from charger.local_lists l left join charger.local_list_entries e using (connector_id)
            where l.connector_id = $1
            order by e.id_tag_key
            """;

    private LocalListSql() {}
}
