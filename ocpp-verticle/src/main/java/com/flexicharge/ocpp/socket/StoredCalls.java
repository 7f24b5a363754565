package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.charger.Registration;
import io.vertx.core.Future;
import java.util.Optional;

/** Where CALLs wait that outlive a socket and a process. Called on the event loop of the connection. */
public interface StoredCalls {
    /**
     * The oldest one of this charger; asked for when its lane has nothing else to send. From here on it counts as sent, so it is either
     * put on the wire, at the latest when what is there is over, or its outcome fails with {@code OFFLINE}.
     *
     * @return empty: none waits
     */
    Future<Optional<StoredCall>> next(ChargerConnection connection);

    /** The connection takes no CALLs any more, and no other has taken its place. */
    void unreachable(ChargerConnection connection);

    /** The charger has started, and was told what it is registered as. */
    void booted(ChargerConnection connection, Registration registration);
}
