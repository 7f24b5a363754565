package com.flexicharge.launcher.faults;

import java.util.List;

/**
 * Where a process is.
 *
 * @param host    by which others find it, and on which it listens
 * @param command that runs what follows there; empty: no other place than ours
 */
public record Seat(String host, List<String> command) {
    public static final Seat HERE = new Seat("127.0.0.1", List.of());

    public Seat {
        command = List.copyOf(command);
    }
}
