package com.flexicharge.shared.config;

import com.flexicharge.shared.db.DatabaseSettings;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which database a module uses: one of its own, the local one, or the one that {@code DATABASE_*} name. */
public final class DatabaseConfig {
    /** The login of the local database is no secret: it listens on this machine's loopback address only. */
    private static final DatabaseSettings LOCAL =
            new DatabaseSettings("127.0.0.1", 5432, "postgredb", "postgres", "abc123", "disable", 10);

    private static final List<String> SSL_MODES = List.of("disable", "prefer", "require", "verify-full");
    private static final String URL_RULE = "a URL like postgres://user:password@host:5432/database,"
            + " with other signs than letters and digits written as %40";
    private static final String NOT_LOCAL = "USE_LOCAL_DATABASE is 0";

    private DatabaseConfig() {}

    /** @param module its short name, like {@code charger}; {@code CHARGER_DATABASE_URL} then goes before the common ones */
    public static DatabaseSettings read(Settings settings, String module) {
        var local = usesLocal(settings);
        var poolSize = settings.wholeNumber("DATABASE_POOL_SIZE", LOCAL.poolSize(), 1, 200);
        settings.declare(
                "DATABASE_HOST",
                "DATABASE_PORT",
                "DATABASE_NAME",
                "DATABASE_USERNAME",
                "DATABASE_PASSWORD",
                "DATABASE_SSL");
        var own = module.toUpperCase(Locale.ROOT) + "_DATABASE_URL";
        if (settings.isSet(own)) {
            return settings.secretValue(own, URL_RULE, url -> fromUrl(url, poolSize))
                    .orElse(LOCAL);
        }
        settings.declare(own);
        return local ? withPool(LOCAL, poolSize) : remote(settings, poolSize);
    }

    /** {@code USE_LOCAL_DATABASE}, which has no default: which database is used is always a stated choice. */
    public static boolean usesLocal(Settings settings) {
        return settings.neededFlag(
                "USE_LOCAL_DATABASE",
                "1 for the local database on 127.0.0.1:5432 or 0 for the one in DATABASE_HOST",
                true);
    }

    /** The local database; the launcher starts one there if nothing listens. */
    public static DatabaseSettings local() {
        return LOCAL;
    }

    private static DatabaseSettings withPool(DatabaseSettings database, int poolSize) {
        return new DatabaseSettings(
                database.host(),
                database.port(),
                database.database(),
                database.user(),
                database.password(),
                database.sslMode(),
                poolSize);
    }

    private static DatabaseSettings remote(Settings settings, int poolSize) {
        return new DatabaseSettings(
                text(settings, "DATABASE_HOST"),
                settings.neededValue(
                        "DATABASE_PORT",
                        NOT_LOCAL,
                        LOCAL.port(),
                        "a whole number from 1 to 65535",
                        text -> Parsing.wholeNumber(text, 1, 65535)),
                text(settings, "DATABASE_NAME"),
                text(settings, "DATABASE_USERNAME"),
                text(settings, "DATABASE_PASSWORD"),
                settings.choice("DATABASE_SSL", LOCAL.sslMode(), SSL_MODES),
                poolSize);
    }

    // any text will do, so no fault ever shows a value: right for the password too
    private static String text(Settings settings, String name) {
        return settings.neededValue(name, NOT_LOCAL, "", "a text", Optional::of);
    }

    private static Optional<DatabaseSettings> fromUrl(String text, int poolSize) {
        return Parsing.uri(text)
                .filter(url -> "postgres".equals(url.getScheme()) || "postgresql".equals(url.getScheme()))
                .filter(url -> url.getHost() != null && url.getRawUserInfo() != null && url.getRawPath() != null)
                .flatMap(url -> fromUrl(url, poolSize));
    }

    private static Optional<DatabaseSettings> fromUrl(URI url, int poolSize) {
        var login = url.getRawUserInfo().split(":", 2);
        var database = url.getRawPath().replaceFirst("^/", "");
        var sslMode = url.getRawQuery() == null ? "sslmode=disable" : url.getRawQuery();
        var port = url.getPort() == -1 ? LOCAL.port() : url.getPort();
        if (login.length < 2
                || login[0].isEmpty()
                || login[1].isEmpty()
                || database.isEmpty()
                || port < 1
                || port > 65535) {
            return Optional.empty();
        }
        if (!sslMode.startsWith("sslmode=") || !SSL_MODES.contains(sslMode.substring("sslmode=".length()))) {
            return Optional.empty();
        }
        return Optional.of(new DatabaseSettings(
                url.getHost().replaceAll("[\\[\\]]", ""),
                port,
                decoded(database),
                decoded(login[0]),
                decoded(login[1]),
                sslMode.substring("sslmode=".length()),
                poolSize));
    }

    private static String decoded(String percentEncoded) {
        return URLDecoder.decode(percentEncoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
