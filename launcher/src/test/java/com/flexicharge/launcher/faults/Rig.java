package com.flexicharge.launcher.faults;

import com.flexicharge.fleet.Door;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.util.Optional;

/** A server, of one process or several, with what a run needs of it. */
public interface Rig {
    /** Chargers'. */
    Door door();

    /** Operators' and users'. */
    Door http();

    /** Signed as the server's own development tokens. */
    Tokens tokens(Vertx vertx);

    /** Past everything that may be broken, for who reads the books. */
    TestDatabase database();

    /**
     * Ends every fault and waits until it serves.
     *
     * @return what was wrong with it
     */
    Optional<String> heal();
}
