package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.db.DatabaseSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseConfigTest {
    private static final Map<String, String> REMOTE = Map.of(
            "USE_LOCAL_DATABASE", "0",
            "DATABASE_HOST", "db.example",
            "DATABASE_PORT", "6543",
            "DATABASE_NAME", "charging",
            "DATABASE_USERNAME", "backend",
            "DATABASE_PASSWORD", "hunter2");

    @Test
    void theLocalDatabaseIgnoresEverythingAboutTheOther() {
        var settings = Settings.of(with(REMOTE, Map.of("USE_LOCAL_DATABASE", "1", "DATABASE_PORT", "many")));

        assertThat(DatabaseConfig.read(settings, "charger"))
                .isEqualTo(new DatabaseSettings("127.0.0.1", 5432, "postgredb", "postgres", "abc123", "disable", 10));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void theOtherDatabaseIsAsNamed() {
        var settings = Settings.of(with(REMOTE, Map.of("DATABASE_SSL", "verify-full", "DATABASE_POOL_SIZE", "200")));

        assertThat(DatabaseConfig.read(settings, "charger"))
                .isEqualTo(
                        new DatabaseSettings("db.example", 6543, "charging", "backend", "hunter2", "verify-full", 200));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void theOtherDatabaseNeedsAllOfItsFiveOnceHoweverManyModulesAsk() {
        var settings = Settings.of(Map.of("USE_LOCAL_DATABASE", "0", "DATABASE_HOST", ""));
        DatabaseConfig.read(settings, "charger");
        DatabaseConfig.read(settings, "transaction");

        assertThatThrownBy(settings::check).hasMessage("""
                        The configuration is not complete:
                          DATABASE_HOST      is missing; it is needed because USE_LOCAL_DATABASE is 0
                          DATABASE_NAME      is missing; it is needed because USE_LOCAL_DATABASE is 0
                          DATABASE_PASSWORD  is missing; it is needed because USE_LOCAL_DATABASE is 0
                          DATABASE_PORT      is missing; it is needed because USE_LOCAL_DATABASE is 0
                          DATABASE_USERNAME  is missing; it is needed because USE_LOCAL_DATABASE is 0""");
    }

    @Test
    void whichDatabaseIsUsedMustBeSaid() {
        var settings = Settings.of(Map.of());
        DatabaseConfig.read(settings, "charger");

        assertThatThrownBy(settings::check).hasMessage("""
                        The configuration is not complete:
                          USE_LOCAL_DATABASE  is missing; set 1 for the local database on 127.0.0.1:5432 \
                        or 0 for the one in DATABASE_HOST""");
    }

    @Test
    void portPoolAndSslAreChecked() {
        var settings = Settings.of(
                with(REMOTE, Map.of("DATABASE_PORT", "0", "DATABASE_POOL_SIZE", "201", "DATABASE_SSL", "yes")));
        DatabaseConfig.read(settings, "charger");

        assertThatThrownBy(settings::check).hasMessage("""
                        The configuration is not complete:
                          DATABASE_POOL_SIZE  must be a whole number from 1 to 200, is "201"
                          DATABASE_PORT       must be a whole number from 1 to 65535, is "0"
                          DATABASE_SSL        must be one of disable, prefer, require, verify-full, is "yes\"""");
    }

    @Test
    void aModuleMayHaveADatabaseOfItsOwn() {
        var settings = Settings.of(Map.of(
                "USE_LOCAL_DATABASE", "1",
                "CHARGER_DATABASE_URL", "postgres://us%40er:p+%2F%3A:w@db.example/own?sslmode=require",
                "OCPP_DATABASE_URL", "postgresql://u:p@[::1]:6543/own"));

        assertThat(DatabaseConfig.read(settings, "charger"))
                .isEqualTo(new DatabaseSettings("db.example", 5432, "own", "us@er", "p+/::w", "require", 10));
        assertThat(DatabaseConfig.read(settings, "ocpp").host()).isEqualTo("::1");
        assertThat(DatabaseConfig.read(settings, "transaction")).isEqualTo(DatabaseConfig.local());
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "https://u:hunter2@host/db",
                "postgres://host/db",
                "postgres://u:hunter2@host",
                "postgres://u:hunter2@host/",
                "postgres://u@host/db",
                "postgres://u:hunter2@host:0/db",
                "postgres://u:hunter2@host/db?sslmode=maybe",
                "postgres://u:hun ter2@host/db"
            })
    void aMalformedUrlIsAFaultThatDoesNotShowIt(String url) {
        var settings = Settings.of(Map.of("USE_LOCAL_DATABASE", "1", "CHARGER_DATABASE_URL", url));
        DatabaseConfig.read(settings, "charger");

        assertThatThrownBy(settings::check)
                .hasMessage("The configuration is not complete:\n"
                        + "  CHARGER_DATABASE_URL  must be a URL like postgres://user:password@host:5432/database,"
                        + " with other signs than letters and digits written as %40");
    }

    private static Map<String, String> with(Map<String, String> base, Map<String, String> changes) {
        var values = new HashMap<>(base);
        values.putAll(changes);
        return values;
    }
}
