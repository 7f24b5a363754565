package com.flexicharge.launcher.server;

import com.flexicharge.launcher.StartException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Asks for the ports before anything else is started, so that a taken one leaves nothing half-started behind. */
public final class Ports {
    private Ports() {}

    /** @throws StartException naming the variable and the port, when somebody listens there already */
    public static void mustBeFree(String variable, String address, int port) {
        try (var socket = new ServerSocket()) {
            // As the server itself will: without this a port that was just closed looks taken for a minute.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StartException(
                    variable + " " + port + " on " + address + " cannot be listened on (" + e.getMessage()
                            + "). Stop the program that holds it, or set " + variable + " to another port.",
                    e);
        }
    }
}
