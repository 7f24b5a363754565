package com.flexicharge.shared.db;

import java.util.List;

/**
 * Where a module's database is and how to log in.
 *
 * @param sslMode  {@code disable}, {@code prefer}, {@code require}, or {@code verify-full} (certificate checked against the
 *                 authorities that this JVM trusts)
 * @param poolSize connections of one module of one process, at most
 */
public record DatabaseSettings(
        String host, int port, String database, String user, String password, String sslMode, int poolSize) {
    private static final List<String> SSL_MODES = List.of("disable", "prefer", "require", "verify-full");

    public DatabaseSettings {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The database's port must be 1 to 65535, is " + port);
        }
        if (!SSL_MODES.contains(sslMode)) {
            throw new IllegalArgumentException("The database's SSL mode must be one of " + SSL_MODES);
        }
        if (poolSize < 1) {
            throw new IllegalArgumentException("The database's pool needs a connection or more, is " + poolSize);
        }
    }

    /** For messages and logs; says everything but the password. */
    @Override
    public String toString() {
        return "%s@%s:%d/%s (ssl %s, %d connections)".formatted(user, host, port, database, sslMode, poolSize);
    }
}
