package com.flexicharge.charger;

/** Statements on users' holds. */
final class HoldSql {
    private static final String COLUMNS =
            "reservation_id, status, rejected_as, expiry_at, transaction_id is null as of_person";

    /** First of a pair of keys, so that other advisory locks in the same database are not ours. */
    static final int PERSON_LOCKS = 74_02;

    /**
     * PLACE_HOLD: the charger, and whether it has such a connector. Connector 1 every charger has; others are known once they
     * have reported a status.
     */
    static final String FIND_PLACE = """
            select c.protocol, c.epoch, c.connected, c.reserve_now_supported,
                   $2::int = 1 or exists (
                       select 1 from charger.connectors k
                       where k.connector_id = c.connector_id and k.connector = $2::int and k.connector > 0) as has_connector
            from charger.chargers c
            where c.connector_id = $1 and c.deleted_at is null
            """;

    /** PLACE_HOLD: holds whose time is over do not stand in the way, whether the sweep was here or not. */
    static final String EXPIRE_ON_CONNECTOR = """
            update charger.reservations set status = 'expired', updated_at = $3
            where connector_id = $1 and connector = $2 and source = 'user'
              and status in ('requested', 'accepted') and expiry_at <= $3
            """;

    /** PLACE_HOLD: no row when somebody holds the connector, or this session has asked before. */
    static final String INSERT = """
            insert into charger.reservations
                (connector_id, connector, source, user_id, id_tag, parent_id_tag, status, expiry_at, transaction_id,
                 created_at, updated_at)
            values ($1, $2, 'user', $3, $4, $5, 'requested', $6, $7, $8, $8)
            on conflict do nothing
            returning %s
            """.formatted(COLUMNS);

    /** PLACE_HOLD: what became of it before. */
    static final String FIND_OF_SESSION = """
            select %s from charger.reservations
            where transaction_id = $1 and source = 'user'
            """.formatted(COLUMNS);

    /** PLACE_HOLD: what this person has reserved there; $4: not what one of their sessions holds. */
    static final String FIND_OF_PERSON = """
            select %s from charger.reservations
            where connector_id = $1 and connector = $2 and source = 'user' and status in ('requested', 'accepted')
              and user_id = $3 and ($4::boolean is false or transaction_id is null)
            """.formatted(COLUMNS);

    /** PLACE_HOLD of a person: of two at once, on whatever nodes, the second counts the first. */
    static final String LOCK_PERSON = """
            select pg_advisory_xact_lock($1::int, hashtext($2::text))
            """;

    /** PLACE_HOLD of a person: how many reservations they have beside those of their sessions. */
    static final String COUNT_OF_PERSON = """
            select count(*)::int as open from charger.reservations
            where user_id = $1 and source = 'user' and transaction_id is null
              and status in ('requested', 'accepted') and expiry_at > $2
            """;

    /** PLACE_HOLD: the charger keeps for longer what a session took over. */
    static final String PROLONG = """
            update charger.reservations set expiry_at = $2, updated_at = $3
            where reservation_id = $1 and status = 'accepted' and expiry_at < $2
            """;

    /** PLACE_HOLD: what the charger said; too late when the hold was ended meanwhile. */
    static final String CONCLUDE = """
            update charger.reservations set status = $2, rejected_as = $3, updated_at = $4
            where reservation_id = $1 and status = 'requested'
            """;

    static final String FIND = """
            select %s from charger.reservations where reservation_id = $1
            """.formatted(COLUMNS);

    /** PLACE_HOLD: this connection's charger does not know ReserveNow. */
    static final String REMEMBER_NO_RESERVE_NOW = """
            update charger.chargers set reserve_now_supported = false where connector_id = $1 and epoch = $2
            """;

    /** END_HOLD. What a person reserved outlives a session that came to nothing: the charger keeps it still. */
    static final String END = """
            update charger.reservations set
                status = $2, used_by_transaction_id = coalesce($3, used_by_transaction_id), updated_at = $4
            where reservation_id = $1 and status in ('requested', 'accepted')
              and not ($2 <> 'used' and source = 'user' and transaction_id is null and expiry_at > $4)
            """;

    /** END_HOLD_OF. */
    static final String END_OF_SESSION = """
            update charger.reservations set
                status = $2, updated_at = $3,
                used_by_transaction_id = case when $2 = 'used' then transaction_id else used_by_transaction_id end
            where transaction_id = $1 and source = 'user' and status in ('requested', 'accepted')
            """;

    /** The sweep. Never waits for rows others are writing. */
    static final String EXPIRE = """
            with over as (
                select reservation_id from charger.reservations
                where status in ('requested', 'accepted') and expiry_at <= $1
                order by expiry_at limit 1000
                for update skip locked)
            update charger.reservations r set status = 'expired', updated_at = $1
            from over where r.reservation_id = over.reservation_id
            """;

    private HoldSql() {}
}
