package com.flexicharge.launcher.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program of PostgreSQL and remembers what it said last, which says why it failed. */
final class EmbeddedProcess {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedProcess.class);
    private static final int REMEMBERED_LINES = 20;

    private final Deque<String> lastLines = new ArrayDeque<>();

    /**
     * Blocks until the program, and every process it has started, has closed its output.
     *
     * @return its exit code
     */
    int run(List<String> command) {
        remember("");
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (var output =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                output.lines().forEach(this::remember);
            }
            return process.waitFor();
        } catch (IOException fault) {
            remember(fault.toString());
            return -1;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    synchronized String lastLines() {
        return String.join("\n  ", lastLines).strip();
    }

    private synchronized void remember(String line) {
        LOG.debug("{}", line);
        if (lastLines.size() == REMEMBERED_LINES) {
            lastLines.removeFirst();
        }
        lastLines.addLast(line);
    }
}
