package com.flexicharge.bench;

import com.flexicharge.shared.db.Database;
import com.flexicharge.shared.db.DatabaseSettings;
import com.flexicharge.testing.PostgresProcess;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A PostgreSQL of its own, in a folder that is gone afterwards, and a module's way to it. */
final class BenchDatabase implements AutoCloseable {
    private static final int POOL = 10;

    private final Path folder;
    private final PostgresProcess postgres;
    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final Database database;

    /** @param module whose schema it gets */
    BenchDatabase(String module) {
        try {
            folder = Files.createTempDirectory("bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        postgres = PostgresProcess.in(folder);
        var login = login();
        database = Database.open(
                vertx,
                new DatabaseSettings(
                        login.host(), login.port(), login.database(), login.user(), login.password(), "disable", POOL),
                module);
    }

    Vertx vertx() {
        return vertx;
    }

    /** On which everything is asked. */
    Context context() {
        return context;
    }

    Database database() {
        return database;
    }

    TestDatabase login() {
        return postgres.database();
    }

    /** Returns when it is done on {@link #context}. */
    <T> T await(Supplier<Future<T>> deed) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(now -> deed.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        postgres.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
