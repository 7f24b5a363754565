package com.flexicharge.launcher.server;

import com.flexicharge.shared.db.Database;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What must hold for this process to serve. Written by the thread that starts and stops, read by all that serve HTTP. */
public final class Readiness {
    private static final String UP = "up";
    private static final String DOWN = "down";

    private final Map<String, Database> databases = new ConcurrentHashMap<>();
    private volatile boolean serving;

    public void watch(String module, Database database) {
        databases.put(module, database);
    }

    public void serving(boolean now) {
        serving = now;
    }

    /** Each check by its name: {@code up} or {@code down}; asks every database anew, and takes no longer than a ping may. */
    public Future<Map<String, String>> check() {
        List<Future<Map.Entry<String, String>>> asked = new ArrayList<>();
        databases.forEach((module, database) -> asked.add(database.ping()
                .transform(done ->
                        Future.succeededFuture(Map.entry("database of " + module, done.succeeded() ? UP : DOWN)))));
        return Future.join(asked).map(all -> {
            Map<String, String> checks = new TreeMap<>();
            checks.put("serving", serving ? UP : DOWN);
            asked.forEach(
                    check -> checks.put(check.result().getKey(), check.result().getValue()));
            return checks;
        });
    }
}
