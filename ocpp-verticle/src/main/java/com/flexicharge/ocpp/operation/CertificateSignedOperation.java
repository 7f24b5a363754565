package com.flexicharge.ocpp.operation;

import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.CertificateSigned;
import com.flexicharge.ocpp.message.Word;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.ChainAnswered;
import io.vertx.core.Future;
import java.util.Optional;

/** CertificateSigned (security extension §5): whether the charger took the certificate as its own. */
final class CertificateSignedOperation implements Operation {
    private final Bus bus;

    CertificateSignedOperation(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Action action() {
        return Action.CERTIFICATE_SIGNED;
    }

    @Override
    public boolean hasConsequences() {
        return true;
    }

    @Override
    public Future<Void> over(Ending ending) {
        return Payloads.response(action(), CertificateSigned.Response.class, ending)
                .map(answer -> chainAnswered(ending, answer.status()))
                .map(answered ->
                        bus.ask(CertificateEndpoints.CHAIN_ANSWERED, answered).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture);
    }

    private ChainAnswered chainAnswered(Ending ending, Word status) {
        var request = Payloads.request(action(), CertificateSigned.Request.class, ending.request());
        return new ChainAnswered(
                ending.connectorID(),
                request.certificateChain(),
                ending.accepted(),
                Optional.of(status.wire()).filter(word -> !ending.accepted()).orElse(null),
                ending.at());
    }
}
