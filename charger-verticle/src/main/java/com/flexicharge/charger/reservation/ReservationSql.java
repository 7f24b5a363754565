package com.flexicharge.charger.reservation;

import com.flexicharge.shared.contract.charger.ReservationEndpoints.Reservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationStatus;
import com.flexicharge.shared.db.Times;
import io.vertx.sqlclient.Row;
import java.util.Locale;

/** Statements on reservations. */
final class ReservationSql {
    /** What a charger calls a reservation. */
    private static final String WIRE_NUMBER = "coalesce(r.wire_id, r.reservation_id)";

    /** Lists and look-ups; the self-test's are in none. */
    static final String SELECT = """
            select r.reservation_id, r.connector_id, c.serial_number, r.connector, r.user_id, r.id_tag, r.parent_id_tag,
                   r.status, r.expiry_at, r.used_by_transaction_id, r.created_at, %s as wire_number,
                   c.connected and c.protocol = 'ocpp1.6' and c.reserve_now_supported is not false as can_cancel
            from charger.reservations r join charger.chargers c using (connector_id)
            where not c.hidden""".formatted(WIRE_NUMBER);

    static final String FIND = SELECT + " and r.reservation_id = $1";

    /** MAKE_RESERVATION: no row when the command has made one before, or there is no such charger. */
    static final String MAKE = """
            insert into charger.reservations as r
                (connector_id, connector, source, id_tag, parent_id_tag, status, expiry_at, wire_id, command_id,
                 created_at, updated_at)
            select c.connector_id, $2, 'operator', $3, $4, 'requested', $5, $6, $7, $8, $8
            from charger.chargers c where c.connector_id = $1 and c.deleted_at is null
            on conflict (command_id) do nothing
            returning r.reservation_id, %s as wire_number""".formatted(WIRE_NUMBER);

    /** MAKE_RESERVATION: what the command made before. */
    static final String FIND_OF_COMMAND = """
            select r.reservation_id, %s as wire_number from charger.reservations r
            where r.command_id = $1""".formatted(WIRE_NUMBER);

    /** RESERVATION_ANSWERED. Nothing to write when it was cancelled or used before the answer was heard. */
    static final String CONCLUDE = """
            update charger.reservations set status = $2, updated_at = $3
            where reservation_id = $1 and source = 'operator' and status = 'requested'""";

    /** RESERVATION_ANSWERED: an accepted number takes the place of what the charger had under it (OCPP 1.6 §5.13). */
    static final String REPLACE_OLDER = """
            update charger.reservations r set status = 'cancelled', updated_at = $2
            from charger.reservations newer
            where newer.reservation_id = $1 and newer.source = 'operator' and newer.status in ('accepted', 'used')
              and r.connector_id = newer.connector_id and %s = coalesce(newer.wire_id, newer.reservation_id)
              and r.reservation_id < newer.reservation_id and r.status in ('requested', 'accepted')""".formatted(WIRE_NUMBER);

    /**
     * RESERVATION_CANCELLED and USE_RESERVATION: what the charger $1 means by the number $2 at the moment $3. Of several the newest;
     * none that was made later, because both may be told again.
     */
    private static final String MEANT = """
            select r.reservation_id from charger.reservations r
            where r.connector_id = $1 and %s = $2 and r.created_at <= $3 and r.status in ('requested', 'accepted')
            order by r.reservation_id desc limit 1
            for update""".formatted(WIRE_NUMBER);

    static final String CANCEL_MEANT = """
            update charger.reservations set status = 'cancelled', updated_at = $3
            where reservation_id = (%s)""".formatted(MEANT);

    /** Not another one when this session has used one of that number. */
    static final String USE_MEANT = """
            update charger.reservations set status = 'used', used_by_transaction_id = $4, updated_at = $3
            where reservation_id = (%s)
              and not exists (
                  select 1 from charger.reservations r
                  where r.connector_id = $1 and %s = $2 and r.used_by_transaction_id = $4)""".formatted(MEANT, WIRE_NUMBER);

    /** DELETE /reservations/{id}. */
    static final String FREE = """
            update charger.reservations set status = 'cancelled', updated_at = $2
            where reservation_id = $1 and status in ('requested', 'accepted')""";

    private ReservationSql() {}

    static StoredReservation stored(Row row) {
        return new StoredReservation(reservation(row), row.getInteger("wire_number"), row.getBoolean("can_cancel"));
    }

    private static Reservation reservation(Row row) {
        return new Reservation(
                row.getInteger("reservation_id"),
                row.getInteger("connector_id"),
                row.getString("serial_number"),
                row.getInteger("connector"),
                row.getString("user_id"),
                row.getString("id_tag"),
                row.getString("parent_id_tag"),
                ReservationStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                Times.instant(row, "expiry_at"),
                row.getInteger("used_by_transaction_id"),
                Times.instant(row, "created_at"));
    }
}
