package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connection ends: the first cause counts, and it is over when nothing of it is left in memory. */
final class Closing {
    private static final int NO_CLOSE_FRAME = 1006;

    private final Promise<Void> over = Promise.promise();
    private volatile @Nullable CloseCause cause;

    /** @return whether nobody had begun before; on the connection's event loop */
    boolean begin(CloseCause why) {
        if (cause != null) {
            return false;
        }
        cause = why;
        return true;
    }

    /** We close it, or it is closed. From any thread. */
    boolean hasBegun() {
        return cause != null;
    }

    /** The cause; when it was not we who closed, the charger did, with a close frame or without. */
    CloseCause cause(Optional<Short> closeStatus) {
        var ours = cause;
        if (ours != null) {
            return ours;
        }
        return closeStatus.filter(status -> status != NO_CLOSE_FRAME).isPresent()
                ? CloseCause.CLOSED_BY_CHARGER
                : CloseCause.CONNECTION_LOST;
    }

    void end() {
        over.tryComplete();
    }

    Future<Void> over() {
        return over.future();
    }
}
