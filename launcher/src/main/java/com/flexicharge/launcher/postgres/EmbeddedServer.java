package com.flexicharge.launcher.postgres;

import com.flexicharge.shared.db.DatabaseSettings;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our PostgreSQL. One daemon thread starts it and lives as long as it: Linux sends the server its signal when the thread that
 * started it ends, not when the process does. A server that ends by itself is started again.
 */
final class EmbeddedServer implements RunningPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** A start takes under a second; after a crash PostgreSQL first replays its log, at most 1 GB of it by default. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int RESTART_PAUSE_S = 2;
    private static final int LOOK_MS = 200;

    private final DatabaseSettings login;
    private final EmbeddedFiles files;
    private final EmbeddedFiles.Lock lock;
    private final EmbeddedCommands commands;
    private final EmbeddedProcess process = new EmbeddedProcess();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ready;

    private EmbeddedServer(
            DatabaseSettings login, EmbeddedFiles files, EmbeddedFiles.Lock lock, EmbeddedCommands commands) {
        this.login = login;
        this.files = files;
        this.lock = lock;
        this.commands = commands;
    }

    /**
     * Blocks until the database of the login answers.
     *
     * @param lock the server's from here on, also if this throws
     */
    static EmbeddedServer start(
            DatabaseSettings login,
            EmbeddedFiles files,
            EmbeddedFiles.Lock lock,
            Function<EmbeddedPrograms, EmbeddedCommands> system) {
        try {
            EmbeddedCluster.refuseOtherFiles(files);
            var commands = system.apply(EmbeddedPrograms.unpackedIn(files.programs()));
            files.server().ifPresent(orphan -> stopOrphan(orphan, files, commands));
            files.dropNoteOfAnotherProcess();
            EmbeddedCluster.createIfMissing(files, commands, login);
            var server = new EmbeddedServer(login, files, lock, commands);
            server.start();
            return server;
        } catch (RuntimeException fault) {
            lock.close();
            throw fault;
        }
    }

    @Override
    public void close() {
        synchronized (closing) {
            if (closing.getCount() == 0) {
                return;
            }
            closing.countDown();
        }
        var deadline = System.nanoTime() + STOP.toNanos();
        try {
            do {
                // only where it is ours: pg_ctl would signal whoever has the number that a killed server left behind;
                // and again until it ends, for a starting one has not yet left its number
                files.server().ifPresent(server -> stop(files, commands));
            } while (!ended.await(100, TimeUnit.MILLISECONDS) && System.nanoTime() - deadline < 0);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        if (ended.getCount() > 0) {
            LOG.error("PostgreSQL has not stopped within {} s: {}", STOP.toSeconds(), process.lastLines());
        }
        lock.close();
    }

    private void start() {
        var thread = new Thread(this::serve, "embedded-postgres");
        thread.setDaemon(true);
        thread.start();
        try {
            awaitLogin();
            LocalLogin.createDatabaseIfMissing(login);
        } catch (SQLException fault) {
            close();
            throw new LocalDatabaseException("The database " + login.database() + " cannot be made: " + fault, fault);
        } catch (LocalDatabaseException fault) {
            close();
            throw fault;
        }
        ready = true;
        LOG.info("Started PostgreSQL on {}, its files are in {}", LocalLogin.address(login), files.folder());
    }

    private void serve() {
        do {
            process.run(commands.serve(files.data(), login.port(), START));
            awaitServerStartedApart();
            if (ready && closing.getCount() > 0) {
                LOG.error("PostgreSQL has ended by itself and is started again. It said:\n  {}", process.lastLines());
            }
        } while (ready && !closesWithin(RESTART_PAUSE_S));
        ended.countDown();
    }

    /** Where {@code pg_ctl} starts the server, its end is not the server's. */
    private void awaitServerStartedApart() {
        try {
            while (files.server().isPresent()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean closesWithin(int seconds) {
        try {
            return closing.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            return true;
        }
    }

    private void awaitLogin() {
        var any = withDatabase(login, "postgres");
        var deadline = LocalDeadline.in(START);
        while (LocalLogin.attempt(any) != LocalLogin.Outcome.IN) {
            if (ended.getCount() == 0) {
                throw new LocalDatabaseException("PostgreSQL cannot start on %s with its files in %s. It says:%n  %s"
                        .formatted(LocalLogin.address(login), files.folder(), process.lastLines()));
            }
            deadline.pause(() -> "PostgreSQL has not become ready within " + START.toSeconds() + " s. It says:\n  "
                    + process.lastLines());
        }
    }

    private static DatabaseSettings withDatabase(DatabaseSettings login, String database) {
        return new DatabaseSettings(
                login.host(),
                login.port(),
                database,
                login.user(),
                login.password(),
                login.sslMode(),
                login.poolSize());
    }

    private static void stopOrphan(ProcessHandle orphan, EmbeddedFiles files, EmbeddedCommands commands) {
        LOG.warn("Stopping the PostgreSQL {} that a killed process has left behind", orphan.pid());
        stop(files, commands);
        var deadline = LocalDeadline.in(STOP);
        while (files.server().isPresent()) {
            deadline.pause(
                    () -> "A PostgreSQL that a killed process has left behind (process %d) still runs on %s. Stop it."
                            .formatted(orphan.pid(), files.folder()));
        }
    }

    private static void stop(EmbeddedFiles files, EmbeddedCommands commands) {
        new EmbeddedProcess().run(commands.stop(files.data(), (int) STOP.toSeconds()));
    }
}
