package com.flexicharge.launcher.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the folder of the embedded server holds: {@code data} (PostgreSQL's own), {@code programs} (unpacked, can be deleted),
 * {@code lock} (held by the process that runs the server).
 */
record EmbeddedFiles(Path folder) {
    private static final String NOTE = "postmaster.pid";

    /** Closing any channel of a file releases the process's lock on it, so a held one must not even be tried again. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    /** A lock ends with its process, however that ends. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * PostgreSQL's note about its running server, which a killed one leaves behind.
     *
     * @param port empty until the server has got so far
     */
    private record Postmaster(long pid, Optional<Integer> port) {}

    static EmbeddedFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            // real, because it is searched in the command lines of other processes
            return new EmbeddedFiles(folder.toRealPath());
        } catch (IOException fault) {
            throw new LocalDatabaseException(
                    "The folder " + folder + " cannot be made: " + fault + ". Set LOCAL_DATABASE_DIR to another.",
                    fault);
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path programs() {
        return folder.resolve("programs");
    }

    /** Empty if another process, or another server of this one, holds the folder. */
    Optional<Lock> tryLock() {
        if (!HELD_HERE.add(folder)) {
            return Optional.empty();
        }
        try {
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(() -> release(channel));
            }
            release(channel);
            return Optional.empty();
        } catch (IOException fault) {
            HELD_HERE.remove(folder);
            throw new LocalDatabaseException(
                    "The folder " + folder + " cannot be locked: " + fault + ". Set LOCAL_DATABASE_DIR to another.",
                    fault);
        }
    }

    /** Empty unless a killed process has left the server of this folder on this port; it may be going down as it answers. */
    Optional<Lock> tryLockOfOrphan(int port) {
        var lock = tryLock();
        if (lock.isPresent()
                && server().isPresent()
                && postmaster().flatMap(Postmaster::port).equals(Optional.of(port))) {
            return lock;
        }
        lock.ifPresent(Lock::close);
        return Optional.empty();
    }

    private void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException fault) {
            throw new LocalDatabaseException(
                    "The lock of the folder " + folder + " cannot be released: " + fault, fault);
        } finally {
            HELD_HERE.remove(folder);
        }
    }

    /** For who has not got the lock. */
    void refuseIfServedOnAnotherPort(int port) {
        postmaster().flatMap(Postmaster::port).filter(other -> other != port).ifPresent(other -> {
            throw new LocalDatabaseException(
                    "The data folder %s is in use: another process runs its PostgreSQL on port %d."
                                    .formatted(folder, other)
                            + " Stop that process, or set LOCAL_DATABASE_DIR to another folder.");
        });
    }

    /** The server that runs on this folder; for who has got the lock and none of his own, one left by a killed process. */
    Optional<ProcessHandle> server() {
        return postmaster()
                .flatMap(postmaster -> ProcessHandle.of(postmaster.pid()))
                .filter(this::isServer);
    }

    /**
     * For who has got the lock, and no server to find: PostgreSQL does not start while any process has the number that a killed
     * one noted. (That no process of the killed one is left, it finds out by its shared memory.)
     */
    void dropNoteOfAnotherProcess() {
        if (postmaster().flatMap(note -> ProcessHandle.of(note.pid())).isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(data().resolve(NOTE));
        } catch (IOException fault) {
            throw new LocalDatabaseException(
                    data().resolve(NOTE) + " is outdated and cannot be deleted: " + fault, fault);
        }
    }

    /** By then the number may belong to any process: ours is a PostgreSQL that was told this folder. */
    private boolean isServer(ProcessHandle process) {
        var info = process.info();
        var told = info.command().orElse("") + " " + info.commandLine().orElse("");
        return process.isAlive() && told.contains("postgres") && told.contains(folder.toString());
    }

    /** Its lines are: pid, data directory, start time, port, … */
    private Optional<Postmaster> postmaster() {
        try {
            var lines = Files.readAllLines(data().resolve(NOTE));
            return number(lines, 0)
                    .map(pid -> new Postmaster(pid, number(lines, 3).map(Long::intValue)));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(List<String> lines, int index) {
        @Nullable String line = index < lines.size() ? lines.get(index).strip() : null;
        return line != null && line.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(line)) : Optional.empty();
    }
}
