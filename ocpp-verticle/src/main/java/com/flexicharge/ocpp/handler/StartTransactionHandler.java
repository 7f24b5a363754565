package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.IdTagInfo;
import com.flexicharge.ocpp.message.StartTransaction;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;
import java.util.Optional;

/** Charging began (OCPP 1.6 §4.8). Confirmed when the session is stored. */
final class StartTransactionHandler implements CallHandler<StartTransaction.Request> {
    private final Bus bus;

    StartTransactionHandler(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<Reply> handle(Incoming<StartTransaction.Request> call) {
        return bus.ask(TransactionEndpoints.START_SESSION, start(call)).map(StartTransactionHandler::reply);
    }

    private static Reply reply(ChargerSessions.SessionBegun begun) {
        return new Reply(new StartTransaction.Response(idTagInfo(begun), begun.transactionID()));
    }

    /** Absent on FlexiCharge, where every tag is good. */
    private static IdTagInfo idTagInfo(ChargerSessions.SessionBegun begun) {
        return Optional.ofNullable(begun.idTagInfo())
                .map(IdTags::of)
                .orElseGet(() -> IdTags.of(AuthorizationStatus.ACCEPTED));
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
                call.receivedAt());
    }
}
