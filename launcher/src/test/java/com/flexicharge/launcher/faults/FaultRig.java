package com.flexicharge.launcher.faults;

import com.flexicharge.fleet.Door;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.PostgresProcess;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chargers' door, wire, backend, wire, PostgreSQL: all of it real, and all of it to be broken and mended at will. */
final class FaultRig implements Rig, AutoCloseable {
    /** Twice what a start takes on a busy machine, and twice what the backend's slowest clean-up needs, which is 16 s. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private final PostgresProcess postgres;
    private final FaultyProxy toDatabase;
    private final Backend backend;
    private final FaultyProxy toBackend;
    private boolean postgresIsDown;

    private FaultRig(PostgresProcess postgres, Path folder, Path log, List<Path> inFront) {
        this.postgres = postgres;
        toDatabase = postgres.database().proxy();
        backend = new Backend(postgres.database().through(toDatabase), folder, log, inFront, Map.of());
        toBackend = FaultyProxy.before("127.0.0.1", backend.socketPort());
    }

    /** Returns when it serves. */
    static FaultRig in(Path folder, Path log) {
        return in(folder, log, List.of());
    }

    /** @param inFront folders of classes that the backend takes before its own */
    static FaultRig in(Path folder, Path log, List<Path> inFront) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var rig = new FaultRig(PostgresProcess.in(folder), folder, log, inFront);
        try {
            rig.backend.awaitReady();
            return rig;
        } catch (RuntimeException | Error fault) {
            rig.close();
            throw fault;
        }
    }

    @Override
    public TestDatabase database() {
        return postgres.database();
    }

    @Override
    public Door door() {
        return new Door(toBackend.host(), toBackend.port());
    }

    /** Past the proxy, as operators of the same house have it. */
    @Override
    public Door http() {
        return new Door("127.0.0.1", backend.httpPort());
    }

    @Override
    public Tokens tokens(Vertx vertx) {
        return backend.tokens(vertx);
    }

    FaultyProxy toBackend() {
        return toBackend;
    }

    FaultyProxy toDatabase() {
        return toDatabase;
    }

    void killBackend() {
        backend.kill();
    }

    /** Does not wait until it serves. */
    void startBackend() {
        backend.start();
    }

    void killPostgres() {
        if (!postgresIsDown) {
            postgresIsDown = true;
            postgres.kill();
        }
    }

    void startPostgres() {
        if (postgresIsDown) {
            postgres.startAgain();
            postgresIsDown = false;
        }
    }

    /** A backend that does not serve is started anew, for the runs that follow. */
    @Override
    public Optional<String> heal() {
        toBackend.heal();
        toDatabase.heal();
        startPostgres();
        startBackend();
        if (backend.isReadyWithin(RECOVERY)) {
            return Optional.empty();
        }
        var wrong = "the backend was not ready " + RECOVERY.toSeconds() + " s after the last fault: it "
                + backend.condition();
        killBackend();
        startBackend();
        backend.awaitReady();
        return Optional.of(wrong);
    }

    @Override
    public void close() {
        backend.close();
        toBackend.close();
        toDatabase.close();
        postgres.close();
    }
}
