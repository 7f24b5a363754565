package com.flexicharge.launcher.cluster;

import com.flexicharge.fleet.Door;
import com.flexicharge.launcher.browser.Programs;
import com.flexicharge.launcher.e2e.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The nginx of this machine with the configuration of this repository, on free ports, before processes of this machine. */
final class FrontDoor implements AutoCloseable {
    static final Path CONFIGURATION = Path.of("deploy", "nginx").toAbsolutePath();

    private final int httpPort = RunningServer.freePort();
    private final int socketPort = RunningServer.freePort();
    private final Process process;

    FrontDoor(List<Node> nodes, Path folder) {
        var nginx = program();
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("nginx.conf"), configuration(folder));
            Files.writeString(folder.resolve("upstreams.conf"), upstreams(nodes));
            process = new ProcessBuilder(
                            nginx.toString(),
                            "-p",
                            folder.toString(),
                            "-c",
                            folder.resolve("nginx.conf").toString(),
                            "-g",
                            "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("nginx.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where there is none; fails it in CI. */
    static Path program() {
        return Programs.need("nginx", "install Debian's nginx-light", "nginx", "/usr/sbin/nginx");
    }

    Door http() {
        return new Door("127.0.0.1", httpPort);
    }

    Door sockets() {
        return new Door("127.0.0.1", socketPort);
    }

    private String configuration(Path folder) throws IOException {
        return replaced(
                        replaced(
                                Files.readString(CONFIGURATION.resolve("nginx.conf")),
                                "listen 8080",
                                "listen 127.0.0.1:" + httpPort),
                        "listen 1337",
                        "listen 127.0.0.1:" + socketPort)
                .replace(" /tmp/nginx", " " + folder + "/nginx");
    }

    private static String replaced(String text, String what, String by) {
        if (!text.contains(what)) {
            throw new IllegalStateException("There is no \"" + what + "\" in nginx.conf any more");
        }
        return text.replace(what, by);
    }

    private static String upstreams(List<Node> nodes) {
        var modules = nodes.stream().flatMap(node -> node.modules().stream()).distinct();
        var http = modules.map(
                module -> upstream(module, module, nodes, node -> node.process().httpPort()));
        var sockets = List.of("ocpp", "livemetrics").stream()
                .map(module -> upstream(
                        module + "_sockets",
                        module,
                        nodes,
                        node -> node.process().socketPort()));
        return java.util.stream.Stream.concat(http, sockets).collect(Collectors.joining());
    }

    private static String upstream(String name, String module, List<Node> nodes, ToIntFunction<Node> port) {
        return nodes.stream()
                .filter(node -> node.runs(module))
                .map(node -> "    server " + node.process().host() + ":" + port.applyAsInt(node)
                        + " max_fails=1 fail_timeout=1s;\n")
                .collect(Collectors.joining("", "upstream " + name + " {\n", "}\n"));
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
