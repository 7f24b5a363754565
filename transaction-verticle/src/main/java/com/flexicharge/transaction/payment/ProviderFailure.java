package com.flexicharge.transaction.payment;

/** The payment provider did not do what was asked. Its message names no secret. */
public final class ProviderFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is known of it. */
    public enum Kind {
        /** It does not know us: our own login is wrong. Nothing was done. */
        NOT_AUTHORIZED,
        /** It said no to what was asked. Nothing was done. */
        REFUSED,
        /** It does not allow it with this order: the amount, or its state. Nothing was done. */
        NOT_GRANTED,
        /** No answer, or one that says nothing: it may have been done. */
        UNCLEAR
    }

    private final Kind kind;

    public ProviderFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Anything else that went wrong on the way says nothing about what the provider did. */
    static ProviderFailure of(Throwable failure) {
        return failure instanceof ProviderFailure known
                ? known
                : new ProviderFailure(Kind.UNCLEAR, String.valueOf(failure.getMessage()));
    }
}
