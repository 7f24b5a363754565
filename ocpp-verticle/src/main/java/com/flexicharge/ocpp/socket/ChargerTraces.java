package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppMeters.CallEnd;
import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.trace.Span;
import com.flexicharge.shared.trace.Traces;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one socket: a charger's CALLs as they are handled, ours while they are on the wire; of each one at a time. OCPP carries no
 * trace, so a charger's CALL begins one, with two exceptions: the start or stop that follows a remote one goes on with its trace,
 * and what is said of a session is linked to its start. On one event loop.
 */
final class ChargerTraces {
    /** As long as a charger that accepted a remote start waits for its cable at most. */
    private static final Duration LATE = Duration.ofMinutes(10);

    /** Sessions of one charger that are known here by their start. */
    private static final int MOST_SESSIONS = 16;

    private static final int LONGEST_STATUS = 40;

    /** What was asked of the charger from outside, until it does it. */
    private record Wish(Span span, Instant at) {}

    private final Traces traces;
    private final Context context;
    private final Clock clock;
    private final Peer peer;
    private final Map<Action, Wish> wishes;
    private final Map<Integer, Span> starts;
    private Span onWire = Span.NONE;
    private Span inHand = Span.NONE;

    ChargerTraces(Vertx vertx, Context context, Clock clock, Peer peer) {
        this.traces = Traces.of(vertx);
        this.context = context;
        this.clock = clock;
        this.peer = peer;
        this.wishes = traces.isOn() ? new EnumMap<>(Action.class) : Map.of();
        this.starts = traces.isOn() ? latest() : Map.of();
    }

    private static Map<Integer, Span> latest() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Span> eldest) {
                return size() > MOST_SESSIONS;
            }
        };
    }

    /** One of our CALLs goes on the wire. */
    void calling(OurCall call) {
        if (!traces.isOn()) {
            return;
        }
        onWire = ofCharger(traces.asking(call.action().wire(), call.forWhom()))
                .with("ocpp.action", call.action().wire());
        caused(call.action()).ifPresent(effect -> wishes.put(effect, new Wish(onWire.reference(), clock.instant())));
    }

    /** Before {@link #over}, if the charger answered. */
    void answered(OurCall call, CallOutcome outcome) {
        if (onWire.isNone()) {
            return;
        }
        if (outcome instanceof CallOutcome.Answered answered) {
            var status = answered.payload().path("status").asText();
            onWire.with("ocpp.status", status.substring(0, Math.min(status.length(), LONGEST_STATUS)));
            if (status.equals("Rejected")) {
                caused(call.action()).ifPresent(wishes::remove);
            }
        } else {
            onWire.failed("CALLERROR");
        }
    }

    void over(CallEnd end) {
        if (onWire.isNone()) {
            return;
        }
        var word = end.name().toLowerCase(Locale.ROOT);
        if (end != CallEnd.ANSWERED) {
            onWire.failed(word);
        }
        onWire.with("ocpp.result", word).end();
        onWire = Span.NONE;
    }

    /** The charger's CALL is handled; what is asked for that is beneath it. */
    <T> Future<T> handling(Call call, Optional<Integer> session, Supplier<Future<T>> work) {
        if (!traces.isOn()) {
            return work.get();
        }
        var action = Action.named(call.action());
        var name = action.map(Action::wire).orElse("unknown action");
        inHand = ofCharger(traces.asked(name, action.map(this::cause).orElse(Span.NONE)))
                .with("ocpp.action", name);
        action.filter(said -> said == Action.METER_VALUES || said == Action.STOP_TRANSACTION)
                .flatMap(said -> start(call, session))
                .ifPresent(inHand::link);
        return inHand.until(inHand.around(context, work)).onComplete(done -> inHand = Span.NONE);
    }

    /** @param frame CALLRESULT or CALLERROR */
    void answering(String frame) {
        if (inHand.isNone()) {
            return;
        }
        boolean refused = frame.startsWith("[4");
        inHand.with("ocpp.result", refused ? "CALLERROR" : "CALLRESULT");
        if (refused) {
            inHand.failed("CALLERROR");
        }
    }

    /** With the CALL in hand. */
    void sessionBegan(int transactionID) {
        if (!inHand.isNone()) {
            inHand.with("flexicharge.transaction_id", transactionID);
            starts.put(transactionID, inHand.reference());
        }
    }

    private Span ofCharger(Span span) {
        return span.with("flexicharge.charger", peer.serialNumber())
                .with("flexicharge.connector_id", peer.connectorID());
    }

    /** FlexiCharge chargers have one number for all their sessions. */
    private Optional<Span> start(Call call, Optional<Integer> session) {
        var transactionID = peer.protocol() == Protocol.FLEXICHARGE
                ? session
                : Optional.of(call.payload().path("transactionId").asInt());
        return transactionID.map(starts::get);
    }

    private static Optional<Action> caused(Action ours) {
        return switch (ours) {
            case REMOTE_START_TRANSACTION -> Optional.of(Action.START_TRANSACTION);
            case REMOTE_STOP_TRANSACTION -> Optional.of(Action.STOP_TRANSACTION);
            default -> Optional.empty();
        };
    }

    private Span cause(Action theirs) {
        @Nullable Wish wish = wishes.remove(theirs);
        return wish == null || wish.at().plus(LATE).isBefore(clock.instant()) ? Span.NONE : wish.span();
    }
}
