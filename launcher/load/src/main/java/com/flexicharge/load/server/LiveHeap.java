package com.flexicharge.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a Java process holds after a garbage collection, which asking for it brings about.
 *
 * @param bytes of all objects of a class, by its name as Java writes it ({@code [B} are byte arrays)
 */
public record LiveHeap(Map<String, Long> bytes) {
    private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");

    public static LiveHeap of(ProcessHandle process) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var asked = new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.class_histogram").start();
            var text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, Long> bytes = new HashMap<>();
            text.lines()
                    .map(LINE::matcher)
                    .filter(line -> line.matches())
                    .forEach(line -> bytes.merge(line.group(2), Long.parseLong(line.group(1)), Long::sum));
            if (bytes.isEmpty()) {
                throw new IllegalStateException("The server did not tell what is on its heap: " + text);
            }
            return new LiveHeap(Map.copyOf(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd of this JDK could not be run", e);
        }
    }

    public long total() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What has come since, by class. */
    public LiveHeap since(LiveHeap earlier) {
        Map<String, Long> more = new HashMap<>();
        bytes.forEach((name, now) -> more.put(name, now - earlier.bytes.getOrDefault(name, 0L)));
        return new LiveHeap(Map.copyOf(more));
    }
}
