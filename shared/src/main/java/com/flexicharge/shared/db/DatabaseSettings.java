package com.flexicharge.shared.db;

/** Where a module's database is and how to log in. */
public record DatabaseSettings(
        String host, int port, String database, String user, String password, String sslMode, int poolSize) {}
