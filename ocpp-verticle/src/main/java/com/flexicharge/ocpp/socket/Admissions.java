package com.flexicharge.ocpp.socket;

import com.flexicharge.ocpp.OcppConfig.UnknownChargers;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.log.About;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets visitors in as the charger they say to be, or says why not. Usable from any event loop. */
final class Admissions {
    private static final Logger LOG = LoggerFactory.getLogger(Admissions.class);
    private static final int MOST_FAILURES_A_MINUTE = 5;
    private static final int MOST_TAKEOVERS_A_MINUTE = 5;
    private static final int MOST_REGISTRATIONS_A_MINUTE = 10;

    private final Vertx vertx;
    private final Clock clock;
    private final String node;
    private final UnknownChargers unknownChargers;
    private final Duration takeoverDelay;
    private final ChargerRegistry registry;
    private final ConnectionTable table;
    private final RecentEvents failures;
    private final RecentEvents admissions;
    private final SecurityWatch watch;
    private final RecentEvents registrations;
    private final AdmissionLine line;

    /** One for each serial number at most. */
    private final Set<String> delayed = ConcurrentHashMap.newKeySet();

    Admissions(SocketServices services, String node) {
        this.vertx = services.vertx();
        this.clock = services.clock();
        this.node = node;
        this.unknownChargers = services.config().unknownChargers();
        this.takeoverDelay = services.config().takeoverDelay();
        this.registry = services.registry();
        this.table = services.table();
        this.failures = new RecentEvents(clock);
        this.admissions = new RecentEvents(clock);
        this.watch = new SecurityWatch(registry, clock);
        this.registrations = new RecentEvents(clock);
        this.line = new AdmissionLine(vertx, clock);
    }

    /**
     * @param isGone whether the visitor has left meanwhile, so that it takes nothing over
     * @return fails with {@code NOT_FOUND}, {@code UNAUTHENTICATED}, {@code BUSY} for who tries too often, and as the registry
     *     does when it is away
     */
    Future<Peer> admit(Visitor visitor, BooleanSupplier isGone) {
        if (failures.count(nameAndAddress(visitor)) >= MOST_FAILURES_A_MINUTE) {
            return Future.failedFuture(tooOften("Too many wrong credentials; wait a minute."));
        }
        if (!visitor.showsEnough()) {
            noteFailure(visitor);
            return Future.failedFuture(
                    Refusal.of(Reason.UNAUTHENTICATED, "unauthenticated", "Other credentials are needed here."));
        }
        if (!takesOverTooOften(visitor)) {
            return admitInTurn(visitor, isGone);
        }
        if (!delayed.add(visitor.serialNumber())) {
            return Future.failedFuture(tooOften("Another socket of this charger waits already."));
        }
        About.charger(LOG.atWarn(), visitor.serialNumber())
                .log(
                        "Charger {} opens a new socket while it has one, more than {} times a minute; {} waits {} s",
                        visitor.serialNumber(),
                        MOST_TAKEOVERS_A_MINUTE,
                        visitor.address(),
                        takeoverDelay.toSeconds());
        watch.frequentTakeovers(visitor, MOST_TAKEOVERS_A_MINUTE);
        return vertx.timer(takeoverDelay.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(over -> delayed.remove(visitor.serialNumber()))
                .compose(over -> admitInTurn(visitor, isGone));
    }

    private Future<Peer> admitInTurn(Visitor visitor, BooleanSupplier isGone) {
        return line.pass(() -> isGone.getAsBoolean()
                ? Future.failedFuture(Refusal.of(Reason.OFFLINE, "clientGone", "The client has left."))
                : admitNow(visitor));
    }

    private Future<Peer> admitNow(Visitor visitor) {
        return ask(visitor)
                .recover(no -> isUnknown(no) && visitor.protocol() == Protocol.OCPP_16
                        ? register(visitor, no).compose(registered -> ask(visitor))
                        : Future.failedFuture(no))
                .onSuccess(peer -> admissions.note(peer.serialNumber()))
                .onFailure(no -> {
                    if (no instanceof Refusal refusal && refusal.reason() == Reason.UNAUTHENTICATED) {
                        noteFailure(visitor);
                    }
                });
    }

    private void noteFailure(Visitor visitor) {
        failures.note(nameAndAddress(visitor));
        if (failures.count(nameAndAddress(visitor)) >= MOST_FAILURES_A_MINUTE) {
            watch.failedLogins(visitor, MOST_FAILURES_A_MINUTE);
        }
    }

    private Future<Void> register(Visitor visitor, Throwable unknown) {
        return switch (unknownChargers) {
            case REJECT -> Future.failedFuture(unknown);
            case ACCEPT -> registry.register(visitor.serialNumber(), Registration.ACCEPTED);
            case PENDING -> registerPending(visitor);
        };
    }

    /** Whoever makes names up fills the registry no faster than this from one address, and no further than it lets them. */
    private Future<Void> registerPending(Visitor visitor) {
        if (registrations.count(visitor.address()) >= MOST_REGISTRATIONS_A_MINUTE) {
            return Future.failedFuture(tooOften("Too many new chargers from one address; wait a minute."));
        }
        registrations.note(visitor.address());
        return registry.register(visitor.serialNumber(), Registration.PENDING)
                .onSuccess(waits -> About.charger(LOG.atWarn(), visitor.serialNumber())
                        .log(
                                "Unknown charger {} came from {} and waits for an operator to accept it",
                                visitor.serialNumber(),
                                visitor.address()));
    }

    private Future<Peer> ask(Visitor visitor) {
        return registry.admit(visitor.asksAt(node, clock.instant()))
                .map(admitted -> new Peer(visitor.serialNumber(), visitor.protocol(), visitor.address(), admitted));
    }

    /** Two devices with one identity take the charger from each other for ever, on this node or from one node to another. */
    private boolean takesOverTooOften(Visitor visitor) {
        var serialNumber = visitor.serialNumber();
        return table.takenAway(serialNumber) >= MOST_TAKEOVERS_A_MINUTE
                || (admissions.count(serialNumber) > MOST_TAKEOVERS_A_MINUTE && table.isHeld(serialNumber));
    }

    private static boolean isUnknown(Throwable no) {
        return no instanceof Refusal refusal && refusal.reason() == Reason.NOT_FOUND;
    }

    private static String nameAndAddress(Visitor visitor) {
        return visitor.serialNumber() + '@' + visitor.address();
    }

    private static Refusal tooOften(String message) {
        return Refusal.of(Reason.BUSY, "tooManyRequests", message);
    }
}
