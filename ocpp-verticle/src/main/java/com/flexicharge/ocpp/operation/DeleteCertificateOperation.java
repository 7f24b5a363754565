package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.DeleteCertificate;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.CertificateDeleted;
import io.vertx.core.Future;

/**
 * DeleteCertificate (security extension §5). Only Accepted removes it from what is known of the charger: with NotFound it may only
 * have been named by another hash than the charger's, and GetInstalledCertificateIds tells for sure.
 */
final class DeleteCertificateOperation implements Operation {
    private final Bus bus;

    DeleteCertificateOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.DELETE_CERTIFICATE;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        if (!ending.accepted()) {
            return Future.succeededFuture();
        }
        var request = Payloads.request(action(), DeleteCertificate.Request.class, ending.request());
        return bus.ask(
                        CertificateEndpoints.CERTIFICATE_DELETED,
                        new CertificateDeleted(
                                ending.connectorID(), Certificates.hash(request.certificateHashData()), ending.at()))
                .mapEmpty();
    }
}
