package com.flexicharge.charger.configuration;

/** Statements on configuration keys. Where there are several rows, their charger is locked before. */
final class ConfigurationSql {
    /** KEYS_READ: an answer older than what is stored of a key changes nothing. */
    static final String STORE = """
            insert into charger.configuration_keys as k (connector_id, key_lower, key, value, readonly, read_at)
            select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[])
            on conflict (connector_id, key_lower) do update set
                key = excluded.key, value = excluded.value, readonly = excluded.readonly, read_at = excluded.read_at
            where k.read_at <= excluded.read_at
            """;

    /** KEY_CHANGED: whether the charger lets it be changed, and how it spells it, is known from reading it only. */
    static final String CHANGE = """
            insert into charger.configuration_keys as k (connector_id, key_lower, key, value, readonly, read_at)
            values ($1, $2, $3, $4, false, $5)
            on conflict (connector_id, key_lower) do update set value = excluded.value, read_at = excluded.read_at
            where k.read_at <= excluded.read_at
            """;

    /** KEYS_READ: what the charger says it does not have. */
    static final String FORGET = """
            delete from charger.configuration_keys
            where connector_id = $1 and key_lower = any($2::text[]) and read_at <= $3
            """;

    /** KEYS_READ, KEY_CHANGED: what was not heard of for longest makes room. */
    static final String TRIM = """
            delete from charger.configuration_keys k
            using (select key_lower from charger.configuration_keys where connector_id = $1
                   order by read_at desc, key_lower offset $2::int) surplus
            where k.connector_id = $1 and k.key_lower = surplus.key_lower
            """;

    /** GET /chargers/{connectorID}/configuration. */
    static final String LIST = """
            select key, value, readonly, read_at from charger.configuration_keys
            where connector_id = $1
            order by key_lower
            """;

    private ConfigurationSql() {}
}
