package com.flexicharge.launcher.server;

import com.flexicharge.shared.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the certificate's files from time to time and has the servers use what they hold: new connections get the new
 * certificate, open ones stay. What is no good is said once, and the one before stays in use. On its own event loop; the files are
 * read beside it.
 */
final class CertificateWatch extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    /** @param options of the server's TLS, whichever certificate it has */
    record Secured(HttpServer server, ServerSSLOptions options) {
        Future<Boolean> use(ServerCertificate certificate) {
            return server.updateSSLOptions(options.copy().setKeyCertOptions(certificate.options()));
        }
    }

    private final TlsConfig config;
    private final List<Secured> servers;
    private final Duration betweenLooks;
    private ServerCertificate latest;
    private String said = "";

    CertificateWatch(TlsConfig config, ServerCertificate inUse, List<Secured> servers, Duration betweenLooks) {
        this.config = config;
        this.latest = inUse;
        this.servers = servers;
        this.betweenLooks = betweenLooks;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(betweenLooks.toMillis(), id -> look());
        return Future.succeededFuture();
    }

    private void look() {
        vertx.executeBlocking(() -> ServerCertificate.read(config))
                .compose(found -> found.equals(latest) ? Future.succeededFuture(false) : use(found))
                .onSuccess(changed -> {
                    if (changed) {
                        said = "";
                        LOG.info("TLS_CERT and TLS_KEY have changed: new connections get the new certificate");
                    }
                })
                .onFailure(this::sayOnce);
    }

    private Future<Boolean> use(ServerCertificate found) {
        latest = found;
        return vertx.executeBlocking(() -> {
                    found.check(vertx);
                    return found;
                })
                .compose(good -> Future.all(
                        servers.stream().map(server -> server.use(good)).toList()))
                .map(true);
    }

    private void sayOnce(Throwable broken) {
        var message = String.valueOf(broken.getMessage());
        if (!message.equals(said)) {
            said = message;
            LOG.warn("The certificate in use stays: {}", message);
        }
    }
}
