package com.flexicharge.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL that a test may kill: its own processes, on files and a port that stay the same, keeping what it acknowledged as
 * in real life ({@code fsync} and {@code synchronous_commit} are on).
 */
public final class PostgresProcess implements AutoCloseable {
    /** A start takes under a second; after a kill PostgreSQL first replays its log. */
    private static final Duration START = Duration.ofMinutes(1);

    private static final Duration END = Duration.ofSeconds(30);

    private final Path data;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private PostgresProcess(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.server = start(0);
    }

    /** @param folder for its files, which stay there; the test deletes them after {@link #close()} */
    public static PostgresProcess in(Path folder) {
        return in(folder, Map.of());
    }

    /** @param settings as in postgresql.conf, over its own */
    public static PostgresProcess in(Path folder, Map<String, String> settings) {
        return new PostgresProcess(folder.resolve("postgres"), settings);
    }

    /** The database that each server has from the start. */
    public TestDatabase database() {
        return new TestDatabase("127.0.0.1", server.getPort(), "postgres", "postgres", "postgres");
    }

    /** Kill −9 of every process at once, as when the machine goes; returns when all are gone. */
    public void kill() {
        var postmaster = postmaster();
        // the parent first, so that no new child comes
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process ->
                process.onExit().orTimeout(END.toSeconds(), TimeUnit.SECONDS).join());
    }

    /** After {@link #kill()}: on the same port, with all that was committed. Returns when it answers. */
    public void startAgain() {
        var port = server.getPort();
        letGo();
        // A child born while its parent was killed ends by itself soon, and the shared memory is free then.
        Awaitility.await().atMost(START).ignoreExceptions().until(() -> {
            server = start(port);
            return true;
        });
    }

    @Override
    public void close() {
        letGo();
    }

    private EmbeddedPostgres start(int port) {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    // after the library's own -F, so these win
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setPGStartupWait(START);
            settings.forEach(builder::setServerConfig);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data, e);
        }
    }

    /** Stops it if it runs, and frees its lock on the files. */
    private void letGo() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop in " + data, e);
        }
    }

    /** The process that has started all others of it. */
    public ProcessHandle postmaster() {
        try {
            var pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL in " + data + " runs no more"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL in " + data + " left no note of its process", e);
        }
    }
}
