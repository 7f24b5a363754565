package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.message.MeterValue;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.ocpp.message.Term;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.ChargerSessions;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Charging ended (OCPP 1.6 §4.10). The readings that came along are stored first, so that the session is settled with them; the
 * answer leaves when both are stored. Readings that cannot be stored do not keep the session from its end: the charger may try a few
 * times only.
 */
final class StopTransactionHandler implements CallHandler<StopTransaction.Request> {
    /** A stop names no connector; its session is found by the transaction's id. */
    private static final int NO_CONNECTOR = 0;

    private final Bus bus;
    private final ReadingsRecorder readings;
    private final SessionWitness witness;

    StopTransactionHandler(Bus bus, ReadingsRecorder readings, SessionWitness witness) {
        this.witness = witness;
        this.bus = bus;
        this.readings = readings;
    }

    @Override
    public Future<Reply> handle(Incoming<StopTransaction.Request> call) {
        countReset(call.sender());
        return recordData(call)
                .transform(recorded -> bus.ask(TransactionEndpoints.STOP_SESSION, stop(call))
                        .onSuccess(over -> tell(call, over))
                        .compose(over -> recorded.succeeded()
                                ? Future.succeededFuture(reply(over))
                                : Future.failedFuture(recorded.cause())));
    }

    private void tell(Incoming<StopTransaction.Request> call, ChargerSessions.SessionOver over) {
        call.sender().inSession(Optional.empty());
        Optional.ofNullable(over.transactionID())
                .ifPresent(transactionID -> witness.ended(call.connectorID(), transactionID));
    }

    private static Reply reply(ChargerSessions.SessionOver over) {
        return new Reply(new StopTransaction.Response(
                Optional.ofNullable(over.idTagInfo()).map(IdTags::of)));
    }

    /** Counted once for each session that is settled by it: a single reading does not show it. */
    private static void countReset(Sender sender) {
        if (sender.mayDo(Deviation.REGISTER_RESET)) {
            sender.deviated(List.of(Deviation.REGISTER_RESET));
        }
    }

    private Future<Void> recordData(Incoming<StopTransaction.Request> call) {
        List<MeterValue> data = call.request().transactionData().orElse(List.of());
        return data.isEmpty()
                ? Future.succeededFuture()
                : readings.recordHandedIn(
                        call, call.connector(NO_CONNECTOR), call.request().transactionId(), data);
    }

    private static ChargerSessions.StopSession stop(Incoming<StopTransaction.Request> call) {
        var request = call.request();
        return new ChargerSessions.StopSession(
                call.connectorID(),
                call.sender().protocol(),
                request.transactionId().orElse(null),
                request.idTag().orElse(null),
                request.meterStop().orElse(null),
                call.sender().mayDo(Deviation.REGISTER_RESET),
                request.timestamp().instant().orElse(null),
                request.timestamp().raw(),
                request.reason().map(Term::text).orElse("Local"),
                call.call().payload().toString(),
                call.receivedAt(),
                call.sender().clockDriftMillis().orElse(null));
    }
}
