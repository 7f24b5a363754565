package com.flexicharge.shared.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens once at start: waiting for the database, telling a wrong login from a late database, migrating. */
final class DatabaseStart {
    /** A database container that starts together with us needs 5 to 20 s; one that recovers from a crash may need longer. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseStart.class);

    private final Vertx vertx;
    private final Pool pool;
    private final DatabaseSettings settings;
    private final String module;
    private final Duration patience;

    DatabaseStart(Vertx vertx, Pool pool, DatabaseSettings settings, String module) {
        this(vertx, pool, settings, module, PATIENCE);
    }

    DatabaseStart(Vertx vertx, Pool pool, DatabaseSettings settings, String module, Duration patience) {
        this.vertx = vertx;
        this.pool = pool;
        this.settings = settings;
        this.module = module;
        this.patience = patience;
    }

    /** Waits, and migrates; a database that goes away meanwhile is waited for again: what is migrated is committed step by step. */
    Future<Void> migrateWhenUp() {
        return migrateWhenUp(System.nanoTime() + patience.toNanos());
    }

    private Future<Void> migrateWhenUp(long giveUpAt) {
        return reach(giveUpAt, false)
                .compose(up -> vertx.executeBlocking(
                        () -> {
                            Migrations.run(settings, module);
                            return module;
                        },
                        false))
                .<Void>mapEmpty()
                .recover(failure -> migrateAgain(failure, giveUpAt));
    }

    private Future<Void> migrateAgain(Throwable failure, long giveUpAt) {
        if (failure instanceof IllegalStateException explained) {
            return Future.failedFuture(explained);
        }
        if (Migrations.foundItAway(failure) && System.nanoTime() - giveUpAt < 0) {
            LOG.info("The database of {} went away during the migration: {}", module, failure.getMessage());
            return pause().compose(again -> migrateWhenUp(giveUpAt));
        }
        return Future.failedFuture(unusable(
                "The schema %s could not be brought up to date: %s".formatted(module, failure.getMessage()), failure));
    }

    private Future<Void> reach(long giveUpAt, boolean announced) {
        return Attempt.within(
                        vertx,
                        Database.DEADLINE,
                        attempt -> pool.getConnection().compose(connection -> connection.close()))
                .recover(failure -> {
                    if (!Failures.isAway(failure)) {
                        return Future.failedFuture(explained(failure));
                    }
                    if (System.nanoTime() - giveUpAt > 0) {
                        return Future.failedFuture(gaveUp(failure));
                    }
                    if (!announced) {
                        LOG.info("Waiting for the database of {} at {}: {}", module, settings, failure.getMessage());
                    }
                    return pause().compose(again -> reach(giveUpAt, true));
                });
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(BETWEEN_TRIES.toMillis(), id -> over.complete());
        return over.future();
    }

    private IllegalStateException gaveUp(Throwable failure) {
        return unusable(
                "No database answers at %s:%d after %d s (%s). Start it, or correct DATABASE_HOST and DATABASE_PORT"
                        .formatted(settings.host(), settings.port(), patience.toSeconds(), failure.getMessage()),
                failure);
    }

    private IllegalStateException explained(Throwable failure) {
        var sqlState =
                failure instanceof PgException answer ? Objects.requireNonNullElse(answer.getSqlState(), "") : "";
        return switch (sqlState) {
            case "28P01", "28000" ->
                unusable(
                        "The database at %s:%d does not accept the login of user %s. Correct DATABASE_USERNAME and DATABASE_PASSWORD"
                                .formatted(settings.host(), settings.port(), settings.user()),
                        failure);
            case "3D000" ->
                unusable(
                        "There is no database %s at %s:%d. Create it (create database %s), or correct DATABASE_NAME"
                                .formatted(settings.database(), settings.host(), settings.port(), settings.database()),
                        failure);
            default ->
                unusable("The database %s cannot be used: %s".formatted(settings, failure.getMessage()), failure);
        };
    }

    private IllegalStateException unusable(String message, Throwable cause) {
        var own = module.toUpperCase(Locale.ROOT) + "_DATABASE_URL";
        return new IllegalStateException(
                "%s (for the module %s, %s goes before DATABASE_*)".formatted(message, module, own), cause);
    }
}
