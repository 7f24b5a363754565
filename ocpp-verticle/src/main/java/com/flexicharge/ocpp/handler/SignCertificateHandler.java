package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.SignCertificate;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.CertificateEndpoints;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SendSigned;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignAnswered;
import com.flexicharge.shared.contract.charger.CertificateEndpoints.SignRequested;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A charger asks for its certificate to be signed (security extension §5). The request is stored before it is answered; the chain
 * follows in a CertificateSigned of our own, never before the answer.
 */
final class SignCertificateHandler implements CallHandler<SignCertificate.Request> {
    private static final Logger LOG = LoggerFactory.getLogger(SignCertificateHandler.class);

    private final Bus bus;

    SignCertificateHandler(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Reply> handle(Incoming<SignCertificate.Request> call) {
        var asked = new SignRequested(call.connectorID(), call.request().csr(), call.receivedAt());
        return bus.ask(CertificateEndpoints.SIGN_REQUESTED, asked).map(answer -> reply(call.connectorID(), answer));
    }

    private Reply reply(int connectorID, SignAnswered answer) {
        var certificateID = answer.certificateID();
        return answer.accepted() && certificateID != null
                ? new Reply(
                        new SignCertificate.Response(SignCertificate.Status.ACCEPTED),
                        () -> send(connectorID, certificateID))
                : new Reply(new SignCertificate.Response(SignCertificate.Status.REJECTED));
    }

    /** What fails here is made up for by charger-verticle, which has the request stored. */
    private void send(int connectorID, long certificateID) {
        bus.ask(CertificateEndpoints.SEND_SIGNED, new SendSigned(certificateID))
                .onFailure(failure -> About.charger(LOG.atInfo(), connectorID)
                        .log("The certificate {} waits for its next try: {}", certificateID, failure.getMessage()));
    }
}
