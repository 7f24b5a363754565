package com.flexicharge.charger;

/** Statements on who holds a charger's socket, and what a charger told of itself when it booted. */
final class ConnectionSql {
    /** ADMIT: who asks for it, and what it must know. */
    static final String FIND_IDENTITY = """
            select connector_id, password_hash, previous_password_hash, previous_valid_until, security_profile,
                   serial_number, charge_point_serial, charge_box_serial
            from charger.chargers
            where serial_number = $1 and deleted_at is null
            """;

    /**
     * ADMIT, for many chargers. The epoch rises if the password is still the one that was checked, and the charger is not held to
     * more than was proved. The first login with the latest password ends the one before it. Rows are locked by
     * {@link ChargerSql#LOCK} before, so that this statement sees what the one before it left.
     */
    static final String CLAIM = """
            update charger.chargers c set
                epoch = c.epoch + 1, node = w.node, protocol = w.protocol, connected = true, connected_at = w.at,
                last_seen_at = greatest(c.last_seen_at, w.at), reserve_now_supported = null,
                previous_password_hash = case when w.ends_previous then null else c.previous_password_hash end,
                previous_valid_until = case when w.ends_previous then null else c.previous_valid_until end
            from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::boolean[], $8::int[])
                as w (connector_id, password_hash, node, protocol, at, previous_hash, ends_previous, security_profile)
            where c.connector_id = w.connector_id and c.deleted_at is null
              and c.password_hash is not distinct from w.password_hash
              and (w.previous_hash is null or c.previous_password_hash = w.previous_hash)
              and c.security_profile <= w.security_profile
            returning c.connector_id, c.epoch, c.registration, c.boot_accepted_at is not null as booted_before,
                w.security_profile, c.vendor, c.model, c.firmware_version, array(
                    select q.rule from charger.quirk_rules q where q.connector_id = c.connector_id) as rules
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

    /** SEEN. */
    static final String SEEN = """
            update charger.chargers c set last_seen_at = w.at
            from unnest($1::int[], $2::timestamptz[]) as w (connector_id, at)
            where c.connector_id = w.connector_id and (c.last_seen_at is null or c.last_seen_at < w.at)
            """;

    /** SEEN: whose socket was given up too early and is heard of again. */
    static final String TAKE_BACK = """
            update charger.chargers c set connected = true
            where c.connector_id = any($1::int[]) and c.node is not null and not c.connected
            returning c.connector_id, c.node, c.epoch, c.protocol
            """;

    /** Each minute: connected as far as we know, but not heard of for long. Never waits for rows others are writing. */
    static final String GIVE_UP_SILENT = """
            with silent as (
                select connector_id from charger.chargers
                where connected and deleted_at is null and last_seen_at < $1
                order by connector_id limit 1000
                for no key update skip locked)
            update charger.chargers c set connected = false, disconnected_at = $2, disconnect_cause = 'silent'
            from silent where c.connector_id = silent.connector_id
            returning c.connector_id, c.node, c.epoch, c.protocol
            """;

    /** At the start of a process: the sockets it held before ended with it. */
    static final String RELEASE_ALL_OF_NODE = """
            with held as (
                select connector_id from charger.chargers where node = $1 order by connector_id for no key update)
            update charger.chargers c set
                node = null, connected = false, disconnected_at = $2, disconnect_cause = 'restarted'
            from held where c.connector_id = held.connector_id
            """;

    /** WHERE_CONNECTED. */
    static final String WHERE = """
            select serial_number, node, epoch, protocol, connected from charger.chargers
            where connector_id = $1 and deleted_at is null
            """;

    private ConnectionSql() {}
}
