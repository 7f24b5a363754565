package com.flexicharge.load.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that parses what chargers say, says yes to everything, and keeps nothing: on one event loop of Vert.x, what any central system
 * written with it has to spend. What a real one spends is told in multiples of this, measured on the same machine by the same chargers.
 */
public final class Floor implements Target {
    private final int port = Child.freePort();
    private final Child process;

    public Floor(Path folder) {
        process = new Child(
                folder,
                List.of(),
                System.getProperty("java.class.path"),
                List.of(FloorServer.class.getName(), Integer.toString(port)),
                Map.of());
        process.awaitUp(this::isUp);
    }

    private boolean isUp() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public URI sockets() {
        return URI.create("ws://127.0.0.1:" + port);
    }

    @Override
    public Optional<Use> serverUse() {
        return Optional.of(Use.of(process.handle()));
    }

    @Override
    public String described() {
        return "A server that parses and says yes, on one event loop";
    }

    @Override
    public void close() {
        process.close();
    }
}
