package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.ocpp.OcppEndpoints.ChargerAnswer;

/** What people are told when a charger does not do what they ask: one code a step, the reason says what happened. */
enum RemoteRefusals {
    RESERVE("couldNotReserveCharger", "The charger could not be reserved"),
    START("couldNotStartTransaction", "The transaction could not be started"),
    STOP("couldNotStopTransaction", "The transaction could not be stopped");

    private final String code;
    private final String what;

    RemoteRefusals(String code, String what) {
        this.code = code;
        this.what = what;
    }

    Refusal because(Reason reason, String why) {
        return Refusal.of(reason, code, what + ": " + why);
    }

    /** The charger answered, but not with yes. */
    Refusal answered(ChargerAnswer answer) {
        return because(Reason.REJECTED, "the charger answered " + answer.word() + ".");
    }

    /** The same reason under this step's code; what has it already and a defect stay as they are. */
    Throwable of(Throwable failure) {
        return failure instanceof Refusal refusal
                        && refusal.reason() != Reason.INTERNAL
                        && !refusal.code().equals(code)
                ? because(refusal.reason(), refusal.getMessage())
                : failure;
    }

    /** Whether what was asked may happen all the same. */
    static boolean isUnclear(Throwable failure) {
        return !(failure instanceof Refusal refusal)
                || refusal.reason() == Reason.TIMED_OUT
                || refusal.reason() == Reason.INTERNAL;
    }
}
