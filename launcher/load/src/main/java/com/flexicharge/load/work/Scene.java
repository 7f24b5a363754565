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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<String> checked = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private int registeredTags;
    private String stage = "";

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

    /** What is measured from now on is told apart by this from what was measured before; empty: no more. */
    void stage(String name) {
        stage = name.isEmpty() ? "" : ", " + name;
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
        latencies.computeIfAbsent(what + stage, none -> Recorder.histogram()).add(histogram);
    }

    void problems(Map<String, Long> more) {
        more.forEach((text, times) -> problems.merge(text, times, Long::sum));
    }

    void figure(String what, String unit, double value) {
        figures.computeIfAbsent(what + stage, none -> new Values(unit, new ArrayList<>()))
                .values
                .add(value);
    }

    /** How often what was measured in one stage is in what was measured in the other. */
    void ratio(String what, String stage, String toStage) {
        var one = median(what + ", " + stage);
        var other = median(what + ", " + toStage);
        if (one.isPresent() && other.isPresent() && other.get() > 0) {
            figure(what + ", " + stage + " to " + toStage, "times", one.get() / other.get());
        }
    }

    private Optional<Double> median(String what) {
        return figures().stream()
                .filter(figure -> figure.what().equals(what))
                .map(Figure::median)
                .findFirst();
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
            checked.add("Told and held against the database%s: %,d sessions, %,d readings (stored: %,d); wrong: %d"
                    .formatted(stage, check.sessions(), check.readings(), check.storedReadings(), check.wrongs()));
            lost.addAll(check.wrong());
        } catch (SQLException e) {
            throw new IllegalStateException("The database could not be asked what it holds", e);
        }
    }

    /** Midnight, UTC. */
    Instant daysAgo(int days) {
        return clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(days));
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
        return checked.isEmpty() ? "What the server told was not held against a database." : String.join(". ", checked);
    }

    public List<String> lost() {
        return lost;
    }
}
