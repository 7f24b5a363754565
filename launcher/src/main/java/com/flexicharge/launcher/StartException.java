package com.flexicharge.launcher;

/** The server cannot start; the message says what, where and what to do, and is all that is shown. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }

    public StartException(String message) {
        super(message);
    }
}
