package com.flexicharge.charger.clock;

/** Statements on chargers' clocks. */
final class ClockSql {
    /** CLOCKS_MEASURED: only on the socket that owns the charger; {@code o} is the row as it was. */
    static final String STORE = """
            update charger.chargers c set clock_drift_ms = w.drift_ms, clock_drift_at = w.at
            from unnest($1::int[], $2::bigint[], $3::bigint[], $4::timestamptz[]) as w (connector_id, epoch, drift_ms, at)
                join charger.chargers o on o.connector_id = w.connector_id
            where c.connector_id = w.connector_id and c.epoch = w.epoch and c.deleted_at is null
              and (c.clock_drift_at is null or c.clock_drift_at <= w.at)
            returning c.connector_id, c.serial_number, c.clock_drift_ms, o.clock_drift_ms as drift_before_ms
            """;

    private ClockSql() {}
}
