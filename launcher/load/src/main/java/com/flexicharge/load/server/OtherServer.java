package com.flexicharge.load.server;

import java.net.URI;
import java.util.Optional;

/** Any OCPP 1.6J central system that runs already and knows the chargers, or takes in unknown ones. */
public record OtherServer(URI sockets, String path) implements Target {
    @Override
    public Optional<Use> serverUse() {
        return Optional.empty();
    }

    @Override
    public Optional<Use> databaseUse() {
        return Optional.empty();
    }

    @Override
    public Optional<String> jdbcUrl() {
        return Optional.empty();
    }

    @Override
    public String described() {
        return sockets + path;
    }

    @Override
    public void close() {}
}
