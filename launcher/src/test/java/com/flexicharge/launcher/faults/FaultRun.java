package com.flexicharge.launcher.faults;

import com.flexicharge.fleet.Books;
import com.flexicharge.fleet.Checker;
import com.flexicharge.fleet.Fleet;
import com.flexicharge.fleet.FleetPlan;
import com.flexicharge.fleet.Verdict;
import com.flexicharge.shared.contract.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One run: load, faults at their moments, an end to all faults, patience, and the check. Blocks its thread. */
public final class FaultRun {
    /** Longer than any deadline or retry in between; a healthy run needs a second or two. */
    private static final Duration SETTLE = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration TOKENS_LAST = Duration.ofMinutes(30);
    private static final Duration ASK = Duration.ofSeconds(30);

    private final Rig rig;
    private final FaultPlan plan;
    private final String name;
    private final Fleet fleet;
    private final List<Step> steps;

    /**
     * One thing to do at its moment.
     *
     * @param at from the beginning of the load
     */
    public record Step(Duration at, Runnable what) {}

    /**
     * @param name of its chargers; no other run on this rig has it
     */
    FaultRun(FaultRig rig, Vertx vertx, FaultPlan plan, String name) {
        this(rig, vertx, plan, name, fleet -> plan.faults().stream().flatMap(fault -> steps(fault, rig, fleet)));
    }

    /**
     * @param steps what is done to the rig, as long as the fleet charges
     */
    public FaultRun(Rig rig, Vertx vertx, FaultPlan plan, String name, Function<Fleet, Stream<Step>> steps) {
        this.rig = rig;
        this.plan = plan;
        this.name = name;
        var tokens = rig.tokens(vertx);
        fleet = Fleet.of(vertx, new FleetPlan(plan.seed(), name, plan.chargers()), rig.door(), Clock.systemUTC())
                .usedAt(
                        rig.http(),
                        tokens.mint("operator", Role.ADMIN, TOKENS_LAST),
                        tokens.mint("stranger", Role.USER, TOKENS_LAST));
        var end = new Step(plan.load(), () -> {});
        this.steps = Stream.concat(steps.apply(fleet), Stream.of(end))
                .sorted(Comparator.comparing(Step::at))
                .toList();
    }

    public RunResult play() {
        return play(SETTLE, () -> {});
    }

    /**
     * @param patience until everything must be acknowledged
     * @param healed   is done when the last fault is over
     */
    RunResult play(Duration patience, Runnable healed) {
        join(fleet.start());
        awaitSessions();
        var begin = System.nanoTime();
        carryOut(begin);
        var over = System.nanoTime();
        healed.run();
        var violations = new ArrayList<String>();
        rig.heal().ifPresent(violations::add);
        settle(patience, violations);
        var recovered = since(over);
        var verdict = verdict();
        verdict.violations().forEach(violation -> violations.add(violation.toString()));
        join(fleet.close());
        return new RunResult(plan, verdict.counts(), violations, recovered, since(begin));
    }

    /**
     * Until half of the chargers have begun a session: a backend just started is slow with its first hundred messages, and
     * faults that nobody is there for would show nothing. On a machine too busy for that the faults begin without them.
     */
    private void awaitSessions() {
        var deadline = System.nanoTime() + ASK.toNanos();
        while (chargersInTheBooks() < plan.chargers() / 2 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private int chargersInTheBooks() {
        var count = rig.database()
                .rows(
                        "select count(distinct serial_number) from transaction.transactions where serial_number like '%s-%%'"
                                .formatted(name));
        return Integer.parseInt(count.get(0));
    }

    /** What is late because the step before took its time is done at once. */
    private void carryOut(long begin) {
        for (var step : steps) {
            var wait = step.at().minus(since(begin));
            LockSupport.parkNanos(wait.toNanos());
            step.what().run();
        }
    }

    private static Stream<Step> steps(Fault fault, FaultRig rig, Fleet fleet) {
        var times = fault.kind().times();
        var begins = IntStream.range(0, times)
                .mapToObj(time -> new Step(
                        fault.at().plus(fault.lasts().multipliedBy(time).dividedBy(times)),
                        () -> fault.kind().begin(rig, fleet)));
        var end = new Step(fault.at().plus(fault.lasts()), () -> fault.kind().end(rig, fleet));
        return Stream.concat(begins, Stream.of(end));
    }

    /** A message that is never acknowledged keeps all behind it in the charger, so it counts as a violation. */
    private void settle(Duration patience, List<String> violations) {
        try {
            fleet.settle(patience)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(patience.plus(ASK).toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException unsettled) {
            violations.add("not acknowledged within " + patience.toSeconds() + " s after the last fault: "
                    + unsettled.getCause());
        }
    }

    private Verdict verdict() {
        try {
            return Checker.check(
                    join(fleet.history()), Books.read(rig.database().jdbcUrl(), name));
        } catch (SQLException e) {
            throw new IllegalStateException("The books cannot be read", e);
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(ASK.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
