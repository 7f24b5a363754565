package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.flexicharge.launcher.Plan;
import com.flexicharge.shared.config.ConfigurationException;
import com.flexicharge.shared.config.Environment;
import com.hazelcast.config.KubernetesConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterConfigTest {
    @Test
    void aProcessIsAloneUnlessToldOtherwise() {
        assertThat(plan(Map.of("CLUSTER_MEMBERS", "elsewhere")).cluster()).isEmpty();
    }

    @Test
    void whoIsToJoinHasToSayWhereTheOthersAreInOneWay() {
        assertThatThrownBy(() -> plan(Map.of("CLUSTER", "1")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("CLUSTER ")
                .hasMessageContaining("set one of CLUSTER_MEMBERS, CLUSTER_DNS and CLUSTER_KUBERNETES_SERVICE");
        assertThatThrownBy(() -> plan(Map.of("CLUSTER", "1", "CLUSTER_MEMBERS", "a", "CLUSTER_DNS", "b")))
                .hasMessageContaining("set one of");
    }

    @Test
    void everyPortIsAnother() {
        assertThatThrownBy(() -> plan(Map.of("CLUSTER_PORT", "5702")))
                .hasMessageContaining("CLUSTER_PORT")
                .hasMessageContaining("must differ from the other ports, is 5702 like one of them");
        assertThatThrownBy(() -> plan(Map.of("CLUSTER_BUS_PORT", "1337"))).hasMessageContaining("CLUSTER_BUS_PORT");
        assertThatThrownBy(() -> plan(Map.of("METRICS_PORT", "5702"))).hasMessageContaining("CLUSTER_BUS_PORT");
    }

    @Test
    void membersAreNamesWithOrWithoutPorts() {
        var config = plan(Map.of("CLUSTER", "1", "CLUSTER_MEMBERS", "ocpp, 10.0.0.7:5701", "CLUSTER_HOST", "127.0.0.1"))
                .cluster()
                .orElseThrow();

        assertThat(config.others()).isEqualTo(new ClusterConfig.Listed(List.of("ocpp", "10.0.0.7:5701")));
        assertThat(HazelcastSettings.of(config)
                        .getNetworkConfig()
                        .getJoin()
                        .getTcpIpConfig()
                        .getMembers())
                .containsExactly("ocpp", "10.0.0.7:5701");
        assertThatThrownBy(() -> plan(Map.of("CLUSTER_MEMBERS", "tcp://ocpp")))
                .hasMessageContaining("a comma list of host or host:port");
    }

    @Test
    void byNameAndInKubernetesTheClusterManagerIsToldWhomToAsk() {
        var byName = plan(Map.of("CLUSTER", "1", "CLUSTER_DNS", "nodes.flexicharge.svc", "CLUSTER_PORT", "5800"));
        assertThat(join(byName).getProperties())
                .containsEntry("service-dns", "nodes.flexicharge.svc")
                .containsEntry("service-port", "5800");

        var inKubernetes = plan(Map.of("CLUSTER", "1", "CLUSTER_KUBERNETES_SERVICE", "flexicharge"));
        assertThat(join(inKubernetes).getProperties()).containsEntry("service-name", "flexicharge");
    }

    private static KubernetesConfig join(Plan plan) {
        var join = HazelcastSettings.of(plan.cluster().orElseThrow())
                .getNetworkConfig()
                .getJoin();
        assertThat(join.getTcpIpConfig().isEnabled()).isFalse();
        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getKubernetesConfig().isEnabled()).isTrue();
        return join.getKubernetesConfig();
    }

    private static Plan plan(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("USE_LOCAL_DATABASE", "1"));
        settings.putAll(more);
        return Plan.read(new Environment(settings, List.of()));
    }
}
