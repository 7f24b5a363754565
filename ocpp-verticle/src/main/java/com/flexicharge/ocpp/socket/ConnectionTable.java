package com.flexicharge.ocpp.socket;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets of this process, by charger. As large as what is connected, and a little while what was: a connection leaves when
 * nothing of it is in memory any more. Usable from any thread.
 */
public final class ConnectionTable {
    private final Map<Integer, ChargerConnection> holders = new ConcurrentHashMap<>();
    private final Set<ChargerConnection> all = ConcurrentHashMap.newKeySet();
    private final ToldEpochs toldEpochs = new ToldEpochs();
    private final RecentEvents takenAway;

    public ConnectionTable(Clock clock) {
        takenAway = new RecentEvents(clock);
    }

    /** The connection that is its charger's, if its socket is in this process. */
    public Optional<ChargerConnection> find(int connectorID) {
        return Optional.ofNullable(holders.get(connectorID)).filter(ChargerConnection::isOpen);
    }

    /** The newest epoch owns the charger; a connection with an older one is closed, whichever came first. */
    void add(ChargerConnection connection) {
        all.add(connection);
        if (connection.epoch() < toldEpochs.of(connection.connectorID())) {
            connection.leave(CloseCause.REPLACED);
            return;
        }
        holders.merge(connection.connectorID(), connection, (one, other) -> {
            var older = one.epoch() < other.epoch() ? one : other;
            older.leave(CloseCause.REPLACED);
            return older == one ? other : one;
        });
    }

    /** A charger's socket came or went, here or on another node. */
    public void changed(ConnectionChanged event) {
        toldEpochs.told(event.connectorID(), event.epoch());
        var holder = holders.get(event.connectorID());
        if (holder != null && holder.epoch() < event.epoch()) {
            // one that another socket owned for a moment has a protocol
            var isRemoved = event.node() == null && event.protocol() == null;
            if (!isRemoved && holder.isOpen()) {
                takenAway.note(holder.serialNumber());
            }
            holder.leave(isRemoved ? CloseCause.REMOVED : CloseCause.REPLACED);
        }
    }

    void forget(ChargerConnection connection) {
        all.remove(connection);
        holders.remove(connection.connectorID(), connection);
    }

    /** How often we were told within the last minute that a newer socket took the charger from one here; at most twelve. */
    int takenAway(String serialNumber) {
        return takenAway.count(serialNumber);
    }

    boolean isHeld(String serialNumber) {
        return all.stream()
                .anyMatch(connection ->
                        connection.isOpen() && connection.serialNumber().equals(serialNumber));
    }

    Collection<ChargerConnection> all() {
        return List.copyOf(all);
    }

    /** The chargers whose sockets are in this process. */
    public List<Integer> connectorIDs() {
        return List.copyOf(holders.keySet());
    }

    public int size() {
        return all.size();
    }

    /** By a walk over all: 10,000 sockets take some 0.1 ms. */
    public long size(Protocol protocol) {
        return all.stream()
                .filter(connection -> connection.protocol() == protocol)
                .count();
    }

    /** What is in memory for a charger, over all its connections. */
    public Future<Held> held(int connectorID) {
        var asked = all.stream()
                .filter(connection -> connection.connectorID() == connectorID)
                .map(ChargerConnection::held)
                .toList();
        return Future.all(asked).map(answers -> Held.sum(answers.list()));
    }

    /**
     * The newest epochs told of, for a socket that is still being upgraded when another node's is admitted after it. Such an
     * upgrade takes milliseconds; 10,000 admissions are seconds at least. 1 MB.
     */
    private static final class ToldEpochs {
        private static final int MOST = 10_000;

        private final Map<Integer, Long> epochs = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, Long> eldest) {
                return size() > MOST;
            }
        };

        synchronized void told(int connectorID, long epoch) {
            epochs.merge(connectorID, epoch, Math::max);
        }

        synchronized long of(int connectorID) {
            return epochs.getOrDefault(connectorID, Long.MIN_VALUE);
        }
    }
}
