package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.transaction.Session.Begin;
import com.flexicharge.transaction.Session.Doubt;
import com.flexicharge.transaction.Session.End;
import com.flexicharge.transaction.Session.EndedBy;
import com.flexicharge.transaction.Session.Hold;
import com.flexicharge.transaction.Session.Payment;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code transaction.transactions} as a {@link Session}, and what all statements on that table share. */
final class SessionSql {
    /** What {@link #session} reads; the table goes by {@code t} everywhere. */
    static final String COLUMNS = """
            t.transaction_id, t.state, t.protocol, t.user_id, t.id_tag, t.connector_id, t.connector,
            t.serial_number, t.charge_point_id, t.charge_point_name, t.address, t.hidden,
            t.reservation_id, t.hold_until, t.requested_at,
            t.start_key, t.start_at, t.start_raw, t.start_received_at, t.meter_start, t.meter_start_estimated,
            t.stop_at, t.stop_received_at, t.meter_stop, t.stop_reason, t.ended_by, t.stop_key,
            t.energy_wh, t.percent, t.estimated, t.price_per_kwh_ore, t.price_ore,
            t.suspect_reason, t.suspect_at, t.doubt_at, t.connected_since, t.stop_wanted_at,
            t.payment_method, t.payment_id, t.is_paid""";

    /** First of a pair of keys, so that other advisory locks in the same database are not ours. */
    private static final int CHARGER_LOCKS = 74_01;

    /**
     * For every writer that begins or ends sessions of a charger: one at a time a charger, over all nodes. Correctness is in the
     * unique keys; this keeps their violations, which cost a batch its transaction, from happening. Taken in order, so that
     * two batches cannot wait for each other.
     */
    private static final String LOCK_CHARGERS = """
            select pg_advisory_xact_lock($1::int, charger.connector_id)
            from (select distinct connector_id from unnest($2::int[]) as connector_id order by connector_id) as charger""";

    private SessionSql() {}

    static Future<Void> lockChargers(SqlConnection connection, List<Integer> connectorIDs) {
        return connection
                .preparedQuery(LOCK_CHARGERS)
                .execute(Tuple.of(CHARGER_LOCKS).addArrayOfInteger(connectorIDs.toArray(Integer[]::new)))
                .mapEmpty();
    }

    static List<Session> sessions(RowSet<Row> rows) {
        var sessions = new ArrayList<Session>(rows.size());
        rows.forEach(row -> sessions.add(session(row)));
        return sessions;
    }

    static Optional<Session> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(session(rows.iterator().next()));
    }

    static Session session(Row row) {
        return new Session(
                row.getInteger("transaction_id"),
                TransactionState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                protocol(row),
                row.getString("user_id"),
                row.getString("id_tag"),
                row.getInteger("connector_id"),
                row.getInteger("connector"),
                place(row),
                new Hold(row.getInteger("reservation_id"), instant(row, "hold_until"), instant(row, "requested_at")),
                begin(row),
                end(row),
                row.getLong("energy_wh"),
                row.getInteger("percent"),
                row.getBoolean("estimated"),
                row.getInteger("price_per_kwh_ore"),
                row.getLong("price_ore"),
                doubt(row),
                row.getOffsetDateTime("stop_wanted_at") != null,
                new Payment(row.getString("payment_method"), row.getString("payment_id"), row.getBoolean("is_paid")));
    }

    private static Doubt doubt(Row row) {
        var word = row.getString("suspect_reason");
        return new Doubt(
                word == null ? null : SuspectReason.ofWord(word).orElseThrow(),
                instant(row, "suspect_at"),
                instant(row, "doubt_at"),
                instant(row, "connected_since"));
    }

    static Place place(Row row) {
        return new Place(
                row.getString("serial_number"),
                row.getInteger("charge_point_id"),
                row.getString("charge_point_name"),
                row.getString("address"),
                row.getBoolean("hidden"));
    }

    static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Protocol protocol(Row row) {
        var word = row.getString("protocol");
        return word == null ? null : Protocol.ofWord(word);
    }

    private static @Nullable Begin begin(Row row) {
        var at = instant(row, "start_at");
        var receivedAt = instant(row, "start_received_at");
        if (at == null || receivedAt == null) {
            return null;
        }
        var raw = row.getString("start_raw");
        return new Begin(
                row.getString("start_key"),
                at,
                raw == null ? "" : raw,
                receivedAt,
                row.getLong("meter_start"),
                row.getBoolean("meter_start_estimated"));
    }

    private static @Nullable End end(Row row) {
        var at = instant(row, "stop_at");
        if (at == null) {
            return null;
        }
        var by = row.getString("ended_by");
        return new End(
                at,
                instant(row, "stop_received_at"),
                row.getLong("meter_stop"),
                row.getString("stop_reason"),
                by == null ? null : EndedBy.valueOf(by.toUpperCase(Locale.ROOT)),
                row.getString("stop_key"));
    }
}
