package com.flexicharge.ocpp.socket;

import io.vertx.core.streams.ReadStream;
import java.util.EnumSet;
import java.util.Set;

/** Whether a socket is read. Several may hold it shut; it opens when the last lets go. On one event loop. */
final class Valve {
    enum Holder {
        /** So many CALLs wait that no more are read. */
        LANE,
        /** The charger sends faster than it may. */
        PACE,
        /** So much goes out that the charger has not read; pongs among it, which are sent before we hear of the ping. */
        WRITES,
        /** The process is about to end. */
        DRAIN
    }

    private final ReadStream<?> socket;
    private final Set<Holder> holders = EnumSet.noneOf(Holder.class);
    private boolean openForGood;

    Valve(ReadStream<?> socket) {
        this.socket = socket;
    }

    void hold(Holder holder) {
        if (!openForGood && holders.add(holder)) {
            socket.pause();
        }
    }

    void letGo(Holder holder) {
        if (holders.remove(holder) && holders.isEmpty()) {
            socket.resume();
        }
    }

    boolean isShut() {
        return !holders.isEmpty();
    }

    boolean isHeldBy(Holder holder) {
        return holders.contains(holder);
    }

    /** The connection is gone: what was received and not yet read is read now, whoever held it. */
    void openForGood() {
        openForGood = true;
        if (!holders.isEmpty()) {
            holders.clear();
            socket.resume();
        }
    }
}
