package com.flexicharge.load;

import com.flexicharge.load.result.Machine;
import com.flexicharge.load.result.Page;
import com.flexicharge.load.result.Result;
import com.flexicharge.load.server.Floor;
import com.flexicharge.load.server.OtherServer;
import com.flexicharge.load.server.OwnServer;
import com.flexicharge.load.server.Target;
import com.flexicharge.load.work.GrowthWork;
import com.flexicharge.load.work.IdleWork;
import com.flexicharge.load.work.LiveWork;
import com.flexicharge.load.work.Scene;
import com.flexicharge.load.work.SessionWork;
import com.flexicharge.load.work.StartWork;
import com.flexicharge.load.work.SteadyWork;
import com.flexicharge.load.work.StormWork;
import com.flexicharge.load.work.Work;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** {@code <work> [--name value …] [NAME=setting …] [-Xoption …]}. Ends with 1 if something was lost, 2 if it was asked for wrongly. */
public final class Main {
    private static final int LOST = 1;
    private static final int ASKED_WRONGLY = 2;

    private static final Map<String, Supplier<Work>> WORKS = new LinkedHashMap<>();

    static {
        WORKS.put("session", () -> new SessionWork(false));
        WORKS.put("session-all", () -> new SessionWork(true));
        WORKS.put("steady", SteadyWork::new);
        WORKS.put("storm", StormWork::new);
        WORKS.put("idle", IdleWork::new);
        WORKS.put("start", StartWork::new);
        WORKS.put("live", () -> new LiveWork(1));
        WORKS.put("live-50", () -> new LiveWork(50));
        WORKS.put("growth", GrowthWork::new);
    }

    private static final String USAGE = """
            mvn -q -Pload compile exec:exec -Dload="<work> [--name value …] [SETTING=value …] [-Xoption …]"
              works: %s
              --chargers n   how many there are             --rate n      messages a second, where the work has a rate
              --warm-up s    20; nothing is measured yet    --seconds s   10; measured at a time
              --windows n    5; measured so often           --threads n   1; that the chargers are on
              --url ws://…   any OCPP 1.6J server; none: this one is started with a PostgreSQL of its own
              --floor        instead of it, a server that only parses and says yes: what is spent at least
              --path /ocpp/  of a charger there             --out folder  target/load; results, logs, database
              --chargers-stored n  100000, --sessions-stored n  10000000, --readings-stored n  100000000: growth fills the tables
                             with them; 40 GB of disk, a quarter of an hour
            SETTING and -Xoption go to the server that is started.
              page           makes FIGURES.md anew, from what is in the folder results""";

    private Main() {}

    public static void main(String[] arguments) {
        var all = List.of(arguments);
        if (all.equals(List.of("page"))) {
            Page.write(Path.of("results"), Path.of("FIGURES.md"));
            return;
        }
        if (all.isEmpty() || !WORKS.containsKey(all.get(0))) {
            end(ASKED_WRONGLY, USAGE.formatted(String.join(", ", WORKS.keySet())));
            return;
        }
        try {
            var result = measure(Options.read(all), String.join(" ", all));
            System.out.println(result.text());
            System.exit(result.lost().isEmpty() ? 0 : LOST);
        } catch (IllegalArgumentException e) {
            end(ASKED_WRONGLY, Objects.requireNonNullElse(e.getMessage(), "That cannot be done."));
        }
    }

    private static Result measure(Options options, String command) {
        var work = Objects.requireNonNull(WORKS.get(options.work())).get();
        try (var target = target(options, work)) {
            var scene = new Scene(target, options, Clock.systemUTC(), System.out::println);
            work.play(scene);
            var result = result(scene, work, options, target, command);
            System.out.println(result.write(options.out()));
            return result;
        }
    }

    static Result result(Scene scene, Work work, Options options, Target target, String command) {
        return new Result(
                options.work(),
                (options.floor() ? "floor-" : "") + work.name(options),
                work.meaning(options),
                Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS).toString(),
                command,
                target.described(),
                Machine.here(),
                scene.figures(),
                scene.latencies(),
                scene.problems(),
                scene.checked(),
                scene.lost());
    }

    private static Target target(Options options, Work work) {
        if (options.url().isPresent()) {
            return new OtherServer(options.url().get());
        }
        if (options.floor()) {
            return new Floor(options.out().resolve("floor"));
        }
        var settings = new TreeMap<>(work.settings());
        settings.putAll(options.settings());
        return new OwnServer(
                options.out().resolve(work.name(options)), options.java(), settings, work.databaseSettings());
    }

    private static void end(int status, String why) {
        System.err.println(why);
        System.exit(status);
    }
}
