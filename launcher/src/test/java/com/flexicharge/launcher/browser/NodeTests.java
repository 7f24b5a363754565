package com.flexicharge.launcher.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs JavaScript tests with node's own test runner. */
final class NodeTests {
    private static final Duration MOST_OF_INSTALLING = Duration.ofMinutes(2);

    private final Path folder;

    private NodeTests(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies the tests to where their libraries can be beside them without being among the sources.
     *
     * @param folder below {@code src/test}
     */
    static NodeTests copied(String folder) {
        try {
            var from = Path.of("src/test", folder);
            var to = Files.createDirectories(Path.of("target", folder));
            try (var files = Files.list(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new NodeTests(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exactly the libraries of the lock file; none of their scripts is run. */
    NodeTests install(Path npm) {
        if (!Files.isDirectory(folder.resolve("node_modules"))) {
            var command = List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assertThat(run(command, Map.of(), MOST_OF_INSTALLING))
                    .as("npm ci in %s: is the npm registry within reach?", folder)
                    .isZero();
        }
        return this;
    }

    /** Shows what they say, and fails when one of them does. */
    void run(Path node, List<String> files, Map<String, String> environment, Duration longest) {
        var command = new ArrayList<>(List.of(node.toString(), "--test", "--test-reporter=spec"));
        command.addAll(files);
        assertThat(run(command, environment, longest))
                .as("node --test says above which of its tests failed, and why")
                .isZero();
    }

    private int run(List<String> command, Map<String, String> environment, Duration longest) {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var shown = new Thread(() -> process.inputReader().lines().forEach(System.out::println), "output of node");
            shown.start();
            try {
                assertThat(process.waitFor(longest.toSeconds(), TimeUnit.SECONDS))
                        .as("%s ended within %s", command, longest)
                        .isTrue();
                shown.join(TimeUnit.SECONDS.toMillis(10));
                return process.exitValue();
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
