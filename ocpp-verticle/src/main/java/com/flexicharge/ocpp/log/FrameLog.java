package com.flexicharge.ocpp.log;

import com.flexicharge.ocpp.frame.Call;
import com.flexicharge.ocpp.frame.CallError;
import com.flexicharge.ocpp.frame.CallResult;
import com.flexicharge.ocpp.frame.Decoded;
import com.flexicharge.ocpp.frame.MessageId;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.contract.Protocol;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notes the frames of one connection, in and out, in the order in which they pass. On its event loop. */
public final class FrameLog {
    private static final int CALL = 2;
    private static final int CALL_RESULT = 3;
    private static final int CALL_ERROR = 4;

    /** One is on the wire at a time; the others are those whose deadline is over and that may still be answered. */
    private static final int MOST_UNANSWERED = 4;

    private final LoggedFrame.Charger charger;
    private final Clock clock;
    private final Consumer<LoggedFrame> log;
    private final TransactionIDs transactionIDs;
    private boolean toldSecret;
    private final Map<String, LoggedFrame> unanswered = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LoggedFrame> eldest) {
            return size() > MOST_UNANSWERED;
        }
    };

    FrameLog(int connectorID, String serialNumber, Protocol protocol, Clock clock, Consumer<LoggedFrame> log) {
        this.charger = new LoggedFrame.Charger(connectorID, serialNumber, protocol);
        this.clock = clock;
        this.log = log;
        this.transactionIDs = new TransactionIDs(protocol);
    }

    public LoggedFrame received(Call call, Instant at) {
        var frame = in(at, CALL, call.id().text(), call.action(), call.text(), null);
        frame.learnt().belongsTo(transactionIDs.in(call));
        return noted(frame);
    }

    public LoggedFrame received(CallResult result, Instant at) {
        return answer(CALL_RESULT, result.id(), result.text(), at);
    }

    public LoggedFrame received(CallError error, Instant at) {
        return answer(CALL_ERROR, error.id(), error.text(), at);
    }

    /** What is no valid CALL. */
    public LoggedFrame received(Decoded.Malformed malformed, String text, Instant at) {
        var id = malformed.id().equals(MessageId.UNREADABLE)
                ? null
                : malformed.id().text();
        var type = malformed.action().map(action -> CALL).orElse(null);
        return noted(in(at, type, id, malformed.action().orElse(null), text, null));
    }

    /** What is neither handled nor answered. */
    public void ignored(String text, Instant at) {
        noted(in(at, null, null, null, text, null));
    }

    private LoggedFrame answer(int type, MessageId id, String text, Instant at) {
        var asked = unanswered.remove(id.text());
        return noted(in(at, type, id.text(), asked == null ? null : asked.action(), text, asked));
    }

    private LoggedFrame in(
            Instant at,
            @Nullable Integer type,
            @Nullable String id,
            @Nullable String action,
            String text,
            @Nullable LoggedFrame asked) {
        // an answer to none of our CALLs may be the second one to that which told it
        var isStray = asked == null && type != null && type != CALL;
        var tellsSecret = isStray ? toldSecret : asked != null && asked.tellsSecret();
        return new LoggedFrame(charger, at, true, type, id, action, text, asked, tellsSecret, new Learnt());
    }

    /** Our answer to what was received leaves. */
    public void answered(LoggedFrame asked, String text) {
        // both dialects write "[3,…" or "[4,…"
        var type = text.charAt(1) == '3' ? CALL_RESULT : CALL_ERROR;
        var id = asked.messageID() == null ? MessageId.UNREADABLE.text() : asked.messageID();
        if (type == CALL_RESULT) {
            asked.learnt().belongsTo(transactionIDs.inResult(asked.action(), text));
        }
        noted(new LoggedFrame(
                charger, clock.instant(), false, type, id, asked.action(), text, asked, false, new Learnt()));
    }

    /** One of our CALLs leaves. */
    public void sent(String id, Action action, String text) {
        // only these carry what a charger's refusal could quote
        var tellsSecret = action == Action.CHANGE_CONFIGURATION && Secrets.suspects(text);
        toldSecret |= tellsSecret;
        var frame = new LoggedFrame(
                charger, clock.instant(), false, CALL, id, action.wire(), text, null, tellsSecret, new Learnt());
        if (action == Action.REMOTE_STOP_TRANSACTION) {
            frame.learnt().belongsTo(TransactionIDs.inRemoteStop(text));
        }
        unanswered.put(id, frame);
        noted(frame);
    }

    private LoggedFrame noted(LoggedFrame frame) {
        log.accept(frame);
        return frame;
    }
}
