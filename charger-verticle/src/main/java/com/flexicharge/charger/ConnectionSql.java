package com.flexicharge.charger;

/** Statements on who holds a charger's socket, and what a charger told of itself when it booted. */
final class ConnectionSql {
    /** So many connections within so many minutes are flapping: a charger that reboots for an update needs three or four. */
    static final int FLAPPING_CONNECTS = 6;

    static final int FLAPPING_MINUTES = 10;

    /** ADMIT, for many chargers: who asks for it, and what it must know. */
    static final String FIND_IDENTITY = """
            select connector_id, password_hash, previous_password_hash, previous_valid_until,
                   greatest(security_profile, case when connected then socket_profile end) as security_profile,
                   serial_number, charge_point_serial, charge_box_serial
            from charger.chargers
            where serial_number = any($1) and deleted_at is null
            """;

    /**
     * ADMIT, for many chargers. The epoch rises if the password is still the one that was checked, and neither is the charger held
     * to more than was proved, nor did the socket prove more that has it now. The first login with the latest password ends the one before it. Rows are locked by
     * {@link ChargerSql#LOCK} before, so that this statement sees what the one before it left; {@code o} is the row as it was.
     */
    static final String CLAIM = """
            update charger.chargers c set
                epoch = c.epoch + 1, node = w.node, protocol = w.protocol, connected = true, connected_at = w.at,
                last_seen_at = greatest(c.last_seen_at, w.at), reserve_now_supported = null,
                socket_profile = w.security_profile,
                previous_password_hash = case when w.ends_previous then null else c.previous_password_hash end,
                previous_valid_until = case when w.ends_previous then null else c.previous_valid_until end,
                recent_connects = (c.recent_connects || w.at)[greatest(1, cardinality(c.recent_connects) + 2 - %1$d):],
                flapping_since = case
                    when c.recent_connects[cardinality(c.recent_connects) + 2 - %1$d] > w.at - interval '%2$d minutes'
                        then coalesce(c.flapping_since, w.at)
                    when c.recent_connects[cardinality(c.recent_connects)] > w.at - interval '%2$d minutes'
                        then c.flapping_since
                end
            from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::boolean[], $8::int[])
                as w (connector_id, password_hash, node, protocol, at, previous_hash, ends_previous, security_profile)
                join charger.chargers o on o.connector_id = w.connector_id
            where c.connector_id = w.connector_id and c.deleted_at is null
              and c.password_hash is not distinct from w.password_hash
              and (w.previous_hash is null or c.previous_password_hash = w.previous_hash)
              and c.security_profile <= w.security_profile
              and (not c.connected or c.socket_profile <= w.security_profile)
            returning c.connector_id, c.epoch, c.registration, c.boot_accepted_at is not null as booted_before,
                w.security_profile, c.clock_drift_ms, c.vendor, c.model, c.firmware_version, array(
                    select q.rule from charger.quirk_rules q where q.connector_id = c.connector_id) as rules,
                o.flapping_since is null and c.flapping_since is not null as flapping_begins
            """.formatted(FLAPPING_CONNECTS, FLAPPING_MINUTES);

    /** Each minute: who has not connected for as long flaps no more. Never waits for rows others are writing. */
    static final String END_FLAPPING = """
            with calm as (
                select connector_id from charger.chargers
                where flapping_since is not null and recent_connects[cardinality(recent_connects)] <= $1
                order by connector_id limit 1000
                for no key update skip locked)
            update charger.chargers c set flapping_since = null
            from calm where c.connector_id = calm.connector_id
            """;

    /** DISCONNECTED, for many chargers: only for who still holds it. */
    static final String RELEASE = """
            update charger.chargers c set
                node = null, connected = false, disconnected_at = w.at, disconnect_cause = w.cause
            from unnest($1::int[], $2::bigint[], $3::text[], $4::timestamptz[]) as w (connector_id, epoch, cause, at)
            where c.connector_id = w.connector_id and c.epoch = w.epoch and c.node is not null
            returning c.connector_id, c.node, c.epoch, c.protocol
            """;

