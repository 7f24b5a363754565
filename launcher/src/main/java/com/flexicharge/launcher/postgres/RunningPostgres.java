package com.flexicharge.launcher.postgres;

/** The PostgreSQL that this process has started. */
public interface RunningPostgres extends AutoCloseable {
    /** Ends it after its running statements (a fast shutdown) and waits for that; again is harmless. Blocks. */
    @Override
    void close();
}
