package com.flexicharge.ocpp.socket;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.flexicharge.ocpp.OcppMeters;
import com.flexicharge.ocpp.OcppMeters.CallEnd;
import com.flexicharge.ocpp.dialect.Dialect;
import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.ocpp.message.OcppRequest;
import com.flexicharge.ocpp.message.OcppResponse;
import com.flexicharge.ocpp.message.Parsed;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Our CALLs to one charger: one on the wire, the rest waiting in order. What waits longer than its asker does is never sent, so
 * that no car is started for somebody who has left; what is on the wire keeps the lane until it is answered or its deadline is
 * over. When nothing waits here, what waits in the table is fetched, one at a time; who comes meanwhile does not wait for the
 * database. On one event loop.
 */
final class CallQueue {
    private enum Gate {
        /** CALLs wait. */
        SHUT,
        OPEN,
        /** CALLs are refused: the charger is not registered. */
        BARRED,
        CLOSED
    }

    /** A charger that answers after our deadline is late by one or two calls. */
    private static final int MOST_OVERDUE = 8;

    private final Vertx vertx;
    private final Supplier<Dialect> dialect;
    private final Consumer<OurCall> wire;
    private final Supplier<Future<Optional<StoredCall>>> stored;
    private final int mostWaiting;
    private final Duration deadline;
    private final OcppMeters meters;
    private final ChargerTraces traces;
    private final Deque<OurCall> waiting = new ArrayDeque<>();
    private final Map<String, OurCall> overdue = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OurCall> eldest) {
            return size() > MOST_OVERDUE;
        }
    };
    private Gate gate = Gate.SHUT;
    private @Nullable OurCall onWire;
    private long deadlineTimer;
    private Consumer<CallEnd> ended = end -> {};
    private int waitingTold;
    private boolean fetching;

    /** Fetched, and the lane was busy by then. It counts as sent, so it goes before what waits. */
    private @Nullable OurCall fetched;

    /** Some may be in the table: what is there before the socket opens is not told. */
    private boolean moreStored = true;

    /**
     * @param dialect     the charger's; it changes when a boot tells more of the charger
     * @param wire        sends it
     * @param stored      the next one in the table
     * @param mostWaiting CALLs beside the one on the wire
     * @param deadline    from sending; an unanswered CALL then frees the lane
     */
    CallQueue(
            Vertx vertx,
            Supplier<Dialect> dialect,
            Consumer<OurCall> wire,
            Supplier<Future<Optional<StoredCall>>> stored,
            int mostWaiting,
            Duration deadline,
            OcppMeters meters,
            ChargerTraces traces) {
        this.vertx = vertx;
        this.dialect = dialect;
        this.wire = wire;
        this.stored = stored;
        this.mostWaiting = mostWaiting;
        this.deadline = deadline;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * @param waitMillis how long the asker waits, 0 and up, counted from now
     * @param forWhom    what it is sent for, where that is traced
     * @return fails with {@code OFFLINE}, {@code BUSY}, {@code CONFLICT} or {@code TIMED_OUT} as stated for
     *     {@link com.flexicharge.shared.contract.ocpp.OcppEndpoints}
     */
    Future<CallOutcome> send(OcppRequest request, int waitMillis, Span forWhom) {
        var action = Action.of(request);
        if (gate == Gate.BARRED || gate == Gate.CLOSED) {
            return Future.failedFuture(offline());
        }
        if (!dialect.get().sends(action)) {
            return Future.failedFuture(Refusal.of(
                    Reason.CONFLICT, "notSupportedByDialect", "This charger does not know " + action.wire() + "."));
        }
        if (waiting.size() >= mostWaiting) {
            return Future.failedFuture(
                    Refusal.of(Reason.BUSY, "commandQueueFull", "Too much waits for this charger already."));
        }
        var call = call(action, request, false, forWhom);
        waiting.addLast(call);
        tellWaiting();
        next();
        giveUpAfter(waitMillis, call);
        return call.outcome().future();
    }

    /**
     * Sends before all that waits, however much does: what the charger needs for everything else to make sense. One that waits
     * since an earlier time gives way, so there is never more than one.
     */
    Future<CallOutcome> sendFirst(OcppRequest request) {
        if (gate == Gate.CLOSED) {
            return Future.failedFuture(offline());
        }
        waiting.stream().filter(OurCall::first).findFirst().ifPresent(this::giveUp);
        var call = call(Action.of(request), request, true, Span.current());
        waiting.addFirst(call);
        tellWaiting();
        next();
        return call.outcome().future();
    }

    void open() {
        if (gate != Gate.CLOSED) {
            gate = Gate.OPEN;
            next();
        }
    }

    /** What waits and what comes waits on. */
    void shut() {
        if (gate != Gate.CLOSED) {
            gate = Gate.SHUT;
            refuseFetched();
        }
    }

    /** Refuses what waits and what comes. */
    void bar() {
        if (gate != Gate.CLOSED) {
            gate = Gate.BARRED;
            refuseWaiting();
        }
    }

    /** The socket is gone: the CALL on the wire may still have been done, those that wait have not. */
    void close() {
        gate = Gate.CLOSED;
        refuseWaiting();
        var interrupted = onWire;
        if (interrupted != null) {
            over(CallEnd.SOCKET_CLOSED);
            interrupted.outcome().tryFail(silent());
        }
    }

    /** Something was stored for this charger. */
    void moreStored() {
        moreStored = true;
        next();
    }

    /** @return how the answer differed from OCPP; nothing when nobody waits for it */
    List<Deviation> answered(CallResult result) {
        var call = awaiting(result.id().text());
        if (call == null) {
            return answeredLate(result.id().text(), overdueCall -> read(overdueCall, result));
        }
        var reading = read(call, result);
        traces.answered(call, reading.outcome());
        over(reading.outcome() instanceof CallOutcome.Answered ? CallEnd.ANSWERED : CallEnd.UNREADABLE_ANSWER);
        call.outcome().tryComplete(reading.outcome());
        next();
        return reading.deviations();
    }

    /** What a charger answered, and how it differed from OCPP. */
    private record Reading(CallOutcome outcome, List<Deviation> deviations) {}

    private Reading read(OurCall call, CallResult result) {
        var parsed = dialect.get().readResponse(call.action(), result);
        if (parsed instanceof Parsed.Valid<OcppResponse> valid) {
            return new Reading(new CallOutcome.Answered(valid.value(), result.payload()), parsed.deviations());
        }
        var fault = ((Parsed.Refused<OcppResponse>) parsed).fault();
        var details = Json.MAPPER.createObjectNode();
        if (!fault.pointer().isEmpty()) {
            details.put("pointer", fault.pointer());
        }
        return new Reading(
                new CallOutcome.Failed(fault.code().wire(), fault.description(), details, result.payload()),
                parsed.deviations());
    }

    void answered(CallError error) {
        var outcome =
                new CallOutcome.Failed(error.code(), error.description(), error.details(), MissingNode.getInstance());
        var call = awaiting(error.id().text());
        if (call == null) {
            answeredLate(error.id().text(), overdueCall -> new Reading(outcome, List.of()));
            return;
        }
        traces.answered(call, outcome);
        over(CallEnd.REFUSED_BY_CHARGER);
        call.outcome().tryComplete(outcome);
        next();
    }

    private List<Deviation> answeredLate(String id, Function<OurCall, Reading> read) {
        meters.unexpectedAnswer();
        var call = overdue.remove(id);
        if (call == null) {
            return List.of();
        }
        var reading = read.apply(call);
        call.late().accept(reading.outcome());
        return reading.deviations();
    }

    int waiting() {
        return waiting.size() + (fetched == null ? 0 : 1);
    }

    int onWire() {
        return onWire == null ? 0 : 1;
    }

    private OurCall call(Action action, OcppRequest request, boolean first, Span forWhom) {
        var id = UUID.randomUUID().toString();
        return new OurCall(id, action, dialect.get().writeCall(id, request), first, forWhom, Promise.promise());
    }

    private void next() {
        if (gate != Gate.OPEN || onWire != null) {
            return;
        }
        var call = pollNext();
        if (call != null) {
            putOnWire(call);
        } else if (moreStored && !fetching) {
            fetch();
        }
    }

    private @Nullable OurCall pollNext() {
        var call = fetched;
        var head = waiting.peekFirst();
        if (call == null || (head != null && head.first())) {
            return waiting.pollFirst();
        }
        fetched = null;
        return call;
    }

    private void putOnWire(OurCall call) {
        onWire = call;
        ended = meters.calling(call.action());
        traces.calling(call);
        tellWaiting();
        deadlineTimer = vertx.setTimer(deadline.toMillis(), id -> unanswered(call));
        wire.accept(call);
    }

    private void fetch() {
        fetching = true;
        moreStored = false;
        stored.get().onComplete(done -> {
            fetching = false;
            if (done.succeeded()) {
                done.result().ifPresent(this::keep);
            }
            next();
        });
    }

    private void keep(StoredCall call) {
        moreStored = true;
        fetched = new OurCall(
                call.messageID(), call.action(), call.text(), false, Span.NONE, call.outcome(), call.late());
        tellWaiting();
        if (gate != Gate.OPEN) {
            refuseFetched();
        }
    }

    private void unanswered(OurCall call) {
        overdue.put(call.id(), call);
        over(CallEnd.UNANSWERED);
        call.outcome().tryFail(silent());
        next();
    }

    private void over(CallEnd end) {
        vertx.cancelTimer(deadlineTimer);
        onWire = null;
        traces.over(end);
        ended.accept(end);
    }

    private @Nullable OurCall awaiting(String id) {
        var call = onWire;
        return call != null && call.id().equals(id) ? call : null;
    }

    private void giveUpAfter(int waitMillis, OurCall call) {
        if (waitMillis <= 0) {
            giveUp(call);
            return;
        }
        var timer = vertx.setTimer(waitMillis, id -> giveUp(call));
        call.outcome().future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void giveUp(OurCall call) {
        if (waiting.remove(call)) {
            meters.called(CallEnd.NEVER_SENT);
            tellWaiting();
        }
        call.outcome().tryFail(silent());
    }

    private void refuseWaiting() {
        refuseFetched();
        while (!waiting.isEmpty()) {
            meters.called(CallEnd.NEVER_SENT);
            waiting.removeFirst().outcome().tryFail(offline());
        }
        tellWaiting();
    }

    /** After each change of the line, so that the sum over all chargers is right without asking them. */
    private void tellWaiting() {
        meters.waiting(waiting() - waitingTold);
        waitingTold = waiting();
    }

    private void refuseFetched() {
        var call = fetched;
        if (call != null) {
            fetched = null;
            meters.called(CallEnd.NEVER_SENT);
            tellWaiting();
            call.outcome().tryFail(offline());
        }
    }

    private static Refusal offline() {
        return Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected.");
    }

    private static Refusal silent() {
        return Refusal.of(Reason.TIMED_OUT, "chargerTimeout", "The charger did not answer in time.");
    }
}
