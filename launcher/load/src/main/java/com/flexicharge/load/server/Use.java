package com.flexicharge.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What processes have used of the machine so far, as Linux counts it; zero elsewhere.
 *
 * @param cpuMicros     user and system time of these processes, and of their children that have ended
 * @param residentBytes memory in use; what several of them share is counted once, in parts
 */
public record Use(long cpuMicros, long residentBytes) {
    private static final Path PROCESSES = Path.of("/proc");
    /** USER_HZ, which is 100 on every Linux that Java runs on. */
    private static final long MICROS_A_TICK = 10_000;

    private static final int AFTER_NAME = 2;
    private static final int USER = 13;
    private static final int CHILDREN_SYSTEM = 16;
    private static final long KIBI = 1_024;

    /** Of a process alone. */
    public static Use of(ProcessHandle process) {
        return of(List.of(process));
    }

    /** Of a process and all that it has started. */
    public static Use ofTree(ProcessHandle process) {
        return of(Stream.concat(Stream.of(process), process.descendants()).toList());
    }

    private static Use of(List<ProcessHandle> processes) {
        return new Use(
                processes.stream().mapToLong(Use::cpuMicros).sum(),
                processes.stream().mapToLong(Use::residentBytes).sum());
    }

    public Use since(Use earlier) {
        return new Use(cpuMicros - earlier.cpuMicros, residentBytes);
    }

    /** proc(5): utime, stime, cutime, cstime, of which the first is the 14th field; names may hold spaces. */
    private static long cpuMicros(ProcessHandle process) {
        var stat = read(process, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        var fields = stat.substring(stat.lastIndexOf(')') + AFTER_NAME).split(" ");
        long ticks = 0;
        for (int field = USER; field <= CHILDREN_SYSTEM; field++) {
            ticks += Long.parseLong(fields[field - AFTER_NAME]);
        }
        return ticks * MICROS_A_TICK;
    }

    private static long residentBytes(ProcessHandle process) {
        return read(process, "smaps_rollup")
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
                .orElse(0L);
    }

    private static String read(ProcessHandle process, String file) {
        try {
            return Files.readString(
                    PROCESSES.resolve(Long.toString(process.pid())).resolve(file));
        } catch (IOException gone) {
            return "";
        }
    }
}
