package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.Registration;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * When our CALLs may go out on a socket. To a FlexiCharge charger at once. To a strict one when its boot was answered (OCPP 1.6
 * §4.2: not before), or, if it was accepted before and does not boot again after a reconnect, with its first CALL or when that is long in coming.
 * On one event loop.
 */
final class OutGate {
    private static final String BOOT = "BootNotification";

    private final Vertx vertx;
    private final CallQueue calls;
    private final Protocol protocol;
    private boolean undecided;
    private long patienceTimer = -1;

    OutGate(Vertx vertx, CallQueue calls, Peer peer, Duration patience) {
        this.vertx = vertx;
        this.calls = calls;
        this.protocol = peer.protocol();
        if (protocol == Protocol.FLEXICHARGE) {
            calls.open();
        } else if (peer.admitted().registration() == Registration.REJECTED) {
            calls.bar();
        } else if (peer.admitted().registration() == Registration.ACCEPTED
                && peer.admitted().bootedBefore()) {
            undecided = true;
            patienceTimer = vertx.setTimer(patience.toMillis(), id -> decideAsBefore());
        }
    }

    void received(String action) {
        if (!undecided) {
            return;
        }
        if (action.equals(BOOT)) {
            decided();
        } else {
            decideAsBefore();
        }
    }

    /** A pending charger is sent what people ask of it; of ourselves nothing is sent to any strict charger. */
    void booted(Registration registration) {
        decided();
        if (protocol == Protocol.FLEXICHARGE) {
            return;
        }
        switch (registration) {
            case ACCEPTED, PENDING -> calls.open();
            case REJECTED -> calls.bar();
        }
    }

    void end() {
        decided();
    }

    private void decideAsBefore() {
        decided();
        calls.open();
    }

    private void decided() {
        undecided = false;
        vertx.cancelTimer(patienceTimer);
    }
}
