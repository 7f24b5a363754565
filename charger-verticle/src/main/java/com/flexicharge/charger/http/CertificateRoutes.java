package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.GetCertificates;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.StoredCertificate;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The certificates a charger has, had, or is to get. */
public final class CertificateRoutes {
    private final Bus bus;
    private final VisibleChargers visible;

    public CertificateRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/certificates", Access.ADMIN, this::list);
    }

    /** The four of the hash are as DeleteCertificate wants them, or all absent. */
    record CertificateView(
            long id,
            String kind,
            @Nullable String hashAlgorithm,
            @Nullable String issuerNameHash,
            @Nullable String issuerKeyHash,
            @Nullable String serialNumber,
            @Nullable String pem,
            String state,
            @Nullable String reason,
            @Nullable Instant validTo,
            Instant createdAt,
            Instant updatedAt) {
        static CertificateView of(StoredCertificate stored) {
            var hash = stored.hash();
            return new CertificateView(
                    stored.id(),
                    stored.kind().word(),
                    hash == null ? null : hash.hashAlgorithm(),
                    hash == null ? null : hash.issuerNameHash(),
                    hash == null ? null : hash.issuerKeyHash(),
                    hash == null ? null : hash.serialNumber(),
                    stored.pem(),
                    stored.state().name().toLowerCase(Locale.ROOT),
                    stored.reason(),
                    stored.validTo(),
                    stored.createdAt(),
                    stored.updatedAt());
        }
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var rules = query.list(false);
        query.check();
        return visible.named(exchange)
                .compose(charger -> bus.ask(
                        CertificateEndpoints.GET_CERTIFICATES,
                        new GetCertificates(charger.connectorID(), rules.pageRequest())))
                .map(found -> rules.page(
                        found.certificates().stream().map(CertificateView::of).toList(), CertificateView::id));
    }
}
