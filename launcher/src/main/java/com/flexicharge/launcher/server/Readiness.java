package com.flexicharge.launcher.server;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What must hold for this process to serve. Written by the thread that starts and stops, read by all that serve HTTP. */
public final class Readiness {
    static final String UP = "up";
    private static final String DOWN = "down";

    private final Map<String, Database> databases = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Future<Map<String, String>>> underWay = new AtomicReference<>();
    private volatile boolean serving;

    public void watch(String module, Database database) {
        databases.put(module, database);
    }

    public void serving(boolean now) {
        serving = now;
    }

    /**
     * Each check by its name: {@code up} or {@code down}. Asks every database anew, for all who ask meanwhile together: nobody is
     * kept from asking, so however many do, a database has one such question at a time.
     */
    public Future<Map<String, String>> check() {
        Promise<Map<String, String>> mine = Promise.promise();
        var theirs = underWay.compareAndExchange(null, mine.future());
        if (theirs != null) {
            return theirs;
        }
        ask().onComplete(answered -> {
            underWay.set(null);
            mine.handle(answered);
        });
        return mine.future();
    }

    /** The name of a check. */
    static String databaseOf(String module) {
        return "database of " + module;
    }

    private Future<Map<String, String>> ask() {
        List<Future<Map.Entry<String, String>>> asked = new ArrayList<>();
        databases.forEach((module, database) -> asked.add(database.ping()
                .transform(
                        done -> Future.succeededFuture(Map.entry(databaseOf(module), done.succeeded() ? UP : DOWN)))));
        return Future.join(asked).map(all -> {
            Map<String, String> checks = new TreeMap<>();
            checks.put("serving", serving ? UP : DOWN);
            asked.forEach(
                    check -> checks.put(check.result().getKey(), check.result().getValue()));
            return checks;
        });
    }
}
