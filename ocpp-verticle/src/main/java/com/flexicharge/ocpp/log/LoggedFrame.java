package com.flexicharge.ocpp.log;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.shared.contract.Protocol;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A frame on its way into the log. Nothing of it is worked out where it is made, on the event loop of its socket.
 *
 * @param messageType absent: the text is no frame
 * @param action      of an answer too, where the call is known
 * @param asked       the call this answers
 * @param tellsSecret it, or the call it answers, names what is secret: it may quote a value without its name
 * @param learnt      what its text alone does not say
 */
public record LoggedFrame(
        Charger charger,
        Instant at,
        boolean inbound,
        @Nullable Integer messageType,
        @Nullable String messageID,
        @Nullable String action,
        String text,
        @Nullable LoggedFrame asked,
        boolean tellsSecret,
        Learnt learnt) {
    record Charger(int connectorID, String serialNumber, Protocol protocol) {}

    /** Adds deviations found after the frame was noted; those found too late for its row are added to the row. */
    public void met(List<Deviation> deviations) {
        learnt.met(deviations);
    }

    @Nullable
    Integer durationMs() {
        return asked == null ? null : (int) (at.toEpochMilli() - asked.at.toEpochMilli());
    }

    /** Of an answer that names none, its call's. */
    @Nullable
    Integer transactionID() {
        var own = learnt.facts().transactionID();
        return own == null && asked != null ? asked.learnt.facts().transactionID() : own;
    }

    /** Characters, and 300 for the objects around them. */
    int weight() {
        return text.length() + 300;
    }
}
