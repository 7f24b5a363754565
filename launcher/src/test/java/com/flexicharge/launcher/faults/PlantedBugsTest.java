package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.fleet.Fleet;
import com.flexicharge.launcher.faults.FaultRun.Step;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker is worth something only if it finds what is wrong: two mistakes, each with the fault that brings it out. */
@Tag("slow")
class PlantedBugsTest {
    /**
     * A disk on which a commit that begins or ends sessions takes half a second, so that a fault can wait for one to be on its
     * way: chance has no say in whether it meets one.
     */
    private static final String[] SLOW_DISK = {"""
        create function transaction.slow_commit() returns trigger language plpgsql as $$
        begin
            if current_setting('slow.transaction', true) is distinct from txid_current()::text then
                perform set_config('slow.transaction', txid_current()::text, true);
                perform pg_sleep(0.5);
            end if;
            return null;
        end $$""", """
        create constraint trigger slow_commit after insert or update on transaction.transactions
        deferrable initially deferred for each row execute function transaction.slow_commit()"""};

    private static final String COMMITS_ON_THEIR_WAY =
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'";

    private static final String QUICK_DISK = """
        create or replace function transaction.slow_commit() returns trigger language plpgsql
        as 'begin return null; end'""";

    /** Nothing can find a start by its key any more, the table's own look included. */
    private static final String[] LOST_KEY = {"drop index transaction.transactions_start_key", """
        create function transaction.lose_key() returns trigger language plpgsql as $$
        begin
            new.start_key := null;
            return new;
        end $$""", """
        create trigger lose_key before insert or update on transaction.transactions
        for each row execute function transaction.lose_key()"""};

    /** A charger whose transaction was lost may never come to rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void quiet() {
        Quiet.wires();
    }

    @Test
    void anAcknowledgementBeforeTheCommitIsFoundWhenPostgresIsKilled() {
        var early = PlantedBug.in(
                folder.resolve("planted"),
                "shared/src/main/java/com/flexicharge/shared/db/GatheringWriter.java",
                "results -> oneEach(items, results))))) .compose(results -> committed(live, results),",
                "results -> oneEach(items, results)).onSuccess(results -> committed(live, results)))))"
                        + " .compose(results -> Future.<Void>succeededFuture(),");

        try (var rig = FaultRig.in(folder.resolve("rig"), folder.resolve("backend.log"), List.of(early))) {
            assertThat(violations(rig, FaultKind.POSTGRES_KILLED))
                    .anySatisfy(violation -> assertThat(violation).startsWith("promise 1 "));
        }
    }

    @Test
    void aLostUniqueKeyIsFoundWhenAnswersAreLostAndNothingIsFoundWhileItIsThere() {
        try (var rig = FaultRig.in(folder.resolve("rig"), folder.resolve("backend.log"))) {
            assertThat(violations(rig, FaultKind.ANSWERS_LOST)).isEmpty();

            rig.database().execute(LOST_KEY);
            assertThat(violations(rig, FaultKind.ANSWERS_LOST))
                    .anySatisfy(violation -> assertThat(violation).startsWith("promise 2 "));
        }
    }

    /** Of 40 chargers, with that fault twice. */
    private static List<String> violations(FaultRig rig, FaultKind kind) {
        rig.database().execute("drop function if exists transaction.slow_commit() cascade", SLOW_DISK[0], SLOW_DISK[1]);
        var first = new Fault(kind, Duration.ofMillis(900), Duration.ofMillis(400));
        var second = new Fault(kind, Duration.ofMillis(2_100), Duration.ofMillis(400));
        var plan = new FaultPlan(1, 40, Duration.ofSeconds(3), List.of(first, second));
        var vertx = Vertx.vertx();
        try {
            return new FaultRun(rig, vertx, plan, "P" + System.nanoTime(), fleet -> steps(plan, rig, fleet))
                    .play(PATIENCE, () -> rig.database().execute(QUICK_DISK))
                    .violations();
        } finally {
            vertx.close();
        }
    }

    private static Stream<Step> steps(FaultPlan plan, FaultRig rig, Fleet fleet) {
        return plan.faults().stream()
                .flatMap(fault -> Stream.of(
                        new Step(fault.at(), () -> {
                            awaitCommitOnItsWay(rig);
                            fault.kind().begin(rig, fleet);
                        }),
                        new Step(
                                fault.at().plus(fault.lasts()),
                                () -> fault.kind().end(rig, fleet))));
    }

    private static void awaitCommitOnItsWay(FaultRig rig) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !rig.database().rows(COMMITS_ON_THEIR_WAY).equals(List.of("0")));
    }
}
