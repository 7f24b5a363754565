package com.flexicharge.launcher.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command lines of PostgreSQL's programs on this system.
 *
 * <p>PostgreSQL refuses to run as root. {@code unshare -U} gives it a user namespace, in which root is an ordinary user that
 * still owns its files.
 *
 * <p>On Linux the server is a child of ours. {@code setsid} keeps a Ctrl-C in the terminal from it, or it would be gone while
 * this process still hands over; {@code setpriv --pdeathsig INT} stops it if this process is killed. Elsewhere, and where
 * {@code setpriv} cannot do that, {@code pg_ctl} starts it apart from us, as it also drops an administrator's rights on Windows.
 *
 * @param asUser what goes before a program of PostgreSQL
 * @param bound  what goes before the server to bind it to this process; empty where that cannot be done
 */
record EmbeddedCommands(EmbeddedPrograms programs, List<String> asUser, List<String> bound) {
    private static final List<String> UNSHARE = List.of("unshare", "-U");
    private static final List<String> BIND = List.of("setsid", "setpriv", "--pdeathsig", "INT");

    static EmbeddedCommands of(EmbeddedPrograms programs) {
        return new EmbeddedCommands(programs, isRoot() ? unshare() : List.of(), works(BIND) ? BIND : List.of());
    }

    List<String> initialize(Path data, String user, Path passwordFile) {
        return command(
                "initdb",
                "--pgdata=" + data,
                "--username=" + user,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
    }

    /**
     * A server that keeps what it has acknowledged, reached by TCP from this machine only.
     *
     * @param patience how long {@code pg_ctl}, where it starts the server, waits until that is ready
     */
    List<String> serve(Path data, int port, Duration patience) {
        var options = List.of(
                "-p", String.valueOf(port),
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "fsync=on",
                "-c", "synchronous_commit=on",
                // five modules of 10 connections each, for several processes on this machine
                "-c", "max_connections=200");
        if (bound.isEmpty()) {
            return command(
                    "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    String.valueOf(patience.toSeconds()),
                    "-D",
                    data.toString(),
                    "-o",
                    String.join(" ", options));
        }
        var server = Stream.concat(Stream.of(programs.path("postgres"), "-D", data.toString()), options.stream());
        return Stream.of(asUser.stream(), bound.stream(), server)
                .flatMap(part -> part)
                .toList();
    }

    /** A fast stop: running transactions are rolled back, everything committed is kept. */
    List<String> stop(Path data, int seconds) {
        return command("pg_ctl", "stop", "-m", "fast", "-w", "-t", String.valueOf(seconds), "-D", data.toString());
    }

    private List<String> command(String program, String... arguments) {
        var command = new ArrayList<>(asUser);
        command.add(programs.path(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> unshare() {
        if (works(UNSHARE)) {
            return UNSHARE;
        }
        throw new LocalDatabaseException(
                "PostgreSQL does not run as root, and this system does not let root make a user"
                        + " namespace (unshare -U). Start as another user, or start a PostgreSQL 16 on 127.0.0.1:5432 yourself.");
    }

    private static boolean works(List<String> prefix) {
        try {
            var command = new ArrayList<>(prefix);
            command.add("true");
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
