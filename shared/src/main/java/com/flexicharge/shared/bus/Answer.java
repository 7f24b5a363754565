package com.flexicharge.shared.bus;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What crosses the bus as the reply to a request: the answer or the refusal. */
sealed interface Answer {
    /** The record that was asked for. */
    record Given(Record value) implements Answer {}

    /** The process asked does not answer this any more, and has done nothing. */
    record Elsewhere() implements Answer {}

    /** A refusal taken apart, because an exception does not cross between processes. */
    record Refused(
            Reason reason,
            String code,
            @Nullable String message,
            List<Refusal.Fault> faults,
            @Nullable Duration again) implements Answer {
        static Refused of(Refusal refusal) {
            return new Refused(
                    refusal.reason(),
                    refusal.code(),
                    refusal.getMessage(),
                    refusal.faults(),
                    refusal.again().orElse(null));
        }

        Refusal refusal() {
            var refusal = Refusal.of(reason, code, message == null ? code : message, faults);
            return again == null ? refusal : refusal.worthAskingAgainIn(again);
        }
    }
}
