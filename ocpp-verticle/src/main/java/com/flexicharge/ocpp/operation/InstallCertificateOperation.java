package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.InstallCertificate;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.RootAnswered;
import io.vertx.core.Future;
import java.util.Optional;

/** InstallCertificate (security extension §5): whether the charger took the root certificate, and with which word it did not. */
final class InstallCertificateOperation implements Operation {
    private final Bus bus;

    InstallCertificateOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.INSTALL_CERTIFICATE;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return Payloads.response(action(), InstallCertificate.Response.class, ending)
                .map(answer -> rootAnswered(ending, answer.status()))
                .map(answered ->
                        bus.ask(CertificateEndpoints.ROOT_ANSWERED, answered).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private RootAnswered rootAnswered(Ending ending, Word status) {
        var request = Payloads.request(action(), InstallCertificate.Request.class, ending.request());
        return new RootAnswered(
                ending.connectorID(),
                Certificates.kind(request.certificateType()),
                request.certificate(),
                ending.accepted(),
                Optional.of(status.wire()).filter(word -> !ending.accepted()).orElse(null),
                ending.at());
    }
}
