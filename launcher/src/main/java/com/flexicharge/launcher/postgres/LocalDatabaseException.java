package com.flexicharge.launcher.postgres;

/** There is no local database to work on. The message is complete and for the person who starts the process. */
public final class LocalDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocalDatabaseException(String message) {
        super(message);
    }

    LocalDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
