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
    /** How long a charger that is deaf after its boot is left alone, by the rule {@code slowBoot}. */
    static final Duration SLOW_BOOT = Duration.ofSeconds(30);

    private static final String BOOT = "BootNotification";

    private final Vertx vertx;
    private final CallQueue calls;
    private final Protocol protocol;
    private final Duration slowBoot;
    private boolean undecided;
    private boolean bootDue;
    private long patienceTimer = -1;
    private long slowBootTimer = -1;

    /**
     * @param patience with a charger that boots no more
     * @param slowBoot how long our CALLs wait after a boot where that is needed
     */
    OutGate(Vertx vertx, CallQueue calls, Peer peer, Duration patience, Duration slowBoot) {
        this.vertx = vertx;
        this.calls = calls;
        this.protocol = peer.protocol();
        this.slowBoot = slowBoot;
        if (protocol == Protocol.FLEXICHARGE) {
            calls.open();
        } else if (peer.admitted().registration() == Registration.REJECTED) {
            calls.bar();
        } else if (peer.admitted().registration() == Registration.ACCEPTED
                && peer.admitted().bootedBefore()) {
            undecided = true;
            bootDue = true;
            patienceTimer = vertx.setTimer(patience.toMillis(), id -> decideAsBefore());
        }
    }

    /** @return whether the charger came back and goes on without a boot, told by its first CALL */
    boolean received(String action) {
        var goesOn = bootDue && !action.equals(BOOT);
        bootDue = false;
        if (undecided && goesOn) {
            decideAsBefore();
        } else if (undecided) {
            decided();
        }
        return goesOn;
    }

    /**
     * A pending charger is sent what people ask of it; of ourselves nothing is sent to any strict charger.
     *
     * @param isSlow whether it needs time before it takes CALLs
     * @return whether our CALLs wait for that
     */
    boolean booted(Registration registration, boolean isSlow) {
        decided();
        vertx.cancelTimer(slowBootTimer);
        if (protocol == Protocol.FLEXICHARGE) {
            return false;
        }
        return switch (registration) {
            case ACCEPTED, PENDING -> open(isSlow);
            case REJECTED -> {
                calls.bar();
                yield false;
            }
        };
    }

    private boolean open(boolean isSlow) {
        if (isSlow) {
            calls.shut();
            slowBootTimer = vertx.setTimer(slowBoot.toMillis(), id -> calls.open());
        } else {
            calls.open();
        }
        return isSlow;
    }

    void end() {
        decided();
        vertx.cancelTimer(slowBootTimer);
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
