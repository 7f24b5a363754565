package com.flexicharge.charger;

import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Admit;
import com.flexicharge.shared.contract.charger.Admission.Admitted;
import com.flexicharge.shared.contract.charger.Admission.Connection;
import com.flexicharge.shared.contract.charger.Admission.Disconnected;
import com.flexicharge.shared.contract.charger.Admission.NodeEnded;
import com.flexicharge.shared.contract.charger.Admission.Seen;
import com.flexicharge.shared.contract.charger.Admission.WhereConnected;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a charger's socket: at most one (node, epoch). What is told is told after its commit.
 */
final class ConnectionService {
    /** A password that changes at the very moment of the check is checked anew, but not for ever. */
    private static final int ATTEMPTS = 3;

    /**
     * A charger whose node died is told apart from one that has nothing to say by three of the usual heartbeats, 3 × 300 s. A
     * charger given up too early is taken back with its next sign of life.
     */
    private static final Duration SILENCE = Duration.ofMinutes(15);

    private final ConnectionRepository repository;
    private final Doorkeeper doorkeeper;
    private final MakeBook makes;
    private final Bus bus;
    private final Clock clock;
    private final FlappingWatch flapping;

    ConnectionService(ConnectionRepository repository, Doorkeeper doorkeeper, MakeBook makes, Bus bus, Clock clock) {
        this.repository = repository;
        this.doorkeeper = doorkeeper;
        this.makes = makes;
        this.bus = bus;
        this.clock = clock;
        this.flapping = new FlappingWatch(bus);
    }

    Future<Admitted> admit(Admit ask) {
        return admit(ask, clock.instant().plus(ChargerEndpoints.ADMIT.deadline()), ATTEMPTS);
    }

    Future<Done> disconnected(Disconnected gone) {
        return repository.release(gone).map(changed -> {
            changed.ifPresent(this::tell);
            return Done.DONE;
        });
    }

    Future<Done> seen(Seen seen) {
        return repository.seen(seen.chargers()).map(changed -> {
            changed.forEach(this::tell);
            return Done.DONE;
        });
    }

    /** The sockets of a process that ended without a word. */
    Future<Done> nodeEnded(NodeEnded ended) {
        return repository.nodeEnded(ended).map(released -> {
            released.forEach(this::tell);
            return Done.DONE;
        });
    }

    Future<Connection> where(WhereConnected ask) {
        return repository.where(ask.connectorID()).compose(ConnectionService::connection);
    }

    /** The sockets this process held before it was started, if it died with them. */
    Future<Void> releaseAllOf(String node) {
        return nodeEnded(new NodeEnded(node, "restarted", clock.instant())).mapEmpty();
    }

    /** Those that have not connected for as long as it takes to flap. */
    Future<Void> endFlapping() {
        return repository.endFlapping(clock.instant().minus(Duration.ofMinutes(ConnectionSql.FLAPPING_MINUTES)));
    }

    /** Takes chargers for disconnected whose node must have died with their sockets. */
    Future<Void> giveUpSilent() {
        return repository.giveUpSilent(clock.instant().minus(SILENCE)).map(givenUp -> {
            givenUp.forEach(this::tell);
            return null;
        });
    }

    private Future<Admitted> admit(Admit ask, Instant deadline, int attempts) {
        return repository
                .identity(ask.serialNumber())
                .compose(found -> found.map(identity -> admit(ask, identity, deadline, attempts))
                        .orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound())));
    }

    private Future<Admitted> admit(Admit ask, Identity identity, Instant deadline, int attempts) {
        return doorkeeper
                .check(ask, identity)
                .compose(proof -> claim(Claim.of(ask, identity, proof), deadline))
                .compose(claimed -> claimed.map(socket -> admitted(socket, ask, deadline))
                        .orElseGet(() ->
                                attempts > 1 ? admit(ask, deadline, attempts - 1) : Future.failedFuture(changing())));
    }

    /** Not for a socket whose node has given up waiting: it would take the charger from whoever holds it, for nobody. */
    private Future<Optional<Claimed>> claim(Claim claim, Instant deadline) {
        return clock.instant().isBefore(deadline) ? repository.claim(claim) : Future.failedFuture(tooLate());
    }

    /**
     * Stored too late, it is given back, and whoever held the charger before is told that it is nobody's, so that the charger
     * comes again. If even that cannot be stored, the next admission or the silence of a charger that is not there ends it.
     */
    private Future<Admitted> admitted(Claimed claimed, Admit ask, Instant deadline) {
        var now = clock.instant();
        var socket = claimed.with(makes);
        if (claimed.flappingBegins()) {
            flapping.began(socket, ask);
        }
        if (now.isBefore(deadline)) {
            tell(new ConnectionChanged(socket.connectorID(), ask.node(), socket.epoch(), true, ask.protocol()));
            return Future.succeededFuture(socket);
        }
        return disconnected(new Disconnected(socket.connectorID(), socket.epoch(), "admittedTooLate", null, now))
                .transform(givenBack -> Future.failedFuture(tooLate()));
    }

    private void tell(ConnectionChanged changed) {
        bus.tell(ChargerEndpoints.CONNECTION_CHANGED, changed);
    }

    private static Future<Connection> connection(Optional<Whereabouts> found) {
        if (found.isEmpty()) {
            return Future.failedFuture(Refusals.chargerNotFound());
        }
        var charger = found.orElseThrow();
        @Nullable String node = charger.node();
        @Nullable Protocol protocol = charger.protocol();
        return node == null || protocol == null || !charger.connected()
                ? Future.failedFuture(
                        Refusal.of(Reason.OFFLINE, "chargerOffline", "The charger is not connected just now."))
                : Future.succeededFuture(
                        new Connection(charger.connectorID(), charger.serialNumber(), node, charger.epoch(), protocol));
    }

    private static Refusal tooLate() {
        return Refusal.of(Reason.TIMED_OUT, "timedOut", "The charger's admission took too long.");
    }

    private static Refusal changing() {
        return Refusal.of(
                Reason.CONFLICT, "conflict", "The charger is being changed or removed; connect again in a moment.");
    }
}
