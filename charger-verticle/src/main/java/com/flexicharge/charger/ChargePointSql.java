package com.flexicharge.charger;

import com.flexicharge.shared.contract.charger.Location;
import io.vertx.sqlclient.Row;

/** Statements on charge points; money is öre. */
final class ChargePointSql {
    private static final String COLUMNS =
            "charge_point_id, name, address, latitude, longitude, price_ore, klarna_reservation_amount_ore";

    /** GET /chargePoints; null: no limit, from the start. */
    private static final String LIST = """
            select %s from charger.charge_points
            where deleted_at is null and ($1::bigint is null or charge_point_id %s $1::bigint)
            order by charge_point_id %s
            limit $2::int
            """;

    static final String LIST_ASCENDING = LIST.formatted(COLUMNS, ">", "asc");
    static final String LIST_DESCENDING = LIST.formatted(COLUMNS, "<", "desc");

    /** GET /chargePoints/{id}, and the place of a new session. */
    static final String FIND = "select " + COLUMNS
            + " from charger.charge_points where charge_point_id = any($1::int[]) and deleted_at is null";

    /** POST /chargePoints. */
    static final String ADD = """
            insert into charger.charge_points
                (name, address, latitude, longitude, price_ore, klarna_reservation_amount_ore, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $7)
            returning %s
            """.formatted(COLUMNS);

    /** PUT /chargePoints/{id}: what is absent stays. */
    static final String CHANGE = """
            update charger.charge_points set
                name = coalesce($2, name),
                address = coalesce($3, address),
                latitude = coalesce($4, latitude),
                longitude = coalesce($5, longitude),
                price_ore = case when $6::boolean then null else coalesce($7, price_ore) end,
                klarna_reservation_amount_ore = coalesce($8, klarna_reservation_amount_ore),
                updated_at = $9
            where charge_point_id = $1 and deleted_at is null
            returning %s
            """.formatted(COLUMNS);

    /** DELETE /chargePoints/{id}; ids of chargers to ask about first. */
    static final String CHARGERS_OF = """
            select connector_id from charger.chargers
            where charge_point_id = $1 and deleted_at is null
            order by connector_id
            """;

    /** DELETE /chargePoints/{id}. */
    static final String REMOVE = """
            update charger.charge_points set deleted_at = $2, updated_at = $2
            where charge_point_id = $1 and deleted_at is null
            returning charge_point_id
            """;

    /** The place of chargers that register themselves by PUT; whoever is first makes it. */
    static final String MAKE_UNASSIGNED = """
            insert into charger.charge_points (name, latitude, longitude, created_at, updated_at)
            values ('Unassigned', 0, 0, $1, $1)
            on conflict (name) where deleted_at is null do nothing
            """;

    static final String FIND_UNASSIGNED =
            "select charge_point_id from charger.charge_points where name = 'Unassigned' and deleted_at is null";

    private ChargePointSql() {}

    static StoredChargePoint chargePoint(Row row) {
        return new StoredChargePoint(
                row.getInteger("charge_point_id"),
                row.getString("name"),
                row.getString("address"),
                new Location(row.getDouble("latitude"), row.getDouble("longitude")),
                row.getInteger("price_ore"),
                row.getInteger("klarna_reservation_amount_ore"));
    }
}
