package com.flexicharge.shared.http;

/** The answer to a right password that must be changed first: a 400 that carries the session in which to do it. */
public final class PasswordChallenge {
    static final String NAME = "NEW_PASSWORD_REQUIRED";

    private PasswordChallenge() {}

    /** What a route fails with. */
    public static RuntimeException of(String session) {
        return Problem.of(400, NAME, "Choose a password of your own first.")
                .inSession(session)
                .asFailure();
    }
}
