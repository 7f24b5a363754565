package com.flexicharge.ocpp.socket;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connection ends: the first cause counts, and it is over when nothing of it is left in memory. */
final class Closing {
    private static final int NO_CLOSE_FRAME = 1006;

    private final Promise<Void> over = Promise.promise();
    private volatile @Nullable CloseCause cause;
    private boolean wasReset;

    /** @return whether nobody had begun before; on the connection's event loop */
    boolean begin(CloseCause why) {
        if (cause != null) {
            return false;
        }
        cause = why;
        return true;
    }

    /** More is known of why it was begun. */
    void learn(CloseCause why) {
        cause = why;
    }

    /** The network reports it as broken; on the connection's event loop. */
    void broken(Throwable failure) {
        wasReset |= failure instanceof IOException && !(failure instanceof ClosedChannelException);
    }

    /** We close it, or it is closed. From any thread. */
    boolean hasBegun() {
        return cause != null;
    }

    /** The cause; when it was not we who closed, the charger did, with a close frame or without. */
    CloseCause cause(Optional<Short> closeStatus) {
        var ours = cause;
        if (ours == CloseCause.REPLACED && wasReset) {
            return CloseCause.REPLACED_HALF_OPEN;
        }
        if (ours != null) {
            return ours;
        }
        if (closeStatus.filter(status -> status != NO_CLOSE_FRAME).isPresent()) {
            return CloseCause.CLOSED_BY_CHARGER;
        }
        return wasReset ? CloseCause.CONNECTION_RESET : CloseCause.CONNECTION_LOST;
    }

    void end() {
        over.tryComplete();
    }

    Future<Void> over() {
        return over.future();
    }
}
