package com.flexicharge.launcher.faults;

import com.flexicharge.fleet.Disturbance;
import com.flexicharge.fleet.Fleet;
import com.flexicharge.testing.FaultyProxy;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** What can break. A fault begins at its moment and ends by itself, so that what happens afterwards is seen too. */
@SuppressWarnings("ImmutableEnumChecker") // method references without state
public enum FaultKind {
    BACKEND_KILLED(1, rig(FaultRig::killBackend), rig(FaultRig::startBackend)),
    POSTGRES_KILLED(1, rig(FaultRig::killPostgres), rig(FaultRig::startPostgres)),

    /** Every socket is reset once. */
    RESET(1, front(FaultyProxy::cut), FaultKind::nothing),
    /** Every socket is reset, again and again while the chargers come back. */
    RESET_STORM(6, front(FaultyProxy::cut), FaultKind::nothing),
    /** Nothing passes; then all of it does. */
    HALF_OPEN(1, front(FaultyProxy::hold), front(FaultyProxy::heal)),
    /** Nothing passes; then what was on its way is lost. */
    HALF_OPEN_THEN_RESET(1, front(FaultyProxy::hold), front(FaultKind::cutAndHeal)),
    /** The sockets stay open for both sides, and nothing passes ever again. */
    FORGOTTEN(1, front(FaultyProxy::forget), FaultKind::nothing),
    /** The backend gets and does all, and no charger hears of it. */
    ANSWERS_LOST(1, front(FaultyProxy::holdReplies), front(FaultKind::cutAndHeal)),
    SLOW_WIRE(1, front(proxy -> proxy.delay(Duration.ofMillis(60))), front(FaultyProxy::heal)),
    REFUSED(1, front(FaultyProxy::refuse), front(FaultyProxy::heal)),

    DATABASE_RESET(1, back(FaultyProxy::cut), FaultKind::nothing),
    DATABASE_RESET_STORM(6, back(FaultyProxy::cut), FaultKind::nothing),
    DATABASE_HALF_OPEN(1, back(FaultyProxy::hold), back(FaultyProxy::heal)),
    DATABASE_FORGOTTEN(1, back(FaultyProxy::forget), FaultKind::nothing),
    /** What is committed meanwhile, nobody knows of. */
    DATABASE_ANSWERS_LOST(1, back(FaultyProxy::holdReplies), back(FaultKind::cutAndHeal)),
    DATABASE_SLOW(1, back(proxy -> proxy.delay(Duration.ofMillis(120))), back(FaultyProxy::heal)),
    DATABASE_REFUSED(1, back(FaultyProxy::refuse), back(FaultyProxy::heal)),

    ALL_DROP(1, fleet(Disturbance.DROP_ALL), FaultKind::nothing),
    SECOND_SOCKETS(1, fleet(Disturbance.SECOND_SOCKETS), FaultKind::nothing),
    CLOCK_JUMPS(1, fleet(Disturbance.CLOCK_JUMPS), FaultKind::nothing);

    private final int times;
    private final BiConsumer<FaultRig, Fleet> begin;
    private final BiConsumer<FaultRig, Fleet> end;

    FaultKind(int times, BiConsumer<FaultRig, Fleet> begin, BiConsumer<FaultRig, Fleet> end) {
        this.times = times;
        this.begin = begin;
        this.end = end;
    }

    /** How often it is begun, evenly over the time it lasts. */
    int times() {
        return times;
    }

    void begin(FaultRig rig, Fleet fleet) {
        begin.accept(rig, fleet);
    }

    void end(FaultRig rig, Fleet fleet) {
        end.accept(rig, fleet);
    }

    boolean killsAProcess() {
        return this == BACKEND_KILLED || this == POSTGRES_KILLED;
    }

    private static void cutAndHeal(FaultyProxy proxy) {
        proxy.cut();
        proxy.heal();
    }

    private static void nothing(FaultRig rig, Fleet fleet) {}

    private static BiConsumer<FaultRig, Fleet> rig(Consumer<FaultRig> what) {
        return (rig, fleet) -> what.accept(rig);
    }

    private static BiConsumer<FaultRig, Fleet> front(Consumer<FaultyProxy> what) {
        return on(FaultRig::toBackend, what);
    }

    private static BiConsumer<FaultRig, Fleet> back(Consumer<FaultyProxy> what) {
        return on(FaultRig::toDatabase, what);
    }

    private static BiConsumer<FaultRig, Fleet> on(Function<FaultRig, FaultyProxy> which, Consumer<FaultyProxy> what) {
        return (rig, fleet) -> what.accept(which.apply(rig));
    }

    private static BiConsumer<FaultRig, Fleet> fleet(Disturbance disturbance) {
        return (rig, fleet) -> fleet.disturb(disturbance);
    }
}
