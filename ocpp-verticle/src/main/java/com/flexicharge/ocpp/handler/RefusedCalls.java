package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.ErrorCode;
import com.flexicharge.ocpp.frame.Fault;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.log.About;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reasons of refusals as CALLERRORs: the one place that maps them. Nothing of our internals goes out. */
final class RefusedCalls {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);

    private RefusedCalls() {}

    static Fault fault(Sender sender, Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return fault(refusal.reason());
        }
        About.charger(LOG.atError(), sender.connectorID())
                .setCause(cause)
                .log("Handling a CALL of charger {} failed", sender.connectorID());
        return fault(Reason.INTERNAL);
    }

    /** Asking again alike is pointless: the message, what it is about or our program is at fault, and nothing that passes. */
    static boolean isForGood(Throwable cause) {
        return !(cause instanceof Refusal refusal) || isForGood(refusal.reason());
    }

    /** The fault is not the message's. */
    static boolean isOurs(Throwable cause) {
        return !(cause instanceof Refusal refusal) || refusal.reason() == Reason.INTERNAL;
    }

    private static boolean isForGood(Reason reason) {
        return switch (reason) {
            case INVALID, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, CONFLICT, INTERNAL -> true;
            case BUSY, REJECTED, OFFLINE, TIMED_OUT, UNAVAILABLE -> false;
        };
    }

    private static Fault fault(Reason reason) {
        return switch (reason) {
            case UNAUTHENTICATED, FORBIDDEN ->
                Fault.of(ErrorCode.SECURITY_ERROR, "This charger may not send this message");
            case INVALID ->
                Fault.of(ErrorCode.PROPERTY_CONSTRAINT_VIOLATION, "The message holds a value that cannot be stored");
            case NOT_FOUND, CONFLICT, BUSY, REJECTED, OFFLINE, TIMED_OUT, UNAVAILABLE, INTERNAL ->
                Fault.of(ErrorCode.INTERNAL_ERROR, "The message could not be handled; please send it again later");
        };
    }
}
