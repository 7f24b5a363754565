package com.flexicharge.fleet;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a central system's database holds of one fleet. The constructor is for checks of the checker; a database is read by
 * {@link #read}.
 */
public record Books(
        List<Session> sessions, List<PutAside> putAside, List<Reading> readings, List<Registered> registered) {
    record Session(
            int transactionID,
            String serial,
            int connector,
            String state,
            @Nullable String startRaw,
            long meterStart,
            @Nullable String stopRaw,
            @Nullable Long meterStop,
            long energyWh) {}

    record PutAside(String serial, String kind, String reason, String payload) {}

    /** @param transactionID 0: of no session */
    record Reading(int transactionID, String serial, String raw) {}

    record Registered(String serial, boolean connected, long epoch) {}

    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final String SESSIONS = """
            select transaction_id, serial_number, connector, state, start_raw, meter_start, stop_raw, meter_stop, energy_wh
            from transaction.transactions where serial_number like ?""";

    private static final String PUT_ASIDE = """
            select c.serial_number, u.kind, u.reason, u.payload
            from transaction.unmatched u join charger.chargers c using (connector_id) where c.serial_number like ?""";

    private static final String READINGS = """
            select r.transaction_id, t.serial_number, r.reading_raw
            from livemetrics.readings r join transaction.transactions t using (transaction_id)
            where t.serial_number like ? and r.reading_raw is not null
            union all
            select 0, c.serial_number, r.reading_raw
            from livemetrics.connector_readings r join charger.chargers c using (connector_id)
            where c.serial_number like ? and r.reading_raw is not null""";

    private static final String REGISTERED = """
            select serial_number, connected and node is not null, epoch from charger.chargers where serial_number like ?""";

    public Books {
        sessions = List.copyOf(sessions);
        putAside = List.copyOf(putAside);
        readings = List.copyOf(readings);
        registered = List.copyOf(registered);
    }

    /**
     * Blocks while it reads.
     *
     * @param jdbcUrl with the login in it
     * @param fleet   the plan's name
     */
    public static Books read(String jdbcUrl, String fleet) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            // One look at all tables, whatever is written meanwhile.
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Books(
                    rows(connection, SESSIONS, fleet, Books::session),
                    rows(
                            connection,
                            PUT_ASIDE,
                            fleet,
                            row -> new PutAside(
                                    row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
                    rows(
                            connection,
                            READINGS,
                            fleet,
                            row -> new Reading(row.getInt(1), row.getString(2), row.getString(3))),
                    rows(
                            connection,
                            REGISTERED,
                            fleet,
                            row -> new Registered(row.getString(1), row.getBoolean(2), row.getLong(3))));
        }
    }

    private static Session session(ResultSet row) throws SQLException {
        var meterStop = row.getLong(8);
        return new Session(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getString(7),
                row.getObject(8) == null ? null : (Long) meterStop,
                row.getLong(9));
    }

    private static <T> List<T> rows(Connection connection, String sql, String fleet, RowReader<T> reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int each = 1; each <= statement.getParameterMetaData().getParameterCount(); each++) {
                statement.setString(each, fleet.replaceAll("([\\\\%_])", "\\\\$1") + "-%");
            }
            List<T> rows = new ArrayList<>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        }
    }
}
