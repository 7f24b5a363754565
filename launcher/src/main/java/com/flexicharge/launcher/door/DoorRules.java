package com.flexicharge.launcher.door;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What a port lets its clients do.
 *
 * @param mostConnections at once, in all states
 * @param mostUndecided   requests being answered at once; more are answered 503
 * @param head            from a connection's first moment until its first request is there, which bounds clients that say nothing
 *                        and those that say it byte by byte
 * @param pause           from one answer until the next request is there; within it a client also has to read what it was sent
 */
public record DoorRules(int mostConnections, int mostUndecided, Duration head, Duration pause) {
    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(60);

    /** Ten thousand who watch, and everybody else. A silent connection takes about 10 KB of heap and buffers: 160 MB. */
    private static final int HTTP_CONNECTIONS = 16_000;

    /** All may come at once: who asks for admission waits in the line of ocpp-verticle. A charger's socket takes 20 KB, with compression agreed 300 KB: more chargers need more processes. */
    private static final int SOCKET_CONNECTIONS = 20_000;

    public DoorRules {
        if (mostConnections < 1 || mostUndecided < 1) {
            throw new IllegalArgumentException("A door lets at least one in");
        }
    }

    public static DoorRules ofHttp() {
        return new DoorRules(within(HTTP_CONNECTIONS, 20), HTTP_CONNECTIONS, HEAD, PAUSE);
    }

    public static DoorRules ofSockets() {
        return new DoorRules(within(SOCKET_CONNECTIONS, 70), SOCKET_CONNECTIONS, HEAD, PAUSE);
    }

    /** Never so many that the process has no files left for the other port, the database and its own. */
    private static int within(int most, int percentOfFiles) {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? (int) Math.max(1, Math.min(most, system.getMaxFileDescriptorCount() * percentOfFiles / 100))
                : most;
    }
}
