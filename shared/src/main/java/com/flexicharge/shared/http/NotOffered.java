package com.flexicharge.shared.http;

/** The answer of a route that this installation leaves to somebody else: 501, which no {@link com.flexicharge.shared.contract.Reason} means. */
public final class NotOffered {
    private NotOffered() {}

    /**
     * What a route fails with.
     *
     * @param message who is to be asked instead
     */
    public static RuntimeException of(String code, String message) {
        return Problem.of(501, code, message).asFailure();
    }
}
