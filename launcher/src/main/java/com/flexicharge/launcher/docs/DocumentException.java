package com.flexicharge.launcher.docs;

/** A part of the description of the HTTP API is missing or does not fit the others; the message says which and what to change. */
public final class DocumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DocumentException(String message) {
        super(message);
    }
}
