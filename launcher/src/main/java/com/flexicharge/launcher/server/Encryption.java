package com.flexicharge.launcher.server;

import com.flexicharge.launcher.StartException;
import com.flexicharge.launcher.server.CertificateWatch.Secured;
import com.flexicharge.shared.config.TlsConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** TLS for the ports that have it: TLS 1.2 and 1.3, with the certificate the files hold, also after they have changed. */
public final class Encryption {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private final Vertx vertx;
    private final TlsConfig config;
    private final List<Secured> servers = new CopyOnWriteArrayList<>();
    private @Nullable ServerCertificate first;

    public Encryption(Vertx vertx, TlsConfig config) {
        this.vertx = vertx;
        this.config = config;
    }

    public TlsConfig config() {
        return config;
    }

    /** Reads the files; before anything listens. @throws StartException when there is no good certificate in them */
    public void check() {
        try {
            first = ServerCertificate.read(config);
        } catch (IOException e) {
            throw new StartException("TLS_CERT or TLS_KEY cannot be read: " + e.getMessage(), e);
        }
        first.check(vertx);
        config.clientCa().ifPresent(this::checkAuthorities);
    }

    /** Adds TLS; clients are not asked for certificates. */
    public HttpServerOptions asking(HttpServerOptions options) {
        options.setSsl(true)
                // chargers' sockets are HTTP/1.1, and so is the rest of what we serve
                .setUseAlpn(false)
                .setEnabledSecureTransportProtocols(VERSIONS)
                .setKeyCertOptions(known().options());
        return options;
    }

    /** Adds TLS. Who has a certificate may show it and has it verified; who shows none comes as far as security profile 2. */
    public HttpServerOptions askingChargers(HttpServerOptions options) {
        config.clientCa()
                .ifPresent(file -> options.setClientAuth(ClientAuth.REQUEST)
                        .setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return asking(options);
    }

    /** Prepares as it is told, and has the server with these options follow the files. */
    public Consumer<HttpServer> keeping(HttpServerOptions options, Consumer<HttpServer> prepare) {
        return server -> {
            prepare.accept(server);
            servers.add(new Secured(server, options.getSslOptions()));
        };
    }

    /** @return the deployment, to be undeployed when the files need not be watched any more */
    public Future<String> watch() {
        return vertx.deployVerticle(new CertificateWatch(config, known(), List.copyOf(servers), BETWEEN_LOOKS));
    }

    private ServerCertificate known() {
        if (first == null) {
            throw new IllegalStateException("The certificate is used before it was checked");
        }
        return first;
    }

    private void checkAuthorities(Path file) {
        try {
            new PemTrustOptions().addCertPath(file.toString()).getTrustManagerFactory(vertx);
        } catch (Exception unreadable) {
            throw new StartException(
                    "TLS_CLIENT_CA: the file holds no certificates in PEM form (" + unreadable.getMessage() + ").",
                    unreadable);
        }
    }
}
