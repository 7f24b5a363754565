package com.flexicharge.charger;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.Connector;
import com.flexicharge.shared.contract.charger.Location;
import com.flexicharge.shared.db.Times;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on chargers. Reading one brings a row for each connector, or one row when it has reported none. */
final class ChargerSql {
    private static final String READ = """
            select c.connector_id, c.charge_point_id, c.latitude, c.longitude, c.serial_number, c.status, c.connected,
                   c.last_seen_at, c.flapping_since, c.clock_drift_ms, c.protocol, c.vendor, c.model, c.firmware_version,
                   c.registration, c.hidden,
                   k.connector, k.status as connector_status, k.error_code, k.info, k.vendor_error_code,
                   k.status_at as connector_status_at
            from (%s) c left join charger.connectors k using (connector_id)
            """;

    /** GET /chargers/{connectorID}, and whoever asks over the bus. */
    static final String FIND =
            READ.formatted("select * from charger.chargers where connector_id = any($1::int[]) and deleted_at is null")
                    + " order by c.connector_id, k.connector";

    /** GET /chargers/serial/{serialNumber}, and every socket that comes. */
    static final String FIND_BY_SERIAL_NUMBER =
            READ.formatted("select * from charger.chargers where serial_number = $1 and deleted_at is null")
                    + " order by k.connector";

    /** GET /chargers, GET /chargers/available; null: this filter is not set. */
    private static final String LISTED = """
            select * from charger.chargers
            where deleted_at is null and not hidden
              and ($1::text is null or status = $1)
              and ($2::boolean is null or connected = $2)
              and ($3::int is null or charge_point_id = $3)
              and ($4::text is null or strpos(connector_id::text, $4) > 0 or strpos(lower(serial_number), lower($4)) > 0)
              and ($5::bigint is null or connector_id %s $5)
              and ($7::text is null or registration = $7)
              and ($8::boolean is null or (flapping_since is not null) = $8)
              and ($9::boolean is null or coalesce(abs(clock_drift_ms) > $10, false) = $9)
            order by connector_id %s
            limit $6::int
            """;

    /** The overview of operators. */
    static final String COUNT = """
            select status, count(*)::int as chargers, (count(*) filter (where connected))::int as connected
            from charger.chargers
            where deleted_at is null and not hidden
            group by status
            """;

    static final String LIST_ASCENDING =
            READ.formatted(LISTED.formatted(">", "asc")) + " order by c.connector_id, k.connector";
    static final String LIST_DESCENDING =
            READ.formatted(LISTED.formatted("<", "desc")) + " order by c.connector_id desc, k.connector";

    /** POST /chargers; without a row there is no such charge point. It cannot be removed before the charger stands there. */
    static final String ADD = """
            insert into charger.chargers
                (serial_number, charge_point_id, latitude, longitude, status, registration, created_at)
            select $2, p.charge_point_id, coalesce($3, p.latitude), coalesce($4, p.longitude),
                   coalesce($5::text, 'Available'), coalesce($6::text, 'accepted'), $7
            from charger.charge_points p
            where p.charge_point_id = $1 and p.deleted_at is null
            for share
            returning connector_id
            """;

    /** PUT /chargers/{connectorID} with another charge point. */
    static final String HOLD_CHARGE_POINT = """
            select charge_point_id from charger.charge_points
            where charge_point_id = $1 and deleted_at is null
            for share
            """;

    /** PUT /chargers/{connectorID}: what is absent stays. A status set here holds until the charger reports one. */
    static final String CHANGE = """
            update charger.chargers set
                status = coalesce($2::text, status),
                status_at = case when $2::text is null then status_at else $7 end,
                latitude = coalesce($3, latitude),
                longitude = coalesce($4, longitude),
                charge_point_id = coalesce($5, charge_point_id),
                registration = coalesce($6::text, registration)
            where connector_id = $1 and deleted_at is null
            returning connector_id
            """;

    private static final String REMOVE = """
            update charger.chargers set
                deleted_at = $2, epoch = epoch + 1, node = null, connected = false,
                disconnected_at = case when connected then $2 else disconnected_at end,
                disconnect_cause = case when connected then 'removed' else disconnect_cause end
            where %s and deleted_at is null and not hidden
            returning connector_id, epoch
            """;

