package com.flexicharge.load.server;

import java.net.URI;

/** Any OCPP 1.6J central system that runs already and knows the chargers, or takes in unknown ones. */
public record OtherServer(URI sockets) implements Target {
    @Override
    public String described() {
        return sockets.toString();
    }

    @Override
    public void close() {}
}
