package com.flexicharge.launcher.faults;

import com.flexicharge.launcher.Main;
import com.flexicharge.launcher.e2e.RunningServer;
import com.flexicharge.shared.http.DevelopmentKey;
import com.flexicharge.shared.http.Tokens;
import com.flexicharge.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program in a process of its own that may be killed and started again, on ports that stay the same. */
public final class Backend implements AutoCloseable {
    /** A cold Java on a machine that does other things besides, and a database that comes back at the same time. */
    private static final Duration START = Duration.ofSeconds(90);

    /** For a quick start: there is one in every eighth run. */
    private static final List<String> HASTE = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xmx512m");

    private static final Duration LOOK = Duration.ofMillis(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Path> inFront;
    private final Path folder;
    private final Path log;
    private final Seat seat;
    private final Map<String, String> settings;
    private Process process;

    /**
     * @param folder  it works in
     * @param log     what it says is added there
     * @param inFront folders of classes that it takes before its own
     * @param more    settings over the usual ones
     */
    public Backend(TestDatabase database, Path folder, Path log, List<Path> inFront, Map<String, String> more) {
        this(Seat.HERE, database, folder, log, inFront, more);
    }

    public Backend(
            Seat seat, TestDatabase database, Path folder, Path log, List<Path> inFront, Map<String, String> more) {
        this.seat = seat;
        this.folder = folder;
        this.log = log;
        this.inFront = List.copyOf(inFront);
        settings = RunningServer.settings(database, folder);
        settings.put("BIND_ADDRESS", seat.host());
        settings.put("OCPP_UNKNOWN_CHARGERS", "accept");
        settings.put("LIVEMETRICS_DB_UPDATE_INTERVAL", "0");
        settings.put("LOG_LEVEL", "warn");
        settings.put("PUBLIC_URL", "http://127.0.0.1:" + settings.get("PORT"));
        settings.putAll(more);
        process = launch();
    }

    public String host() {
        return seat.host();
    }

    public int socketPort() {
        return Integer.parseInt(setting("SOCKET_PORT"));
    }

    public int httpPort() {
        return Integer.parseInt(setting("PORT"));
    }

    /** Signed as the backend's own development tokens. */
    public Tokens tokens(Vertx vertx) {
        var key = DevelopmentKey.loadOrCreate(Path.of(setting("DEVELOPMENT_KEY_FILE")));
        return new Tokens(vertx, key, setting("PUBLIC_URL"), Clock.systemUTC());
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name));
    }

    /** Kill −9; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** As an operator stops it; returns when it is gone. */
    public void stop() {
        process.destroy();
        process.onExit().orTimeout(START.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** It goes on existing, and does nothing. */
    public void freeze() {
        signal("STOP");
    }

    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Does not wait until it serves. */
    public void start() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** Fails if it has ended by itself. */
    public void awaitReady() {
        if (!isReadyWithin(START)) {
            throw new IllegalStateException("The backend " + condition() + ", see " + log);
        }
    }

    /** @return false at once if it has ended by itself */
    public boolean isReadyWithin(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && !isReady()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return process.isAlive();
    }

    /** What it says of itself. */
    public String condition() {
        if (!process.isAlive()) {
            return "has ended by itself with " + process.exitValue();
        }
        return "says " + ask().map(HttpResponse::body).orElse("nothing");
    }

    @Override
    public void close() {
        kill();
    }

    public boolean isReady() {
        return ask().filter(answer -> answer.statusCode() == 200).isPresent();
    }

    private Optional<HttpResponse<String>> ask() {
        var request = HttpRequest.newBuilder(URI.create("http://" + seat.host() + ":" + httpPort() + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process launch() {
        var classPath = Stream.concat(
                        inFront.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(seat.command());
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
