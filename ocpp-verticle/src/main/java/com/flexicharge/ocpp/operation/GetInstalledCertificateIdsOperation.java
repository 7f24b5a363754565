package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.GetInstalledCertificateIds;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificatesListed;
import io.vertx.core.Future;
import java.util.List;

/** GetInstalledCertificateIds (security extension §5): what the charger lists is what it has; NotFound lists nothing. */
final class GetInstalledCertificateIdsOperation implements Operation {
    private final Bus bus;

    GetInstalledCertificateIdsOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.GET_INSTALLED_CERTIFICATE_IDS;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return Payloads.response(action(), GetInstalledCertificateIds.Response.class, ending)
                .map(answer -> listed(ending, answer))
                .map(listed -> bus.ask(CertificateEndpoints.CERTIFICATES_LISTED, listed)
                        .<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private CertificatesListed listed(Ending ending, GetInstalledCertificateIds.Response answer) {
        var request = Payloads.request(action(), GetInstalledCertificateIds.Request.class, ending.request());
        return new CertificatesListed(
                ending.connectorID(),
                Certificates.kind(request.certificateType()),
                answer.certificateHashData().orElse(List.of()).stream()
                        .map(Certificates::hash)
                        .distinct()
                        .toList(),
                ending.at());
    }
}
