package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.Authorize;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;

/**
 * Asks whether an id tag may charge (OCPP 1.6 §4.1). On FlexiCharge everybody may: the app decides there. Nobody may at a charger
 * that is not accepted.
 */
final class AuthorizeHandler implements CallHandler<Authorize.Request> {
    private final Bus bus;

    AuthorizeHandler(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Reply> handle(Incoming<Authorize.Request> call) {
        if (call.isFlexiCharge()) {
            return answered(IdTags.of(AuthorizationStatus.ACCEPTED));
        }
        if (call.sender().registration() != Registration.ACCEPTED) {
            return answered(IdTags.of(AuthorizationStatus.INVALID));
        }
        return bus.ask(
                        TransactionEndpoints.AUTHORIZE,
                        new ChargerSessions.Authorize(call.request().idTag()))
                .map(info -> new Reply(new Authorize.Response(IdTags.of(info))));
    }

    private static Future<Reply> answered(IdTagInfo info) {
        return Future.succeededFuture(new Reply(new Authorize.Response(info)));
    }
}
