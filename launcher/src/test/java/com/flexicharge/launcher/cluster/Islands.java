package com.flexicharge.launcher.cluster;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flexicharge.launcher.faults.Seat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Networks of their own for processes of this machine. All reach the shore, where the database and the front door are, and each other;
 * links between them can be cut, while the processes at both ends live on. Needs Linux, its root, and iproute2.
 */
final class Islands implements AutoCloseable {
    private static final String BRIDGE = "flexi-shore";
    private static final String NETWORK = "10.77.0.";
    private static final int FIRST = 2;

    private final int number;

    private Islands(int number) {
        this.number = number;
    }

    /** Skips the test where nobody may make them. */
    static Islands make(int number) {
        var islands = new Islands(number);
        islands.close();
        var mayMake = succeeds("link", "add", BRIDGE, "type", "bridge");
        var missing =
                "Networks of their own cannot be made here: it takes Linux, root and iproute2. Nothing was parted.";
        if (!mayMake) {
            System.err.println(missing);
        }
        assumeTrue(mayMake, missing);
        ip("addr", "add", NETWORK + "1/24", "dev", BRIDGE);
        ip("link", "set", BRIDGE, "up");
        islands.all().forEach(Islands::makeOne);
        return islands;
    }

    private static void makeOne(int island) {
        var name = name(island);
        ip("netns", "add", name);
        ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name);
        ip("link", "set", name, "master", BRIDGE, "up");
        ip("-n", name, "addr", "add", address(island) + "/24", "dev", "eth0");
        ip("-n", name, "link", "set", "eth0", "up");
        ip("-n", name, "link", "set", "lo", "up");
    }

    /** As processes on islands find it. */
    InetAddress shore() {
        try {
            return InetAddress.getByName(NETWORK + "1");
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Seat> seats() {
        return all().map(island -> new Seat(address(island), List.of("ip", "netns", "exec", name(island))))
                .toList();
    }

    /** Nothing passes any more, in either direction, between these and all others. No connection is closed by it. */
    void part(Set<Integer> these) {
        all().filter(island -> !these.contains(island))
                .forEach(other -> these.forEach(one -> {
                    ip("-n", name(one), "route", "add", "blackhole", address(other));
                    ip("-n", name(other), "route", "add", "blackhole", address(one));
                }));
    }

    void join() {
        all().forEach(island -> ip("-n", name(island), "route", "flush", "type", "blackhole"));
    }

    /** What is not there needs no removal. */
    @Override
    public void close() {
        all().forEach(island -> succeeds("netns", "del", name(island)));
        succeeds("link", "del", BRIDGE);
    }

    private Stream<Integer> all() {
        return IntStream.range(0, number).boxed();
    }

    private static String name(int island) {
        return "flexi-isle-" + island;
    }

    private static String address(int island) {
        return NETWORK + (FIRST + island);
    }

    private static void ip(String... arguments) {
        if (!succeeds(arguments)) {
            throw new IllegalStateException("ip " + String.join(" ", arguments) + " failed; it said why above");
        }
    }

    private static boolean succeeds(String... arguments) {
        try {
            var command = Stream.concat(Stream.of("ip"), Stream.of(arguments)).toList();
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
