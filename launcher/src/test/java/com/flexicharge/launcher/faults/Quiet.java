package com.flexicharge.launcher.faults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the console for what matters: the chargers lose thousands of sockets here, and the library tells of each. */
public final class Quiet {
    private Quiet() {}

    public static void wires() {
        for (var chatty : new String[] {"io.vertx", "io.zonky.test", "org.postgresql"}) {
            if (LoggerFactory.getLogger(chatty) instanceof Logger logger) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
