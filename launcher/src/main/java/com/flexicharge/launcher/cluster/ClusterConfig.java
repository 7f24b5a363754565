package com.flexicharge.launcher.cluster;

import com.flexicharge.launcher.server.Ports;
import com.flexicharge.shared.config.ProcessConfig;
import com.flexicharge.shared.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How this process finds the others and they find it.
 *
 * @param name    processes with another name are not joined
 * @param host    IP address the others reach this process at, and that it listens on for them
 * @param port    of the cluster manager
 * @param busPort of the event bus
 * @param others  where they are
 */
public record ClusterConfig(String name, String host, int port, int busPort, Others others) {
    /** Where the other processes are. */
    public sealed interface Others {}

    /** @param addresses host names or addresses, each with a port; a name may stand for several processes */
    record Listed(List<String> addresses) implements Others {
        Listed {
            addresses = List.copyOf(addresses);
        }
    }

    /** @param name resolves to the addresses of all of them; they have the same port as this one */
    record ByName(String name) implements Others {}

    /** @param service whose pods are the processes; asked of the Kubernetes API */
    record InKubernetes(String service) implements Others {}

    private static final String MEMBERS = "CLUSTER_MEMBERS";
    private static final String DNS = "CLUSTER_DNS";
    private static final String KUBERNETES = "CLUSTER_KUBERNETES_SERVICE";
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(:[0-9]{1,5})?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** Empty unless {@code CLUSTER} is 1; what is wrong is a fault of the settings, also then. */
    public static Optional<ClusterConfig> read(Settings settings, ProcessConfig process) {
        boolean joins = settings.flag("CLUSTER", false);
        String name = settings.value("CLUSTER_NAME", "flexicharge", "letters, digits, . _ or -", ClusterConfig::host);
        int port = settings.port("CLUSTER_PORT", 5701);
        int busPort = settings.port("CLUSTER_BUS_PORT", 5702);
        var host = settings.optionalValue("CLUSTER_HOST", "an address of this host", ClusterConfig::resolved);
        var others = others(settings, joins);
        if (port == busPort || isOneOf(process, port)) {
            settings.fault("CLUSTER_PORT", "must differ from the other ports, is " + port + " like one of them");
        }
        if (isOneOf(process, busPort)) {
            settings.fault("CLUSTER_BUS_PORT", "must differ from the other ports, is " + busPort + " like one of them");
        }
        return joins ? others.map(where -> of(name, host, port, busPort, where)) : Optional.empty();
    }

    private static boolean isOneOf(ProcessConfig process, int port) {
        return process.ports().anyMatch(other -> other == port);
    }

    private static ClusterConfig of(String name, Optional<String> host, int port, int busPort, Others others) {
        return new ClusterConfig(name, host.orElseGet(ClusterConfig::ownAddress), port, busPort, others);
    }

    private static Optional<Others> others(Settings settings, boolean joins) {
        var members = settings.list(
                MEMBERS,
                List.of(),
                "a comma list of host or host:port",
                item -> MEMBER.matcher(item).matches());
        var dns = settings.optionalValue(DNS, "a host name", ClusterConfig::host);
        var service = settings.optionalValue(KUBERNETES, "the name of a service", ClusterConfig::host);
        var ways = List.<Optional<Others>>of(
                        Optional.of(members).filter(some -> !some.isEmpty()).map(Listed::new),
                        dns.map(ByName::new),
                        service.map(InKubernetes::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        if (joins && ways.size() != 1) {
            settings.fault(
                    "CLUSTER",
                    "is 1, so the other processes must be found in one way: set one of " + MEMBERS + ", " + DNS
                            + " and " + KUBERNETES);
        }
        return ways.stream().findFirst();
    }

    private static Optional<String> host(String text) {
        return Optional.of(text).filter(name -> HOST.matcher(name).matches());
    }

    private static Optional<String> resolved(String name) {
        try {
            return Optional.of(InetAddress.getByName(name).getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String ownAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress().getHostAddress();
        }
    }

    /** @throws com.flexicharge.launcher.StartException when one of them is taken */
    public void portsMustBeFree() {
        Ports.mustBeFree("CLUSTER_PORT", host, port);
        Ports.mustBeFree("CLUSTER_BUS_PORT", host, busPort);
    }
}