    /** DELETE /chargers/{connectorID}. */
    static final String REMOVE_ONE = REMOVE.formatted("connector_id = $1");

    /** DELETE /chargePoints/{id}: before it, so that rows are always locked in this order. */
    static final String LOCK_ALL_OF = """
            select connector_id from charger.chargers
            where charge_point_id = $1 and deleted_at is null
            order by connector_id
            for no key update
            """;

    /** DELETE /chargePoints/{id}. */
    static final String REMOVE_ALL_OF = REMOVE.formatted("charge_point_id = $1");

    /** Chargers of many writers at once: always locked in this order, so that no two of them wait for each other. */
    static final String LOCK = """
            select connector_id from charger.chargers
            where connector_id = any($1::int[]) and deleted_at is null
            order by connector_id
            for no key update
            """;

    /** REGISTER_NEWCOMER: those that are to be pending one batch after the other, so that they are counted. The number is of this lock alone. */
    static final String LOCK_PENDING = "select pg_advisory_xact_lock(7014600016)";

    /**
     * REGISTER_NEWCOMER, for many chargers, in the order of their serial numbers, so that no two batches wait for each other. The place
     * cannot be removed before they stand there.
     */
    static final String ADD_NEWCOMERS = """
            insert into charger.chargers (serial_number, charge_point_id, latitude, longitude, registration, created_at)
            select w.serial_number, p.charge_point_id, p.latitude, p.longitude, w.registration, w.at
            from (
                    select n.*, row_number() over (partition by n.registration order by n.serial_number) as nth
                    from unnest($1::text[], $2::text[], $3::timestamptz[]) as n (serial_number, registration, at)) w
                cross join charger.charge_points p
            where p.charge_point_id = $4
              and (w.registration <> 'pending' or w.nth <= $5::int - (
                  select count(*) from charger.chargers where registration = 'pending' and deleted_at is null))
            order by w.serial_number
            for share of p
            on conflict (serial_number) where deleted_at is null do nothing
            """;

    /** REGISTER_NEWCOMER: which of them there are now. */
    static final String KNOWN =
            "select serial_number from charger.chargers where serial_number = any($1) and deleted_at is null";

    private ChargerSql() {}

    static List<Charger> chargers(RowSet<Row> rows) {
        var connectors = new LinkedHashMap<Integer, List<Connector>>();
        var first = new LinkedHashMap<Integer, Row>();
        for (var row : rows) {
            var connectorID = row.getInteger("connector_id");
            first.putIfAbsent(connectorID, row);
            var ofCharger = connectors.computeIfAbsent(connectorID, id -> new ArrayList<>(2));
            if (row.getValue("connector") != null) {
                ofCharger.add(connector(row));
            }
        }
        return first.values().stream()
                .map(row -> charger(row, connectors.getOrDefault(row.getInteger("connector_id"), List.of())))
                .toList();
    }

    static @Nullable Protocol protocol(Row row) {
        @Nullable String word = row.getString("protocol");
        return word == null ? null : Protocol.ofWord(word);
    }

    private static Charger charger(Row row, List<Connector> connectors) {
        @Nullable Integer chargePointID = row.getInteger("charge_point_id");
        return new Charger(
                row.getInteger("connector_id"),
                chargePointID == null ? 0 : chargePointID,
                new Location(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getString("serial_number"),
                Words.storedStatus(row.getString("status")),
                row.getBoolean("connected"),
                Times.find(row, "last_seen_at").orElse(null),
                protocol(row),
                row.getString("vendor"),
                row.getString("model"),
                row.getString("firmware_version"),
                Words.storedRegistration(row.getString("registration")),
                row.getBoolean("hidden"),
                connectors,
                row.getOffsetDateTime("flapping_since") != null,
                row.getLong("clock_drift_ms"));
    }

    private static Connector connector(Row row) {
        return new Connector(
                row.getInteger("connector"),
                Words.storedStatus(row.getString("connector_status")),
                row.getString("error_code"),
                row.getString("info"),
                row.getString("vendor_error_code"),
                Times.instant(row, "connector_status_at"));
    }
}
