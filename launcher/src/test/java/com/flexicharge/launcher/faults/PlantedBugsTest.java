package com.flexicharge.launcher.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checker is worth something only if it finds what is wrong: two mistakes, each with the fault that brings it out. */
@Tag("slow")
class PlantedBugsTest {
    private static final Duration LOAD = Duration.ofMillis(2_500);
    private static final int CHARGERS = 40;

    /**
     * Every answer of the database takes 120 ms, the one to a commit too; in that time each charger may be told of what is
     * not committed. 40 chargers with a message every 50 ms have dozens of them on the way when the database is killed.
     */
    private static final FaultPlan KILL_IN_MID_COMMIT = new FaultPlan(
            1,
            CHARGERS,
            LOAD,
            List.of(
                    new Fault(FaultKind.DATABASE_SLOW, Duration.ofMillis(900), Duration.ofMillis(1_400)),
                    new Fault(FaultKind.POSTGRES_KILLED, Duration.ofMillis(1_700), Duration.ofMillis(100))));

    /** What is sent between the two is stored, not acknowledged, and sent again: a tenth of it are starts. */
    private static final FaultPlan ANSWERS_LOST_TWICE = new FaultPlan(
            2,
            CHARGERS,
            LOAD,
            List.of(
                    new Fault(FaultKind.ANSWERS_LOST, Duration.ofMillis(800), Duration.ofMillis(400)),
                    new Fault(FaultKind.ANSWERS_LOST, Duration.ofMillis(1_700), Duration.ofMillis(400))));

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void quiet() {
        Quiet.wires();
    }

    @Test
    void anAcknowledgementBeforeTheCommitIsFound() {
        var early = PlantedBug.in(
                folder.resolve("planted"),
                "shared/src/main/java/com/flexicharge/shared/db/GatheringWriter.java",
                "results -> oneEach(items, results))) .compose(results -> committed(live, results),",
                "results -> oneEach(items, results)).onSuccess(results -> committed(live, results)))"
                        + " .compose(results -> Future.<Void>succeededFuture(),");

        assertThat(violations(List.of(early), KILL_IN_MID_COMMIT))
                .anySatisfy(violation -> assertThat(violation).startsWith("promise 1 "));
    }

    @Test
    void aLostUniqueKeyIsFound() {
        assertThat(violations(
                        List.of(),
                        ANSWERS_LOST_TWICE,
                        "drop index transaction.transactions_start_key",
                        "create function transaction.lose_key() returns trigger language plpgsql"
                                + " as 'begin new.start_key := null; return new; end'",
                        "create trigger lose_key before insert or update on transaction.transactions"
                                + " for each row execute function transaction.lose_key()"))
                .anySatisfy(violation -> assertThat(violation).startsWith("promise 2 "));
    }

    @Test
    void withoutAMistakeTheSameFaultsAreWithstood() {
        assertThat(violations(List.of(), KILL_IN_MID_COMMIT)).isEmpty();
    }

    private List<String> violations(List<Path> inFront, FaultPlan plan, String... sql) {
        var vertx = Vertx.vertx();
        try (var rig = FaultRig.in(folder.resolve("rig"), folder.resolve("backend.log"), inFront)) {
            rig.database().execute(sql);
            return new FaultRun(rig, vertx, plan, "P").play().violations();
        } finally {
            vertx.close();
        }
    }
}
