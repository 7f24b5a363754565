package com.flexicharge.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.shared.config.ProcessConfig.LogFormat;
import com.flexicharge.shared.config.ProcessConfig.LogLevel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessConfigTest {
    private static final List<String> MODULES = List.of("ocpp", "charger", "transaction", "livemetrics");
    private static final ProcessConfig DEFAULTS = new ProcessConfig(
            8080,
            1337,
            "0.0.0.0",
            URI.create("http://localhost:8080"),
            MODULES,
            List.of("*"),
            false,
            1048576,
            600,
            LogLevel.INFO,
            LogFormat.TEXT,
            Duration.ofSeconds(30),
            Optional.of(Path.of(".data/postgres")),
            false,
            1,
            Path.of(".data/development-key.json"),
            Optional.empty(),
            OptionalInt.empty());

    @Test
    void onlyTheDatabaseMustBeChosen() {
        var settings = Settings.of(Map.of("USE_LOCAL_DATABASE", "1"));

        assertThat(ProcessConfig.read(settings, MODULES)).isEqualTo(DEFAULTS);
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void theExampleStartsUnchangedAndSaysTheDefaults() throws Exception {
        var example = Dotenv.parse(".env.example", Files.readString(Path.of("../.env.example")));
        var settings = new Settings(new Environment(example.values(), example.warnings()));

        assertThat(ProcessConfig.read(settings, MODULES)).isEqualTo(DEFAULTS);
        for (var module : MODULES) {
            assertThat(DatabaseConfig.read(settings, module)).isEqualTo(DatabaseConfig.local());
        }
        assertThatCode(settings::check).doesNotThrowAnyException();
        assertThat(settings.warnings()).isEmpty();
        var aliases = settings.namesRead();
        aliases.remove("RUN_OCCP_TEST");
        assertThat(example.values().keySet()).containsAll(aliases);
    }

    @Test
    void everythingCanBeSet() {
        var settings = Settings.of(Map.ofEntries(
                Map.entry("PORT", "80"),
                Map.entry("SOCKET_PORT", "81"),
                Map.entry("METRICS_PORT", "82"),
                Map.entry("BIND_ADDRESS", "::1"),
                Map.entry("PUBLIC_URL", "https://charge.example.org"),
                Map.entry("VERTICLES", "charger, ocpp,charger"),
                Map.entry("CORS_ORIGINS", "https://app.example.org, capacitor://localhost"),
                Map.entry("TRUST_PROXY", "1"),
                Map.entry("MAX_BODY_BYTES", "1024"),
                Map.entry("HTTP_RATE_LIMIT", "0"),
                Map.entry("LOG_LEVEL", "debug"),
                Map.entry("LOG_FORMAT", "json"),
                Map.entry("DRAIN_TIMEOUT_S", "0"),
                Map.entry("USE_LOCAL_DATABASE", "0"),
                Map.entry("RUN_OCCP_TEST", "1"),
                Map.entry("OCPP_TEST_INTERVAL_MULTIPLIER", "2.5"),
                Map.entry("DEVELOPMENT_KEY_FILE", "key.json")));

        assertThat(ProcessConfig.read(settings, MODULES))
                .isEqualTo(new ProcessConfig(
                        80,
                        81,
                        "::1",
                        URI.create("https://charge.example.org"),
                        List.of("charger", "ocpp"),
                        List.of("https://app.example.org", "capacitor://localhost"),
                        true,
                        1024,
                        0,
                        LogLevel.DEBUG,
                        LogFormat.JSON,
                        Duration.ZERO,
                        Optional.empty(),
                        true,
                        2.5,
                        Path.of("key.json"),
                        Optional.empty(),
                        OptionalInt.of(82)));
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080", "1337"})
    void metricsHaveAPortOfTheirOwn(String taken) {
        var settings = Settings.of(Map.of("USE_LOCAL_DATABASE", "1", "METRICS_PORT", taken));
        ProcessConfig.read(settings, MODULES);

        assertThatThrownBy(settings::check)
                .hasMessageContaining(
                        "METRICS_PORT  must differ from the other ports, is " + taken + " like one of them");
    }

    @Test
    void thePublicUrlFollowsThePort() {
        var settings = Settings.of(Map.of("USE_LOCAL_DATABASE", "1", "PORT", "9000"));

        assertThat(ProcessConfig.read(settings, MODULES).publicUrl()).isEqualTo(URI.create("http://localhost:9000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT|0|must be a whole number from 1 to 65535, is \"0\"",
                "SOCKET_PORT|8080|must differ from PORT, both are 8080",
                "PORT|1337|must differ from PORT, both are 1337",
                "BIND_ADDRESS|1.2.3|must be an IP address, is \"1.2.3\"",
                "PUBLIC_URL|http://a/|must be a URL like https://charge.example.org, without a slash at its end, is \"http://a/\"",
                "VERTICLES|ocpp,acount|must be a comma list of ocpp, charger, transaction, livemetrics, is \"ocpp,acount\"",
                "CORS_ORIGINS|app.example.org|must be * or a comma list of origins like https://app.example.org, is \"app.example.org\"",
                "CORS_ORIGINS|*,https://a|must be * alone or name origins, not both",
                "TRUST_PROXY|2|must be 0 or 1, is \"2\"",
                "MAX_BODY_BYTES|1023|must be a whole number from 1024 to 67108864, is \"1023\"",
                "HTTP_RATE_LIMIT|-1|must be a whole number from 0 to 1000000, is \"-1\"",
                "LOG_LEVEL|loud|must be one of trace, debug, info, warn, error, is \"loud\"",
                "LOG_FORMAT|xml|must be one of text, json, is \"xml\"",
                "DRAIN_TIMEOUT_S|601|must be a whole number from 0 to 600, is \"601\"",
                "RUN_OCPP_TEST|''|is empty; set 0 or 1",
                "RUN_OCCP_TEST|yes|must be 0 or 1, is \"yes\"",
                "OCPP_TEST_INTERVAL_MULTIPLIER|0|must be a number above 0 and at most 1000, is \"0\"",
                "USE_LOCAL_DATABASE|''|is empty; set 0 or 1",
                "USE_LOCAL_DATABASE|2|must be 0 or 1, is \"2\"",
                "LOCAL_DATABASE_DIR|pom.xml/x|must be a folder to write in, is \"pom.xml/x\"",
                "DEVELOPMENT_KEY_FILE|''|is empty; set a file to write"
            })
    void namesWhatIsWrong(String name, String value, String reason) {
        var values = new HashMap<>(Map.of("USE_LOCAL_DATABASE", "1"));
        values.put(name, value);
        var settings = Settings.of(values);
        ProcessConfig.read(settings, MODULES);

        assertThatThrownBy(settings::check).hasMessageEndingWith("  " + reason);
    }
}
