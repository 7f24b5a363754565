package com.flexicharge.testing;

import java.util.Locale;
import java.util.UUID;

/** One test class's database, dropped when JUnit closes that class's store. */
record OwnedDatabase(TestServer server, TestDatabase database) implements AutoCloseable {
    static OwnedDatabase create(TestServer server, Class<?> owner) {
        var name = nameFor(owner);
        // template1 cannot be copied while anybody is connected to it; template0 always can.
        server.maintenance().execute("create database " + name + " template template0");
        return new OwnedDatabase(server, server.database(name));
    }

    /** The class's name helps whoever finds a leftover; the random part keeps JVMs on one server apart. 5 + 40 + 9 ≤ 63. */
    private static String nameFor(Class<?> owner) {
        var readable = owner.getSimpleName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var random = UUID.randomUUID().toString().substring(0, 8);
        return "test_" + readable.substring(0, Math.min(40, readable.length())) + "_" + random;
    }

    /** Forced: what a failed test left connected must not keep the database. */
    @Override
    public void close() {
        server.maintenance().execute("drop database if exists " + database.database() + " with (force)");
    }
}
