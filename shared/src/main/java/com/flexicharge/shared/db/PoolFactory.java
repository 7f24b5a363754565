package com.flexicharge.shared.db;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the pool of one module, with every wait in it bounded. */
final class PoolFactory {
    private static final int CONNECT_TIMEOUT_MS = 3_000;

    /** 10,000 chargers booting at once may each wait for one look-up: 10,000 × less than 1 KB. Beyond it, refused at once. */
    private static final int MAX_WAITING = 10_000;

    /** Requests that a repository sends on one connection without waiting for the answers between. */
    private static final int PIPELINING = 64;

    /** The default of 2,048 characters would leave our longest statements unprepared. */
    private static final int PREPARED_SQL_LIMIT = 16_384;

    /** Long after our own deadline; frees the locks of a process that was cut off in mid-transaction. */
    private static final String IDLE_IN_TRANSACTION_MS = "10000";

    private PoolFactory() {}

    static Pool create(Vertx vertx, DatabaseSettings settings, String module, Waits waits) {
        return PgBuilder.pool()
                .connectingTo(login(settings, module, waits))
                .with(bounds(settings, waits))
                .with(transport(waits))
                .withConnectHandler(PoolFactory::made)
                .using(vertx)
                .build();
    }

    private static void made(SqlConnection connection) {
        Silence.endsIt(connection);
        connection.close(); // into the pool
    }

    private static PoolOptions bounds(DatabaseSettings settings, Waits waits) {
        return new PoolOptions()
                .setMaxSize(settings.poolSize())
                .setMaxWaitQueueSize(MAX_WAITING)
                .setConnectionTimeout(millis(waits.request()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout(millis(waits.idle()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(millis(Waits.LOOK));
    }

    private static NetClientOptions transport(Waits waits) {
        return new NetClientOptions()
                .setTcpKeepAlive(true)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout(millis(waits.silence()));
    }

    private static PgConnectOptions login(DatabaseSettings settings, String module, Waits waits) {
        var options = new PgConnectOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setDatabase(settings.database())
                .setUser(settings.user())
                .setPassword(settings.password())
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheSqlLimit(PREPARED_SQL_LIMIT)
                .setPipeliningLimit(PIPELINING)
                .addProperty("application_name", "flexicharge-" + module)
                .addProperty("search_path", module)
                // A charger deletes what we acknowledge: whatever the server's, the database's or the role's default
                // is.
                .addProperty("synchronous_commit", "on")
                .addProperty("statement_timeout", Integer.toString(millis(waits.request())))
                .addProperty("idle_in_transaction_session_timeout", IDLE_IN_TRANSACTION_MS);
        return encrypted(options, settings.sslMode());
    }

    private static PgConnectOptions encrypted(PgConnectOptions options, String sslMode) {
        return switch (sslMode) {
            case "prefer" -> options.setSslMode(SslMode.PREFER).setSslOptions(anyCertificate());
            case "require" -> options.setSslMode(SslMode.REQUIRE).setSslOptions(anyCertificate());
            case "verify-full" -> options.setSslMode(SslMode.VERIFY_FULL).setSslOptions(trustedCertificate());
            default -> options.setSslMode(SslMode.DISABLE);
        };
    }

    /** As libpq does for these modes: encrypted, without a check of who answers. */
    private static ClientSSLOptions anyCertificate() {
        return new ClientSSLOptions().setTrustAll(true);
    }

    private static ClientSSLOptions trustedCertificate() {
        try {
            var authorities = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            @Nullable KeyStore ofThisJvm = null;
            authorities.init(ofThisJvm);
            return new ClientSSLOptions()
                    .setTrustOptions(TrustOptions.wrap(authorities))
                    .setHostnameVerificationAlgorithm("HTTPS");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no usable certificate authorities", e);
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
