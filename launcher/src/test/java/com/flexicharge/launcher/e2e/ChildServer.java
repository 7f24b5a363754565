package com.flexicharge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.launcher.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The program itself, in a process of its own with nothing in its environment but what a test gives it. */
public final class ChildServer implements AutoCloseable {
    /** A cold Java, four migrations, and a machine that does other things besides. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final Process process;
    private final List<Thread> readers;

    private ChildServer(Process process) {
        this.process = process;
        readers = List.of(collect(process.inputReader(), out), collect(process.errorReader(), err));
    }

    /** @param folder it works in, where it looks for {@code .env} and would make {@code .data} */
    public static ChildServer start(Path folder, Map<String, String> environment, String... arguments) {
        var command = Stream.concat(
                Stream.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName()),
                Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList()).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new ChildServer(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread collect(BufferedReader reader, List<String> lines) {
        var thread = new Thread(() -> reader.lines().forEach(lines::add), "output of a child");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits until it has ended, and all it said is read. */
    public int status() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended by itself, having said %s%s", out, err)
                    .isTrue();
            for (var reader : readers) {
                reader.join();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public void awaitLine(String part) {
        await().atMost(PATIENCE).until(() -> hasSaid(part) || !process.isAlive());
        assertThat(hasSaid(part)).as("\"%s\" in %s%s", part, out, err).isTrue();
    }

    private boolean hasSaid(String part) {
        return out.stream().anyMatch(line -> line.contains(part));
    }

    /** As a service manager stops it. */
    public void terminate() {
        process.destroy();
    }

    List<String> out() {
        return List.copyOf(out);
    }

    /** All of standard error. */
    String err() {
        return String.join("\n", err);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
