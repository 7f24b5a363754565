package com.flexicharge.charger.quirk;

/** Statements on deviations: which are allowed, which were met. */
final class QuirkSql {
    private static final String FIND = """
            select c.vendor, c.model, c.firmware_version, array(
                select q.rule from charger.quirk_rules q where q.connector_id = c.connector_id) as rules
            from charger.chargers c
            where c.%s = $1 and c.deleted_at is null
            """;

    /** GET /chargers/{connectorID}/quirks. */
    static final String FIND_BY_ID = FIND.formatted("connector_id");

    /** A socket that offers no subprotocol: may this charger? */
    static final String FIND_BY_SERIAL_NUMBER = FIND.formatted("serial_number");

    /** GET /chargers/{connectorID}/quirks. */
    static final String COUNTS =
            "select rule, uses, last_at from charger.quirk_counts where connector_id = $1 order by rule";

    /** PUT /chargers/{connectorID}/quirks: two at once are done one after the other, and none for a charger that is going. */
    static final String LOCK_CHARGER = """
            select connector_id from charger.chargers where connector_id = $1 and deleted_at is null for no key update
            """;

    /** PUT /chargers/{connectorID}/quirks. */
    static final String REMOVE_OWN = "delete from charger.quirk_rules where connector_id = $1";

    /** PUT /chargers/{connectorID}/quirks. */
    static final String ADD_OWN = """
            insert into charger.quirk_rules (connector_id, rule) select $1, rule from unnest($2::text[]) as w (rule)
            """;

    /** PUT /quirk-rules: two at once are done one after the other; admissions go on reading meanwhile. */
    static final String LOCK_MAKES = "lock table charger.quirk_rules in share row exclusive mode";

    /** PUT /quirk-rules. */
    static final String REMOVE_MAKES = "delete from charger.quirk_rules where connector_id is null";

    /** PUT /quirk-rules: one row for each rule of a make; the ids keep the order. */
    static final String ADD_MAKES = """
            insert into charger.quirk_rules (vendor, model, firmware_version, rule)
            select vendor, model, firmware_version, rule
            from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                with ordinality as w (vendor, model, firmware_version, rule, place)
            order by place
            """;

    /** Every minute, and GET /quirk-rules. */
    static final String MAKES = """
            select vendor, model, firmware_version, rule from charger.quirk_rules where connector_id is null order by id
            """;

    /**
     * QUIRKS_MET. Written in one order, so that no two of them wait for each other; nothing is counted for the self-test's charger, nor
     * for one that was removed.
     */
    static final String COUNT = """
            insert into charger.quirk_counts as k (connector_id, rule, uses, last_at)
            select c.connector_id, w.rule, sum(w.uses)::bigint, max(w.last_at)
            from unnest($1::int[], $2::text[], $3::bigint[], $4::timestamptz[]) as w (connector_id, rule, uses, last_at)
            join charger.chargers c on c.connector_id = w.connector_id and c.deleted_at is null and not c.hidden
            group by c.connector_id, w.rule
            order by c.connector_id, w.rule
            on conflict (connector_id, rule) do update set
                uses = k.uses + excluded.uses, last_at = greatest(k.last_at, excluded.last_at)
            """;

    private QuirkSql() {}
}
