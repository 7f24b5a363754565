package com.flexicharge.load.server;

import java.net.URI;
import java.util.Optional;

/** A central system under load. */
public interface Target extends AutoCloseable {
    /** ws://host:port */
    URI sockets();

    /** Of the server alone, as far as it can be seen from here. */
    default Optional<Use> serverUse() {
        return Optional.empty();
    }

    /** Of the database with all its processes. */
    default Optional<Use> databaseUse() {
        return Optional.empty();
    }

    /** With the login in it; empty where nobody may look. */
    default Optional<String> jdbcUrl() {
        return Optional.empty();
    }

    /** What it runs on and with, for those who read the figures. */
    String described();

    @Override
    void close();
}
