package com.flexicharge.load.work;

import com.flexicharge.load.Options;
import com.flexicharge.load.result.Figure;
import com.flexicharge.load.result.Latency;
import com.flexicharge.load.server.OwnServer;
import com.flexicharge.load.server.Target;
import com.flexicharge.load.server.Use;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** What a work plays on, and the book in which its figures are written. On the thread of the command. */
public final class Scene {
    /** Of one step that the server has to answer; far more than any takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final double SECOND = 1e9;
    private static final double MEGA = 1e6;

    private final Target target;
    private final Options options;
    private final Clock clock;
    private final Consumer<String> told;
    private final Map<String, Values> figures = new LinkedHashMap<>();
    private final Map<String, Histogram> latencies = new TreeMap<>();
    private final Map<String, Long> problems = new TreeMap<>();
    private int registeredTags;
    private String checked = "What the server told was not held against a database.";
    private List<String> lost = List.of();

    private record Values(String unit, List<Double> values) {}

    public Scene(Target target, Options options, Clock clock, Consumer<String> told) {
        this.target = target;
        this.options = options;
        this.clock = clock;
        this.told = told;
    }

    /** @throws IllegalArgumentException if it is somebody else's, which knows nothing of what this work needs */
    OwnServer ownServer() {
        if (target instanceof OwnServer own) {
            return own;
        }
        throw new IllegalArgumentException("This work is for a server that is started for it, without --url");
    }

    Options options() {
        return options;
    }

    void tell(String what) {
        told.accept(what);
    }

    /** On as many loops as the command wants. */
    List<ChargerGroup> chargers(String name, Script script, int number) {
        var charges = script.first().contains(Kind.START) || script.again().contains(Kind.START);
        var ownTags = charges && registeredTags(number);
        var plan = new ChargerGroup.Plan(
                target.sockets(),
                options.path(),
                name,
                ownTags,
                script,
                IntStream.range(0, number).boxed().toList());
        return plan.split(options.threads()).stream()
                .map(part -> new ChargerGroup(part, clock))
                .toList();
    }

    /** Whether each has one: elsewhere nobody can register them. */
    private boolean registeredTags(int number) {
        if (!(target instanceof OwnServer own)) {
            return false;
        }
        for (; registeredTags < number; registeredTags++) {
            own.registerTag(ChargerGroup.tag(registeredTags), "user" + registeredTags);
        }
        return true;
    }

    /** Waits until all are done. */
    static void await(List<CompletableFuture<Void>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    static Recorder.Seen take(List<ChargerGroup> groups) {
        return groups.stream()
                .map(ChargerGroup::take)
                .map(CompletableFuture::join)
                .reduce(new Recorder.Seen(Map.of(), Map.of()), Recorder.Seen::and);
    }

    /** The windows that the command wants, after the time that it lets the server get warm. */
    void windows(List<ChargerGroup> groups) {
        tell("Warming up for " + options.warmUp().toSeconds() + " s");
        pass(options.warmUp());
        problems(take(groups).problems());
        for (int window = 0; window < options.windows(); window++) {
            var start = System.nanoTime();
            var server = target.serverUse();
            var database = target.databaseUse();
            var self = Use.of(ProcessHandle.current());
            pass(options.window());
            var seen = take(groups);
            var seconds = (System.nanoTime() - start) / SECOND;
            var messages = Math.max(1, seen.messages());
            figure("messages", "messages/s", seen.messages() / seconds);
            server.ifPresent(before -> {
                var use = target.serverUse().orElseThrow();
                figure("CPU of the server", "µs/message", use.since(before).cpuMicros() / (double) messages);
                figure("memory of the server", "MB", use.residentBytes() / MEGA);
            });
            database.ifPresent(before -> figure(
                    "CPU of the database",
                    "µs/message",
                    target.databaseUse().orElseThrow().since(before).cpuMicros() / (double) messages));
            figure(
                    "CPU of the chargers",
                    "µs/message",
                    Use.of(ProcessHandle.current()).since(self).cpuMicros() / (double) messages);
            seen(seen);
            tell("Window %d: %,.0f messages/s".formatted(window + 1, seen.messages() / seconds));
        }
    }

    void seen(Recorder.Seen seen) {
        seen.latencies().forEach(this::latency);
        problems(seen.problems());
    }

    void latency(String what, Histogram histogram) {
        latencies.computeIfAbsent(what, none -> Recorder.histogram()).add(histogram);
    }

    void problems(Map<String, Long> more) {
        more.forEach((text, times) -> problems.merge(text, times, Long::sum));
    }

    void figure(String what, String unit, double value) {
        figures.computeIfAbsent(what, none -> new Values(unit, new ArrayList<>()))
                .values
                .add(value);
    }

    /** Whether the database holds what these chargers were told; they have ended. */
    void check(List<ChargerGroup> groups, String name, boolean everyReading) {
        if (target.jdbcUrl().isEmpty()) {
            return;
        }
        var ledgers = groups.stream()
                .map(ChargerGroup::told)
                .map(CompletableFuture::join)
                .toList();
        try {
            var check = LedgerCheck.of(target.jdbcUrl().get(), name, ledgers, everyReading);
            checked = "Told and held against the database: %,d sessions, %,d readings (stored: %,d); wrong: %d"
                    .formatted(check.sessions(), check.readings(), check.storedReadings(), check.wrongs());
            lost = check.wrong();
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked what it holds", e);
        }
    }

    /** Nothing but time passes; what is measured goes on on other threads. */
    void pass(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public List<Figure> figures() {
        return figures.entrySet().stream()
                .map(entry -> new Figure(entry.getKey(), entry.getValue().unit, entry.getValue().values))
                .toList();
    }

    public List<Latency> latencies() {
        return latencies.entrySet().stream()
                .map(entry -> Latency.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    public Map<String, Long> problems() {
        return problems;
    }

    public String checked() {
        return checked;
    }

    public List<String> lost() {
        return lost;
    }
}
