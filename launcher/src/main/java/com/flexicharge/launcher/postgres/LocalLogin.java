package com.flexicharge.launcher.postgres;

import com.flexicharge.shared.db.DatabaseSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Tries to log in. Through JDBC, which is here for the migrations anyway, because this happens before anything else runs. */
final class LocalLogin {
    private static final int CONNECT_TIMEOUT_MS = 1000;
    private static final int ANSWER_TIMEOUT_S = 5;

    enum Outcome {
        IN,
        NOBODY_LISTENS,
        /** Somebody listens but takes no login at this moment, as PostgreSQL does while it starts or stops. */
        NOT_NOW
    }

    private LocalLogin() {}

    /** @throws LocalDatabaseException if waiting cannot help */
    static Outcome attempt(DatabaseSettings login) {
        if (!listens(login)) {
            return Outcome.NOBODY_LISTENS;
        }
        try (var connection = connect(login, login.database())) {
            return connection.isValid(ANSWER_TIMEOUT_S) ? Outcome.IN : Outcome.NOT_NOW;
        } catch (SQLException refusal) {
            return outcome(login, refusal);
        }
    }

    /** Makes the database of the login if the server does not have it; it has one called {@code postgres} from its birth. */
    static void createDatabaseIfMissing(DatabaseSettings login) throws SQLException {
        try (var connection = connect(login, "postgres");
                var exists = connection.prepareStatement("select from pg_database where datname = ?");
                var statement = connection.createStatement()) {
            exists.setString(1, login.database());
            if (!exists.executeQuery().next()) {
                statement.execute("create database \"" + login.database().replace("\"", "\"\"") + "\"");
            }
        }
    }

    static String address(DatabaseSettings login) {
        return login.host() + ":" + login.port();
    }

    private static boolean listens(DatabaseSettings login) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(login.host(), login.port()), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static Connection connect(DatabaseSettings login, String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("loginTimeout", String.valueOf(ANSWER_TIMEOUT_S));
        properties.setProperty("socketTimeout", String.valueOf(ANSWER_TIMEOUT_S));
        properties.setProperty("ApplicationName", "flexicharge launcher");
        return DriverManager.getConnection("jdbc:postgresql://" + address(login) + "/" + database, properties);
    }

    private static Outcome outcome(DatabaseSettings login, SQLException refusal) {
        var state = String.valueOf(refusal.getSQLState());
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            // 08: the connection broke; 53: too many connections; 57: cannot connect now
            case "08", "53", "57" -> Outcome.NOT_NOW;
            case "28" ->
                throw new LocalDatabaseException(
                        "The PostgreSQL on %s does not let user %s in. Give that user the password %s (ALTER USER %s PASSWORD '%s'), %s"
                                .formatted(
                                        address(login),
                                        login.user(),
                                        login.password(),
                                        login.user(),
                                        login.password(),
                                        elseDo()),
                        refusal);
            case "3D" ->
                throw new LocalDatabaseException(
                        "The PostgreSQL on %s has no database %s. Create it (CREATE DATABASE %s), %s"
                                .formatted(address(login), login.database(), login.database(), elseDo()),
                        refusal);
            default ->
                throw new LocalDatabaseException(
                        "The PostgreSQL on %s cannot be used: %s (%s). Mend it, %s"
                                .formatted(address(login), refusal.getMessage(), state, elseDo()),
                        refusal);
        };
    }

    private static String elseDo() {
        return "or stop that server to have one started here, or set USE_LOCAL_DATABASE=0 and name your database in DATABASE_HOST.";
    }
}
