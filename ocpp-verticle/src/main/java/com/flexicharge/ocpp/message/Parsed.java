package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.frame.Deviation;
import com.flexicharge.ocpp.frame.Fault;
import java.util.List;

/** What became of a payload: a valid value, or the fault to answer. */
public sealed interface Parsed<T> {
    /** What was tolerated on the way, each once; to be counted whether the payload was valid in the end or not. */
    List<Deviation> deviations();

    /** The same, its value known to be of this type; a value that is not is a defect and throws ClassCastException. */
    <U> Parsed<U> as(Class<U> type);

    record Valid<T>(T value, List<Deviation> deviations) implements Parsed<T> {
        public Valid {
            deviations = List.copyOf(deviations);
        }

        @Override
        public <U> Parsed<U> as(Class<U> type) {
            return new Valid<>(type.cast(value), deviations);
        }
    }

    record Refused<T>(Fault fault, List<Deviation> deviations) implements Parsed<T> {
        public Refused {
            deviations = List.copyOf(deviations);
        }

        @Override
        public <U> Parsed<U> as(Class<U> type) {
            return new Refused<>(fault, deviations);
        }
    }
}