    /** BOOT, for many chargers: only from who holds it. A boot tells everything anew, so what it leaves out is unknown. */
    static final String BOOT = """
            update charger.chargers c set
                vendor = w.vendor, model = w.model, firmware_version = w.firmware_version,
                charge_point_serial = w.charge_point_serial, charge_box_serial = w.charge_box_serial,
                iccid = w.iccid, imsi = w.imsi, meter_type = w.meter_type, meter_serial = w.meter_serial,
                last_seen_at = greatest(c.last_seen_at, w.at),
                boot_accepted_at = case when c.registration = 'accepted' then w.at else c.boot_accepted_at end
            from unnest($1::int[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::text[], $12::timestamptz[])
                as w (connector_id, epoch, vendor, model, firmware_version, charge_point_serial, charge_box_serial,
                      iccid, imsi, meter_type, meter_serial, at)
            where c.connector_id = w.connector_id and c.epoch = w.epoch and c.deleted_at is null
            returning c.connector_id, c.registration, c.protocol, (
                select p.price_ore from charger.charge_points p where p.charge_point_id = c.charge_point_id) as own_price_ore,
                c.vendor, c.model, c.firmware_version, array(
                    select q.rule from charger.quirk_rules q where q.connector_id = c.connector_id) as rules
            """;

    /** SEEN: only on the socket that owns the charger. */
    static final String SEEN = """
            update charger.chargers c set last_seen_at = w.at
            from unnest($1::int[], $2::bigint[], $3::timestamptz[]) as w (connector_id, epoch, at)
            where c.connector_id = w.connector_id and c.epoch = w.epoch and (c.last_seen_at is null or c.last_seen_at < w.at)
            """;

    /** SEEN: whose socket was given up too early and is heard of again. */
    static final String TAKE_BACK = """
            update charger.chargers c set connected = true
            from unnest($1::int[], $2::bigint[]) as w (connector_id, epoch)
            where c.connector_id = w.connector_id and c.epoch = w.epoch and c.node is not null and not c.connected
            returning c.connector_id, c.node, c.epoch, c.protocol, c.connected
            """;

    /** SEEN: sockets whose node has not heard that they lost their charger, and who owns it; removed chargers have no protocol. */
    static final String REPLACED = """
            select c.connector_id, c.node, c.epoch, c.connected,
                case when c.deleted_at is null then c.protocol end as protocol
            from charger.chargers c
                join unnest($1::int[], $2::bigint[]) as w (connector_id, epoch) on w.connector_id = c.connector_id
            where c.epoch > w.epoch
            """;

    /** Each minute: connected as far as we know, but not heard of for long. Never waits for rows others are writing. */
    static final String GIVE_UP_SILENT = """
            with silent as (
                select connector_id from charger.chargers
                where connected and deleted_at is null and last_seen_at < $1
                order by connector_id limit 1000
                for no key update skip locked)
            update charger.chargers c set connected = false, disconnected_at = c.last_seen_at, disconnect_cause = 'silent'
            from silent where c.connector_id = silent.connector_id
            returning c.connector_id, c.node, c.epoch, c.protocol
            """;

    /**
     * NODE_ENDED, and at the start of a process: the sockets it held before ended with it. Nobody knows when, but they were there
     * when they were last heard of. A lost node may be only out of reach, so its name stays for {@link #TAKE_BACK}.
     */
    static final String NODE_ENDED = """
            with held as (
                select connector_id, connected from charger.chargers
                where node = $1 and connected_at <= $3 and (connected or $2 = 'restarted')
                order by connector_id
                for no key update)
            update charger.chargers c set
                node = case when $2 = 'restarted' then null else c.node end,
                connected = false,
                disconnected_at = case when held.connected then greatest(c.connected_at, c.last_seen_at) else c.disconnected_at end,
                disconnect_cause = case when held.connected then $2 else c.disconnect_cause end
            from held where c.connector_id = held.connector_id
            returning c.connector_id, c.node, c.epoch, c.protocol
            """;

    /** WHERE_CONNECTED. */
    static final String WHERE = """
            select serial_number, node, epoch, protocol, connected from charger.chargers
            where connector_id = $1 and deleted_at is null
            """;

    private ConnectionSql() {}
}
