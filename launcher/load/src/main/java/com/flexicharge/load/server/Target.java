package com.flexicharge.load.server;

import java.net.URI;
import java.util.Optional;

/** A central system under load. */
public interface Target extends AutoCloseable {
    /** ws://host:port */
    URI sockets();

    /** Of a charger, less its identity. */
    String path();

    /** Of the server alone, as far as it can be seen from here. */
    Optional<Use> serverUse();

    /** Of the database with all its processes. */
    Optional<Use> databaseUse();

    /** With the login in it; empty where nobody may look. */
    Optional<String> jdbcUrl();

    /** What it runs on and with, for those who read the figures. */
    String described();

    @Override
    void close();
}
