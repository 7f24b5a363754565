package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;
import java.util.Optional;

/** Charging began (OCPP 1.6 §4.8). Confirmed when the session is stored. */
final class StartTransactionHandler implements CallHandler<StartTransaction.Request> {
    private final Bus bus;
    private final SessionWitness witness;

    StartTransactionHandler(Bus bus, SessionWitness witness) {
        this.bus = bus;
        this.witness = witness;
    }

    @Override
    public Future<Reply> handle(Incoming<StartTransaction.Request> call) {
        return bus.ask(TransactionEndpoints.START_SESSION, start(call))
                .onSuccess(begun -> tell(call, begun))
                .map(StartTransactionHandler::reply);
    }

    private void tell(Incoming<StartTransaction.Request> call, ChargerSessions.SessionBegun begun) {
        var idTag =
                call.isFlexiCharge() ? Optional.<String>empty() : call.request().idTag();
        call.sender().inSession(Optional.of(begun.transactionID()));
        witness.began(call.connectorID(), call.connector(call.request().connectorId()), idTag, begun.transactionID());
    }

    private static Reply reply(ChargerSessions.SessionBegun begun) {
        var idTagInfo = Optional.ofNullable(begun.idTagInfo()).map(IdTags::of);
        return new Reply(new StartTransaction.Response(idTagInfo, begun.transactionID()));
    }

    private static ChargerSessions.StartSession start(Incoming<StartTransaction.Request> call) {
        var request = call.request();
        return new ChargerSessions.StartSession(
                call.connectorID(),
                call.connector(request.connectorId()),
                call.sender().protocol(),
                request.idTag().orElse(null),
                request.meterStart().orElse(null),
                request.timestamp().instant().orElse(null),
                request.timestamp().raw(),
                request.reservationId().orElse(null),
                call.receivedAt(),
                call.sender().clockDriftMillis().orElse(null));
    }
}
