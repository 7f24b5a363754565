package com.flexicharge.transaction;

import com.flexicharge.transaction.tariff.PriceSql;

/** The statements of a batch of starts. */
final class StartSql {
    /**
     * Every row a start of this batch may concern, locked until the commit so that nobody ends or expires it meanwhile. Of a charger known by
     * its connection alone these are its newest row, and if that came after this start, which was held up then, those that tell the same:
     * among its latest thousand, which is what it may begin while a process hears nobody.
     */
    static final String CANDIDATES = """
            with wanted as (
                select transaction_id from transaction.transactions where start_key = any($1::text[])
                union
                select transaction_id from transaction.transactions
                where connector_id = any($2::int[]) and state in ('reserved', 'requested')
                union
                select transaction_id from transaction.transactions
                where connector_id = any($2::int[]) and state in ('active', 'stopping')
                union
                select transaction_id from transaction.transactions
                where connector_id = any($2::int[]) and state in ('expired', 'cancelled')
                  and requested_at is not null and updated_at > $3
                union
                select told.transaction_id
                from unnest($4::int[], $5::text[], $6::timestamptz[]) as charger(connector_id, start_raw, received_at)
                cross join lateral (
                    select t.transaction_id, t.start_received_at from transaction.transactions t
                    where t.connector_id = charger.connector_id and t.start_at is not null
                    order by t.transaction_id desc limit 1) newest
                cross join lateral (
                    select newest.transaction_id
                    union
                    select since.transaction_id
                    from (
                        select t.transaction_id, t.start_raw, t.start_received_at from transaction.transactions t
                        where t.connector_id = charger.connector_id and t.start_at is not null
                          and newest.start_received_at > charger.received_at
                        order by t.transaction_id desc limit 1000) since
                    where since.start_raw = charger.start_raw and since.start_received_at > charger.received_at) told
            )
            select %s
            from transaction.transactions t join wanted using (transaction_id)
            order by t.transaction_id
            for update of t""".formatted(SessionSql.COLUMNS);

    /** The last meter value known of chargers that gave none at a start. */
    static final String LAST_METERS = """
            select charger.connector_id, last.meter_stop
            from unnest($1::int[]) as charger(connector_id)
            cross join lateral (
                select t.meter_stop from transaction.transactions t
                where t.connector_id = charger.connector_id and t.meter_stop is not null
                order by t.transaction_id desc limit 1) last""";

    /** Waiting rows, or such that waited until lately, become active; one that was given up is to be stopped at once. */
    static final String TAKE = """
            update transaction.transactions t
            set state = 'active', protocol = s.protocol,
                id_tag = coalesce(s.id_tag, t.id_tag), id_tag_key = coalesce(s.id_tag_key, t.id_tag_key),
                start_key = s.start_key, start_at = s.start_at, start_raw = s.start_raw,
                start_received_at = s.received_at, meter_start = s.meter_start,
                meter_start_estimated = s.meter_estimated, estimated = s.meter_estimated,
                stop_at = null, stop_received_at = null, stop_reason = null, connected_since = s.received_at,
                stop_wanted_at = case when t.state = 'cancelled' then s.received_at + interval '30 seconds' end, updated_at = $11
            from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[],
                        $8::timestamptz[], $9::bigint[], $10::boolean[])
                as s(transaction_id, protocol, id_tag, id_tag_key, start_key, start_at, start_raw, received_at,
                     meter_start, meter_estimated)
            where t.transaction_id = s.transaction_id
            returning %s""".formatted(SessionSql.COLUMNS);

    /** Rows for sessions nobody waited for, at the price of when they began, however late that is told; one that was overtaken is over already, with no energy until its stop comes. */
    static final String INSERT = """
            insert into transaction.transactions as t (
                state, protocol, user_id, id_tag, id_tag_key, connector_id, connector,
                serial_number, charge_point_id, charge_point_name, address, hidden,
                start_key, start_at, start_raw, start_received_at, meter_start, meter_start_estimated, estimated,
                stop_at, stop_received_at, meter_stop, stop_reason, ended_by,
                price_per_kwh_ore, connected_since, created_at, updated_at)
            select case when s.overtaken then 'ended' else 'active' end,
                   s.protocol, s.user_id, s.id_tag, s.id_tag_key, s.connector_id, s.connector,
                   s.serial_number, s.charge_point_id, s.charge_point_name, s.address, s.hidden,
                   s.start_key, s.start_at, s.start_raw, s.received_at,
                   s.meter_start, s.meter_estimated, s.meter_estimated or s.overtaken,
                   case when s.overtaken then s.start_at end, case when s.overtaken then s.received_at end,
                   case when s.overtaken then s.meter_start end,
                   case when s.overtaken then 'Superseded' end, case when s.overtaken then 'server' end,
                   %s, s.received_at, $21, $21
            from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::int[],
                        $7::text[], $8::int[], $9::text[], $10::text[], $11::boolean[],
                        $12::text[], $13::timestamptz[], $14::text[], $15::timestamptz[], $16::bigint[], $17::boolean[],
                        $18::boolean[], $19::int[])
                as s(protocol, user_id, id_tag, id_tag_key, connector_id, connector,
                     serial_number, charge_point_id, charge_point_name, address, hidden,
                     start_key, start_at, start_raw, received_at, meter_start, meter_estimated, overtaken, own_price)
            returning %s""".formatted(PriceSql.at("s.own_price", "s.start_at", "$20"), SessionSql.COLUMNS);

    private StartSql() {}
}
