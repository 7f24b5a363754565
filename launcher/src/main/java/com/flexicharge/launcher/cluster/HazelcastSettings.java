package com.flexicharge.launcher.cluster;

import com.flexicharge.launcher.cluster.ClusterConfig.ByName;
import com.flexicharge.launcher.cluster.ClusterConfig.InKubernetes;
import com.flexicharge.launcher.cluster.ClusterConfig.Listed;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MultiMapConfig;

/** The cluster manager's configuration: who is a member, and since when somebody silent is none any more. */
final class HazelcastSettings {
    /** Two processes that die together take nothing of what is known of the others with them. */
    private static final int BACKUPS = 2;

    private HazelcastSettings() {}

    static Config of(ClusterConfig cluster) {
        var config = new Config(); // not Config.load(): what stands in files elsewhere is not ours
        config.setClusterName(cluster.name());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // The process stops in an order of its own: what is under way first, the cluster last.
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        // Processes come one after the other, in seconds: nobody has to wait for them to come together.
        config.setProperty("hazelcast.wait.seconds.before.join", "1");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "6");
        // Halves that found each other again are joined within seconds, not within the five minutes that are usual.
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "10");
        config.setProperty("hazelcast.local.localAddress", cluster.host());
        config.setProperty("hazelcast.socket.bind.any", "false");
        var network = config.getNetworkConfig();
        network.setPort(cluster.port()).setPortAutoIncrement(false);
        join(network.getJoin(), cluster);
        config.addMultiMapConfig(new MultiMapConfig("__vertx.subs")
                .setBackupCount(BACKUPS)
                .setValueCollectionType(MultiMapConfig.ValueCollectionType.SET));
        config.addMapConfig(new MapConfig("__vertx.haInfo").setBackupCount(BACKUPS));
        config.addMapConfig(new MapConfig("__vertx.nodeInfo").setBackupCount(BACKUPS));
        return config;
    }

    private static void join(JoinConfig join, ClusterConfig cluster) {
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        if (cluster.others() instanceof Listed listed) {
            join.getTcpIpConfig().setEnabled(true).setMembers(listed.addresses());
        } else if (cluster.others() instanceof ByName byName) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", byName.name())
                    .setProperty("service-port", Integer.toString(cluster.port()));
        } else if (cluster.others() instanceof InKubernetes kubernetes) {
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-name", kubernetes.service())
                    .setProperty("service-port", Integer.toString(cluster.port()));
        }
    }
}
