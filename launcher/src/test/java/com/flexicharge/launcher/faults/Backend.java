package com.flexicharge.launcher.faults;

import com.flexicharge.launcher.Main;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The program in a process of its own that may be killed and started again, on ports that stay the same. */
final class Backend implements AutoCloseable {
    /** A cold Java on a machine that does other things besides, and a database that comes back at the same time. */
    private static final Duration START = Duration.ofSeconds(90);

    /** For a quick start: there is one in every eighth run. */
    private static final List<String> HASTE = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xmx512m");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Path> inFront;
    private final Path folder;
    private final Path log;
    private final Map<String, String> settings;
    private Process process;

    /**
     * @param folder  it works in
     * @param log     what it says is added there
     * @param inFront folders of classes that it takes before its own
     */
    Backend(TestDatabase database, Path folder, Path log, List<Path> inFront) {
        this.folder = folder;
        this.log = log;
        this.inFront = List.copyOf(inFront);
        settings = RunningServer.settings(database, folder);
        settings.put("OCPP_UNKNOWN_CHARGERS", "accept");
        settings.put("LIVEMETRICS_DB_UPDATE_INTERVAL", "0");
        settings.put("LOG_LEVEL", "warn");
        process = launch();
    }

    int socketPort() {
        return Integer.parseInt(String.valueOf(settings.get("SOCKET_PORT")));
    }

    /** Kill −9; returns when it is gone. */
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Does not wait until it serves. */
    void start() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Fails if it has ended by itself. */
    void awaitReady() {
        Awaitility.await("the backend, see " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(30))
                .failFast("The backend has ended by itself, see " + log, () -> !process.isAlive())
                .until(this::isReady);
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isReady() {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + settings.get("PORT") + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() {
        var classPath = Stream.concat(
                        inFront.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(HASTE);
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
