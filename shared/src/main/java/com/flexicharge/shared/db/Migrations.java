package com.flexicharge.shared.db;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Runs a module's migrations with Flyway, which speaks JDBC and blocks: on a worker thread only. */
final class Migrations {
    private static final int CONNECT_TIMEOUT_SECONDS = 5;
    private static final String TRUST_AS_THIS_JVM = "org.postgresql.ssl.DefaultJavaSSLFactory";

    private Migrations() {}

    /**
     * Two processes that start together must not both create the schema, which Flyway does before it takes its own lock. So a
     * lock of ours is around all of it; it ends with its connection, also when the process dies.
     */
    static void run(DatabaseSettings settings, String module) throws SQLException {
        var url = url(settings, module);
        try (var connection = DriverManager.getConnection(url, settings.user(), settings.password())) {
            lock(connection, module);
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(url, settings.user(), settings.password())
                    .schemas(module)
                    .defaultSchema(module)
                    .createSchemas(true)
                    .locations("classpath:db/migration/" + module)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        }
    }

    /** Whether the database was away, and the same migration may pass when it is back. */
    static boolean foundItAway(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said
                    && Failures.isAway(Objects.requireNonNullElse(said.getSQLState(), ""))) {
                return true;
            }
        }
        return false;
    }

    private static void lock(Connection connection, String module) throws SQLException {
        try (var statement = connection.prepareStatement("select pg_advisory_lock(hashtextextended(?, 0))")) {
            statement.setString(1, "flexicharge migrations of " + module);
            statement.execute();
        }
    }

    private static String url(DatabaseSettings settings, String module) {
        var host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        var database = URLEncoder.encode(settings.database(), StandardCharsets.UTF_8);
        var url =
                "jdbc:postgresql://%s:%d/%s?ApplicationName=flexicharge-%s-migrations&tcpKeepAlive=true&connectTimeout=%d&sslmode=%s"
                        .formatted(
                                host, settings.port(), database, module, CONNECT_TIMEOUT_SECONDS, settings.sslMode());
        return settings.sslMode().equals("verify-full") ? url + "&sslfactory=" + TRUST_AS_THIS_JVM : url;
    }
}
