package com.flexicharge.shared.contract;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expected "no". It is data: thrown or failed with, it crosses the bus with its reason and leaves at an edge as HTTP status
 * or CALLERROR. It carries no stack trace, because nothing is broken where it arises.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;
    private final String code;
    private final transient List<Fault> faults;
    private final transient @Nullable Duration again;

    /**
     * One fault of several in the same input.
     *
     * @param pointer where it is, as a JSON pointer ({@code /serialNumber}, {@code /query/limit})
     * @param code    stable and documented, like {@code invalidSerialNumber}
     */
    public record Fault(String pointer, String code) {}

    private Refusal(Reason reason, String code, String message, List<Fault> faults, @Nullable Duration again) {
        super(message, null, false, false);
        this.reason = reason;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.again = again;
    }

    /**
     * @param code    stable and documented, like {@code chargerNotFound}; clients branch on it
     * @param message for people: what, where, what to do; never SQL, class names or secrets
     */
    public static Refusal of(Reason reason, String code, String message) {
        return new Refusal(reason, code, message, List.of(), null);
    }

    /** Refuses an input for all its faults at once; the refusal's code is the first fault's. */
    public static Refusal invalid(String message, List<Fault> faults) {
        return new Refusal(Reason.INVALID, faults.get(0).code(), message, faults, null);
    }

    /** As {@link #of}, with the faults of the input; for the edge that rebuilds a refusal from the wire. */
    public static Refusal of(Reason reason, String code, String message, List<Fault> faults) {
        return new Refusal(reason, code, message, faults, null);
    }

    /** The same, saying when it is worth asking again; without, the edge says what is usual for the reason. */
    public Refusal worthAskingAgainIn(Duration wait) {
        return new Refusal(reason, code, getMessage(), faults, wait);
    }

    public Optional<Duration> again() {
        return Optional.ofNullable(again);
    }

    public Reason reason() {
        return reason;
    }

    public String code() {
        return code;
    }

    public List<Fault> faults() {
        return faults;
    }

    @Override
    public String getMessage() {
        @Nullable String message = super.getMessage();
        return message == null ? code : message;
    }
}
