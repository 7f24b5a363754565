package com.flexicharge.shared.config;

/**
 * The settings do not allow a start. The message is complete and for the person who starts the process: print it alone and
 * end with status 2. It never holds the value of a secret, and there is no stack trace because nothing is broken in the code.
 */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message, null, false, false);
    }
}
