package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import java.util.Map;

/** Something that is done to a server and measured. */
public interface Work {
    /** For people; one sentence. */
    String meaning(Options options);

    /** What sets this one's results apart from others of the same work: {@code session-200}. */
    String name(Options options);

    /** Of the server, over the usual ones. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Of the PostgreSQL that is started for it. */
    default Map<String, String> databaseSettings() {
        return Map.of();
    }

    void play(Scene scene);
}
