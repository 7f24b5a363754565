package com.flexicharge.shared.config;

import io.netty.util.NetUtil;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the process as a whole is told, whichever modules it runs.
 *
 * @param port                       HTTP
 * @param socketPort                 chargers and user sockets; never the same as {@code port}
 * @param bindAddress                of all ports
 * @param publicUrl                  how clients reach this server; begins links in answers, names it as issuer of tokens
 * @param modules                    the modules to run, by their short names
 * @param corsOrigins                origins of browsers that may call, or {@code *} alone
 * @param trustProxy                 whether X-Forwarded-For says who the client is
 * @param httpRateLimit              requests a minute of one caller; 0: no limit
 * @param drainTimeout               how long a stop may hand over work
 * @param localDatabaseFolder        where the embedded PostgreSQL keeps its files; empty if no local database is used
 * @param selfTestIntervalMultiplier stretches the time limits of the self-test, above 0 and at most 1000
 * @param developmentKeyFile         the key that signs development tokens; made if it is not there
 * @param tls                        the encrypted ports beside the plain ones; empty without a certificate
 * @param metricsPort                metrics and health for whoever watches the process; empty: metrics are on {@code port}
 */
public record ProcessConfig(
        int port,
        int socketPort,
        String bindAddress,
        URI publicUrl,
        List<String> modules,
        List<String> corsOrigins,
        boolean trustProxy,
        int maxBodyBytes,
        int httpRateLimit,
        LogLevel logLevel,
        LogFormat logFormat,
        Duration drainTimeout,
        Optional<Path> localDatabaseFolder,
        boolean runSelfTest,
        double selfTestIntervalMultiplier,
        Path developmentKeyFile,
        Optional<TlsConfig> tls,
        OptionalInt metricsPort) {

    public enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    public enum LogFormat {
        TEXT,
        JSON
    }

    /** Apps in a web view have origins like {@code capacitor://localhost}, so any scheme will do. */
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#\\s]+");

    public ProcessConfig {
        modules = List.copyOf(modules);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** @param modulesOnClassPath their short names; all of them run unless {@code VERTICLES} says otherwise */
    public static ProcessConfig read(Settings settings, Collection<String> modulesOnClassPath) {
        var port = settings.port("PORT", 8080);
        var socketPort = socketPort(settings, port);
        var tls = TlsConfig.read(settings, port, socketPort);
        return new ProcessConfig(
                port,
                socketPort,
                settings.value("BIND_ADDRESS", "0.0.0.0", "an IP address", ProcessConfig::address),
                publicUrl(settings),
                modules(settings, List.copyOf(modulesOnClassPath)),
                corsOrigins(settings),
                settings.flag("TRUST_PROXY", false),
                settings.wholeNumber("MAX_BODY_BYTES", 1 << 20, 1024, 1 << 26),
                settings.wholeNumber("HTTP_RATE_LIMIT", 600, 0, 1_000_000),
                settings.choice("LOG_LEVEL", LogLevel.INFO),
                settings.choice("LOG_FORMAT", LogFormat.TEXT),
                Duration.ofSeconds(settings.wholeNumber("DRAIN_TIMEOUT_S", 30, 0, 600)),
                localDatabaseFolder(settings),
                settings.flag("RUN_OCPP_TEST", "RUN_OCCP_TEST", false),
                settings.decimal("OCPP_TEST_INTERVAL_MULTIPLIER", 1, 1000),
                settings.writableFile("DEVELOPMENT_KEY_FILE", ".data/development-key.json"),
                tls,
                metricsPort(settings, port, socketPort, tls));
    }

    /** How clients reach this server. */
    public static URI publicUrl(Settings settings) {
        return settings.url("PUBLIC_URL", URI.create("http://localhost:" + settings.port("PORT", 8080)));
    }

    private static int socketPort(Settings settings, int port) {
        var socketPort = settings.port("SOCKET_PORT", 1337);
        if (socketPort == port) {
            settings.fault("SOCKET_PORT", "must differ from PORT, both are " + port);
        }
        return socketPort;
    }

    /** All that it listens on for clients and for whoever watches it. */
    public IntStream ports() {
        return IntStream.concat(ports(port, socketPort, tls), metricsPort.stream());
    }

    private static IntStream ports(int port, int socketPort, Optional<TlsConfig> tls) {
        return IntStream.concat(
                IntStream.of(port, socketPort),
                tls.stream()
                        .flatMapToInt(encrypted ->
                                IntStream.concat(encrypted.port().stream(), encrypted.socketPort().stream())));
    }

    private static OptionalInt metricsPort(Settings settings, int port, int socketPort, Optional<TlsConfig> tls) {
        var metricsPort = settings.optionalPort("METRICS_PORT");
        metricsPort.ifPresent(wanted -> {
            if (ports(port, socketPort, tls).anyMatch(other -> other == wanted)) {
                settings.fault("METRICS_PORT", "must differ from the other ports, is " + wanted + " like one of them");
            }
        });
        return metricsPort;
    }

    private static Optional<String> address(String text) {
        var address = NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text) || text.equals("localhost");
        return address ? Optional.of(text) : Optional.empty();
    }

    private static List<String> modules(Settings settings, List<String> onClassPath) {
        var rule = "a comma list of " + String.join(", ", onClassPath);
        return settings.list("VERTICLES", onClassPath, rule, onClassPath::contains).stream()
                .distinct()
                .toList();
    }

    private static List<String> corsOrigins(Settings settings) {
        Predicate<String> any = "*"::equals;
        Predicate<String> origin = item -> ORIGIN.matcher(item).matches();
        var origins = settings.list(
                "CORS_ORIGINS",
                List.of("*"),
                "* or a comma list of origins like https://app.example.org",
                any.or(origin));
        if (origins.size() > 1 && origins.contains("*")) {
            settings.fault("CORS_ORIGINS", "must be * alone or name origins, not both");
        }
        return origins;
    }

    private static Optional<Path> localDatabaseFolder(Settings settings) {
        var folder = settings.writableFolder("LOCAL_DATABASE_DIR", ".data/postgres");
        return DatabaseConfig.usesLocal(settings) ? Optional.of(folder) : Optional.empty();
    }
}
