package com.flexicharge.launcher.postgres;

import com.flexicharge.shared.db.DatabaseSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the local database answers: by whoever listens at its address, else by an embedded PostgreSQL. */
public final class LocalDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDatabase.class);

    /** A server that is just coming up or going down gets this long to do it. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private LocalDatabase() {}

    /**
     * Blocks until the database answers; call it on the main thread or a worker.
     *
     * @param login  the address to be found or taken, and the user, password and database to be found or made
     * @param folder where the embedded server keeps its files, over restarts
     * @return the server this process has started and must close; empty if another one listens there
     * @throws LocalDatabaseException if the listener does not let us in, or the embedded server cannot start
     */
    public static Optional<RunningPostgres> startUnlessListening(DatabaseSettings login, Path folder) {
        var deadline = LocalDeadline.in(PATIENCE);
        var files = EmbeddedFiles.in(folder);
        while (true) {
            switch (LocalLogin.attempt(login)) {
                case IN -> {
                    var orphans = files.tryLockOfOrphan(login.port());
                    if (orphans.isPresent()) {
                        return Optional.of(EmbeddedServer.start(login, files, orphans.get(), EmbeddedCommands::of));
                    }
                    // an orphan may have gone between its answer and the look for it; another's server answers again
                    if (LocalLogin.attempt(login) == LocalLogin.Outcome.IN) {
                        LOG.info("Using the PostgreSQL on {}", LocalLogin.address(login));
                        return Optional.empty();
                    }
                }
                case NOBODY_LISTENS -> {
                    var lock = files.tryLock();
                    if (lock.isPresent()) {
                        return Optional.of(EmbeddedServer.start(login, files, lock.get(), EmbeddedCommands::of));
                    }
                    // whoever holds the folder on our port is about to listen or to leave: wait
                    files.refuseIfServedOnAnotherPort(login.port());
                }
                case NOT_NOW -> LOG.debug("The PostgreSQL on {} is coming up or going down", LocalLogin.address(login));
            }
            deadline.pause(() -> "The PostgreSQL on " + LocalLogin.address(login) + " has not become ready within "
                    + PATIENCE.toSeconds() + " s. If something else listens there, stop it; if another process uses "
                    + files.folder() + ", stop that one or set LOCAL_DATABASE_DIR to another folder.");
        }
    }
}
