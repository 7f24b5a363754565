package com.flexicharge.load.work;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the chargers were told, beside what the database holds of them.
 *
 * @param sessions     that were begun, of which a charger was told
 * @param readings     that chargers were told are taken
 * @param storedReadings of those, each of which must be there where every reading is stored
 * @param wrong        each says what is missing or differs; at most some of them
 * @param wrongs       how many there are
 */
public record LedgerCheck(long sessions, long readings, long storedReadings, long wrongs, List<String> wrong) {
    private static final int MOST_TEXTS = 10;
    private static final int ROWS_AT_A_TIME = 10_000;

    private static final String SESSIONS = """
            select transaction_id, serial_number, meter_start, meter_stop, state
            from transaction.transactions where transaction_id between ? and ? and serial_number like ?""";

    private static final String READINGS = """
            select r.transaction_id, count(*)
            from livemetrics.readings r join transaction.transactions t using (transaction_id)
            where r.transaction_id between ? and ? and t.serial_number like ? and not r.final
            group by 1""";

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** The ids that chargers were told: without them whole tables would be read, which may hold years. */
    private record Range(long first, long last) {
        static Range of(Collection<Long> ids) {
            return new Range(
                    ids.stream().mapToLong(id -> id).min().orElse(0),
                    ids.stream().mapToLong(id -> id).max().orElse(0));
        }
    }

    private static final class Findings {
        private final List<String> texts = new ArrayList<>();
        private long number;

        void add(String text) {
            number++;
            if (texts.size() < MOST_TEXTS) {
                texts.add(text);
            }
        }
    }

    /**
     * Blocks while it reads.
     *
     * @param name         what the chargers' identities begin with
     * @param everyReading each one told must be stored
     */
    static LedgerCheck of(String jdbcUrl, String name, List<Ledger> ledgers, boolean everyReading) throws SQLException {
        Map<Long, Ledger.Told> left = new HashMap<>();
        var findings = new Findings();
        for (var ledger : ledgers) {
            ledger.sessions().forEach((id, told) -> {
                if (left.put(id, told) != null) {
                    findings.add("two chargers were told transaction " + id);
                }
            });
            if (ledger.givenTwice() > 0) {
                findings.add(ledger.givenTwice() + " starts were answered with the number of an earlier one");
            }
        }
        var sessions = left.size();
        var told = left.values().stream().mapToLong(session -> session.readings).sum();
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            connection.setAutoCommit(false);
            var range = Range.of(left.keySet());
            var stored = new long[1];
            Map<Long, Long> counted = new HashMap<>();
            each(connection, READINGS, range, name, row -> {
                counted.put(row.getLong(1), row.getLong(2));
                stored[0] += row.getLong(2);
            });
            each(connection, SESSIONS, range, name, row -> {
                var session = left.remove(row.getLong(1));
                if (session != null) {
                    compare(row, session, name, findings);
                    if (everyReading && counted.getOrDefault(row.getLong(1), 0L) < session.readings) {
                        findings.add("of the " + session.readings + " readings of transaction " + row.getLong(1)
                                + " there are " + counted.getOrDefault(row.getLong(1), 0L));
                    }
                }
            });
            left.keySet().forEach(id -> findings.add("transaction " + id + " is not there"));
            return new LedgerCheck(sessions, told, stored[0], findings.number, findings.texts);
        }
    }

    private static void compare(ResultSet row, Ledger.Told session, String name, Findings findings)
            throws SQLException {
        var expected = name + session.charger + " from " + session.meterStart + " to "
                + (session.meterStop < 0 ? "null" : session.meterStop);
        var found = row.getString(2) + " from " + row.getString(3) + " to " + row.getString(4);
        if (!found.equals(expected)) {
            findings.add("transaction " + row.getLong(1) + " is " + found + " and should be " + expected);
        }
    }

    private static void each(Connection connection, String sql, Range range, String name, RowReader reader)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setLong(1, range.first);
            statement.setLong(2, range.last);
            statement.setString(3, name + "%");
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }
}
