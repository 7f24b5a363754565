package com.flexicharge.launcher.cluster;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.trace.Traces;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that share an event bus, as one of them sees them. */
public final class Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

    /** Of a line between two processes that says nothing: half of what it takes until a silent process counts as lost. */
    private static final Duration BUS_PING = Duration.ofSeconds(2);

    /** After a loss. The bus forgets the lost process within the first two; the last is for what a busy machine was late with. */
    private static final List<Duration> ASK_AGAIN =
            List.of(Duration.ofMillis(200), Duration.ofMillis(800), Duration.ofMillis(2_500));

    private final HazelcastClusterManager manager;
    private final Vertx vertx;

    private Cluster(HazelcastClusterManager manager, Vertx vertx) {
        this.manager = manager;
        this.vertx = vertx;
    }

    /** Fails when the ports cannot be had; a process that finds no other begins a cluster that the others join. */
    public static Future<Cluster> join(ClusterConfig config, Traces traces) {
        // Its first lines come before it reads its configuration.
        System.setProperty("hazelcast.logging.type", "slf4j");
        var manager = new HazelcastClusterManager(HazelcastSettings.of(config));
        var bus = new EventBusOptions()
                .setHost(config.host())
                .setPort(config.busPort())
                .setClusterPublicHost(config.host())
                .setClusterPublicPort(config.busPort())
                .setClusterPingInterval(BUS_PING.toMillis())
                .setClusterPingReplyInterval(BUS_PING.toMillis())
                .setReconnectAttempts(0);
        return traces.in(Vertx.builder())
                .with(new VertxOptions().setEventBusOptions(bus))
                .withClusterManager(manager)
                .buildClustered()
                .map(vertx -> new Cluster(manager, vertx));
    }

    public Vertx vertx() {
        return vertx;
    }

    /** What a lost process was asked is asked again. */
    public void tellLosses(Bus bus) {
        manager.getHazelcastInstance().getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                LOG.info(
                        "{} has joined; {} processes",
                        event.getMember().getAddress(),
                        event.getMembers().size());
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                LOG.warn(
                        "{} is gone; {} processes",
                        event.getMember().getAddress(),
                        event.getMembers().size());
                ASK_AGAIN.forEach(later -> vertx.setTimer(later.toMillis(), id -> bus.askAgain()));
            }
        });
    }
}
