package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.MeterValues;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.ocpp.message.StopTransaction;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * From a charger's CALL to what goes back. Every CALL gets exactly one answer, and none before what it acknowledges is stored.
 * Usable from any event loop.
 */
public final class InboundCalls {
    private final CallRouter router;
    private final BadForm badForm;
    private final RepeatedAnswers repeated;
    private final OcppMeters meters;

    public InboundCalls(CallRouter router, Bus bus, RepeatedAnswers repeated, OcppMeters meters) {
        this.router = router;
        this.badForm = new BadForm(bus);
        this.repeated = repeated;
        this.meters = meters;
    }

    /** @return never fails */
    public Future<Answer> answer(Sender sender, Call call, Instant receivedAt) {
        if (!isKept(sender, call)) {
            return answerAnew(sender, call, receivedAt);
        }
        return repeated.find(sender.connectorID(), call)
                .map(text -> Future.succeededFuture(new Answer(text)))
                .orElseGet(() -> answerAnew(sender, call, receivedAt));
    }

    /**
     * Answers what is no valid CALL.
     *
     * @param text the whole message
     * @return never fails
     */
    public Future<Answer> answer(Sender sender, Decoded.Malformed malformed, String text, Instant receivedAt) {
        return refuse(
                sender, malformed.id(), malformed.fault(), malformed.action().orElse(""), text, receivedAt);
    }

    private Future<Answer> answerAnew(Sender sender, Call call, Instant receivedAt) {
        var parsed = sender.dialect().readRequest(call);
        sender.deviated(parsed.deviations());
        return answerAnew(sender, parsed, call, receivedAt).map(answer -> answer.having(parsed.deviations()));
    }

    private Future<Answer> answerAnew(Sender sender, Parsed<OcppRequest> parsed, Call call, Instant receivedAt) {
        if (parsed instanceof Parsed.Valid<OcppRequest> valid) {
            return handle(sender, valid.value(), call, receivedAt)
                    .recover(cause -> failed(sender, valid.value(), call, cause, receivedAt));
        }
        var fault = ((Parsed.Refused<OcppRequest>) parsed).fault();
        return refuse(sender, call.id(), fault, call.action(), call.payload().toString(), receivedAt);
    }

    /**
     * What was refused for good is put aside like bad form: the charger will not get it stored by sending it again. Where the fault is
     * ours, what can be confirmed then is: a charger that sends it again for ever sends nothing behind it.
     */
    private Future<Answer> failed(Sender sender, OcppRequest request, Call call, Throwable cause, Instant receivedAt) {
        var fault = RefusedCalls.fault(sender, cause);
        if (!RefusedCalls.isForGood(cause)) {
            return Future.succeededFuture(error(sender, call.id(), fault));
        }
        var confirmation = RefusedCalls.isOurs(cause) ? confirmation(request) : Optional.<OcppResponse>empty();
        return badForm.putAside(sender, call.action(), call.payload().toString(), receivedAt)
                .map(kept -> confirmation
                        .map(response -> new Answer(sender.dialect().writeResult(call, response)))
                        .orElseGet(() -> error(sender, call.id(), fault)))
                .recover(notKept ->
                        Future.succeededFuture(error(sender, call.id(), RefusedCalls.fault(sender, notKept))));
    }

    /** Of what is kept for an operator. A start cannot be confirmed: it has no session whose id could be told. */
    private static Optional<OcppResponse> confirmation(OcppRequest request) {
        if (request instanceof StopTransaction.Request) {
            return Optional.of(new StopTransaction.Response(Optional.empty()));
        }
        return request instanceof MeterValues.Request ? Optional.of(new MeterValues.Response()) : Optional.empty();
    }

    private Future<Answer> handle(Sender sender, OcppRequest request, Call call, Instant receivedAt) {
        var action = Action.of(request);
        if (router.route(action) instanceof Route.Handled<?> handled) {
            var handling = meters.handling(action);
            return Future.succeededFuture()
                    .compose(now -> handled.handle(sender, request, call, receivedAt))
                    .map(reply -> result(sender, call, reply))
                    .onComplete(done -> handling.run());
        }
        var why = ((Route.Unhandled) router.route(action)).why();
        return Future.succeededFuture(
                error(sender, call.id(), Fault.of(ErrorCode.NOT_SUPPORTED, action.wire() + " " + why)));
    }

    private Answer result(Sender sender, Call call, Reply reply) {
        var text = sender.dialect().writeResult(call, reply.response());
        if (isKept(sender, call)) {
            repeated.keep(sender.connectorID(), call, text);
        }
        return new Answer(text, reply.afterwards(), List.of());
    }

    /** FlexiCharge chargers use one id for everything: there it says nothing of a message. */
    private static boolean isKept(Sender sender, Call call) {
        return sender.protocol() == Protocol.OCPP_16 && BadForm.isAboutMoney(call.action());
    }

    private Future<Answer> refuse(
            Sender sender, MessageId id, Fault fault, String action, String payload, Instant receivedAt) {
        return badForm.putAside(sender, action, payload, receivedAt)
                .map(kept -> error(sender, id, fault))
                .recover(cause -> Future.succeededFuture(error(sender, id, RefusedCalls.fault(sender, cause))));
    }

    private Answer error(Sender sender, MessageId id, Fault fault) {
        meters.refused(fault.code());
        return new Answer(sender.dialect().writeError(id, fault));
    }
}
