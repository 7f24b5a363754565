package com.flexicharge.shared.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which processes share an endpoint. Each says every second that it is there; one that was silent for four counts as gone, one that
 * leaves says so. A key belongs to the process whose name, mixed with it, gives the highest number (rendezvous hashing).
 */
final class Roster {
    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(4);

    /** @param leaving its last word */
    record Presence(String address, String node, boolean leaving) {}

    private static final Topic<Presence> PRESENCE = new Topic<>("bus.presence", Presence.class);

    private final Bus bus;
    private final Vertx vertx;

    /** By address, then by node: when it was last heard, by the monotonic clock. As many as there are processes. */
    private final Map<String, Map<String, Long>> heard = new ConcurrentHashMap<>();

    private final Map<String, List<String>> members = new ConcurrentHashMap<>();
    private final List<OwnShare> own = new CopyOnWriteArrayList<>();

    Roster(Bus bus, Vertx vertx) {
        this.bus = bus;
        this.vertx = vertx;
        if (vertx.isClustered()) {
            bus.listen(PRESENCE, this::hear);
            vertx.setPeriodic(BEAT.toMillis(), id -> beat());
        }
    }

    /** @return empty as long as nobody was heard of */
    Optional<String> holder(String address, int key) {
        var nodes = members.getOrDefault(address, List.of());
        if (nodes.size() < 2) {
            return nodes.stream().findFirst();
        }
        String best = nodes.get(0);
        int highest = Integer.MIN_VALUE;
        for (var node : nodes) {
            int mixed = mix(node.hashCode() ^ mix(key));
            if (mixed > highest) {
                highest = mixed;
                best = node;
            }
        }
        return Optional.of(best);
    }

    Share join(String address, String node, Listening answering) {
        var share = new OwnShare(address, node, answering, vertx.getOrCreateContext());
        own.add(share);
        hear(new Presence(address, node, false));
        if (vertx.isClustered()) {
            bus.tell(PRESENCE, new Presence(address, node, false));
        }
        return share;
    }

    private synchronized void beat() {
        own.forEach(share -> bus.tell(PRESENCE, new Presence(share.address, share.node, false)));
        var oldest = System.nanoTime() - SILENCE.toNanos();
        heard.forEach((address, nodes) -> {
            if (nodes.values().removeIf(last -> last - oldest < 0)) {
                changed(address, nodes);
            }
        });
    }

    private synchronized void hear(Presence presence) {
        var nodes = heard.computeIfAbsent(presence.address(), first -> new ConcurrentHashMap<>());
        var known = presence.leaving()
                ? nodes.remove(presence.node()) == null
                : nodes.put(presence.node(), System.nanoTime()) != null;
        if (!known) {
            changed(presence.address(), nodes);
        }
    }

    private void changed(String address, Map<String, Long> nodes) {
        members.put(address, nodes.keySet().stream().sorted().toList());
        own.stream().filter(share -> share.address.equals(address)).forEach(OwnShare::tellChange);
    }

    /** Spreads every bit over all of them, as a hash table's does not (the finisher of MurmurHash3). */
    private static int mix(int bits) {
        int mixed = bits;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    private final class OwnShare implements Share {
        private final String address;
        private final String node;
        private final Listening answering;
        private final Context context;
        private volatile Runnable changed = () -> {};

        OwnShare(String address, String node, Listening answering, Context context) {
            this.address = address;
            this.node = node;
            this.answering = answering;
            this.context = context;
        }

        @Override
        public boolean holds(int key) {
            return holder(address, key).filter(node::equals).isPresent();
        }

        @Override
        public void onChange(Runnable changed) {
            this.changed = changed;
        }

        void tellChange() {
            context.runOnContext(turn -> changed.run());
        }

        /** Said before the answering ends, so that who asks goes to another at once. */
        @Override
        public Future<Void> end() {
            own.remove(this);
            var leaving = new Presence(address, node, true);
            hear(leaving);
            if (vertx.isClustered()) {
                bus.tell(PRESENCE, leaving);
            }
            return answering.end();
        }
    }
}
