package com.flexicharge.ocpp.frame;

import java.util.List;
import java.util.Optional;

/** What became of a text from a charger. Decoding never fails otherwise. */
public sealed interface Decoded {
    /** A message to be handled. */
    record Received(OcppFrame frame, List<Deviation> deviations) implements Decoded {
        public Received {
            deviations = List.copyOf(deviations);
        }

        public Received(OcppFrame frame) {
            this(frame, List.of());
        }
    }

    /**
     * Nothing to be handled: answer with this CALLERROR.
     *
     * @param action of a CALL whose form is refused, as far as it could be read; a start, stop or reading is put aside before the
     *               CALLERROR leaves
     */
    record Malformed(MessageId id, Fault fault, Optional<String> action) implements Decoded {}

    /** Nothing to be handled and nothing to be answered; counted. */
    record Ignored(Cause cause) implements Decoded {}

    enum Cause {
        /** OCPP-J 1.6 §4.1.3: a message type the receiver does not know shall be ignored. */
        UNKNOWN_MESSAGE_TYPE("unknownMessageType"),
        /** A CALLRESULT or CALLERROR whose id cannot be read belongs to no call of ours, and is never answered. */
        ANSWER_WITHOUT_ID("answerWithoutId");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
