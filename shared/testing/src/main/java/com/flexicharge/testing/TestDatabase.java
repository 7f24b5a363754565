package com.flexicharge.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * An empty PostgreSQL database that belongs to one test class, made before its first test and dropped after its last. Ask for
 * it with {@code @ExtendWith(TestDatabaseExtension.class)} and a parameter of this type on a constructor, a test, or a
 * {@code @BeforeAll} method; the whole class shares one.
 */
public record TestDatabase(String host, int port, String database, String user, String password) {
    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s".formatted(host, port, database, user, password);
    }

    /** As settings take it: {@code postgres://user:password@host:port/database}. */
    public String url() {
        return "postgres://%s:%s@%s:%d/%s".formatted(user, password, host, port, database);
    }

    /** The same database, reached through a proxy that the test can break. */
    public TestDatabase through(FaultyProxy proxy) {
        return new TestDatabase(proxy.host(), proxy.port(), database, user, password);
    }

    /** A proxy before this database; the test closes it. */
    public FaultyProxy proxy() {
        return FaultyProxy.before(host, port);
    }

    /** Runs statements past the code under test, to arrange. */
    public void execute(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Test statement failed: " + e.getMessage(), e);
        }
    }

    /**
     * Reads past the code under test, to assert.
     *
     * @return one line a row, columns joined with {@code |}, null as an empty text (as {@code psql -At} shows them)
     */
    public List<String> rows(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            var columns = result.getMetaData().getColumnCount();
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new StringJoiner("|");
                for (int column = 1; column <= columns; column++) {
                    var value = result.getString(column);
                    row.add(value == null ? "" : value);
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("Test query failed: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl());
    }
}
