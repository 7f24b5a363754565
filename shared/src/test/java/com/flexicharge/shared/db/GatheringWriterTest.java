package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.assertUnavailable;
import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class GatheringWriterTest {
    private record Item(long id, String note) {}

    private record Step(int writer, int step) {}

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final TestDatabase server;
    private final FaultyProxy proxy;
    private final Database database;

    GatheringWriterTest(TestDatabase server) {
        this.server = server;
        this.proxy = server.proxy();
        this.database = Database.open(vertx, settings(server.through(proxy), 4), "items", Outcome.SHORT);
    }

    @BeforeEach
    void migrate() {
        get(database.migrate());
        server.execute("truncate items.items, items.steps");
    }

    @AfterEach
    void close() {
        proxy.close();
        get(vertx.close());
    }

    @Test
    void everyCallerGetsTheResultOfItsOwnItem() {
        var writer = items(GatheringLimits.USUAL);
        var written = IntStream.range(0, 5_000)
                .mapToObj(id -> writer.write(new Item(id, "n" + id)))
                .toList();

        for (int id = 0; id < written.size(); id++) {
            assertThat(get(written.get(id))).isEqualTo("n" + id);
        }
        assertThat(server.rows("select count(*) from items.items")).containsExactly("5000");
    }

    @Test
    void writesThatArriveTogetherAreCommittedTogether() {
        var writer = items(GatheringLimits.USUAL);
        var written = IntStream.range(0, 2_000)
                .mapToObj(id -> writer.write(new Item(id, "x")))
                .toList();
        get(Future.all(written));

        assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2_000);
        assertThat(batches).hasSizeLessThan(100).allMatch(size -> size <= 500);
        assertThat(meters.get("flexicharge.db.write")
                        .tag("writer", "items")
                        .timer()
                        .count())
                .isEqualTo(2_000);
        assertThat(meters.get("flexicharge.db.batch.size").summary().count()).isEqualTo(batches.size());
    }

    @Test
    void aLoneWriteDoesNotWaitForOthers() {
        var writer = items(GatheringLimits.USUAL);

        assertThat(get(writer.write(new Item(1, "alone")))).isEqualTo("alone");
        assertThat(batches).containsExactly(1);
    }

    @Test
    void whenACallerIsToldItsRowIsCommitted() {
        var writer = items(GatheringLimits.USUAL);
        for (int id = 0; id < 20; id++) {
            get(writer.write(new Item(id, "x")));
            assertThat(server.rows("select note from items.items where id = " + id))
                    .containsExactly("x");
        }
    }

    @Test
    void callersOnManyContextsAreEachToldOnTheirOwn() {
        var writer = items(GatheringLimits.USUAL);
        var elsewhere = new AtomicInteger();
        var told = new ArrayList<Future<String>>();
        for (int id = 0; id < 400; id++) {
            told.add(writeFrom(newContext(), writer, id, elsewhere));
        }
        get(Future.all(told));

        assertThat(elsewhere).hasValue(0);
        assertThat(server.rows("select count(*) from items.items")).containsExactly("400");
    }

    @Test
    void stepsOfOneKeyAreWrittenInTheirOrderAndNeverTwoInOneBatch() {
        Set<Integer> out = ConcurrentHashMap.newKeySet();
        var clashes = new AtomicInteger();
        GatheringWriter.BatchFunction<Step, Integer> function = (connection, steps) -> {
            steps.forEach(step -> {
                if (!out.add(step.writer())) {
                    clashes.incrementAndGet();
                }
            });
            return insertSteps(connection, steps).onComplete(done -> steps.forEach(step -> out.remove(step.writer())));
        };
        var writer = GatheringWriter.keyed(
                database, meters, "steps", new GatheringLimits(4, 50, 10_000), Step::writer, function);

        var written = new ArrayList<Future<Integer>>();
        for (int step = 0; step < 20; step++) {
            for (int charger = 0; charger < 25; charger++) {
                written.add(writer.write(new Step(charger, step)));
            }
        }
        get(Future.all(written));

        assertThat(clashes).hasValue(0);
        assertThat(server.rows(
                        "select writer, string_agg(step::text, ',' order by seen) from items.steps group by writer"))
                .hasSize(25)
                .allMatch(row -> row.endsWith("|"
                        + String.join(
                                ",",
                                IntStream.range(0, 20)
                                        .mapToObj(Integer::toString)
                                        .toList())));
    }

    @Test
    void oneSpoiltItemDoesNotFailItsNeighbours() {
        var writer = items(GatheringLimits.USUAL);
        var written = IntStream.range(0, 500)
                .mapToObj(id -> writer.write(new Item(id, id == 333 ? "poison" : "fine")))
                .toList();

        assertThat(failure(written.get(333))).hasMessageContaining("items_note_known");
        for (int id = 0; id < 500; id++) {
            if (id != 333) {
                assertThat(get(written.get(id))).isEqualTo("fine");
            }
        }
        assertThat(server.rows("select count(*) from items.items")).containsExactly("499");
        assertThat(batches).hasSizeLessThan(40);
    }

    @Test
    void aBatchFunctionThatThrowsFailsItsCallersAndNotTheWriter() {
        var calls = new AtomicInteger();
        var writer = GatheringWriter.<Item, String>of(
                database, meters, "throwing", GatheringLimits.USUAL, (connection, items) -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IllegalStateException("a defect");
                    }
                    return insert(connection, items);
                });

        assertThat(failure(writer.write(new Item(1, "x")))).hasMessage("a defect");
        assertThat(get(writer.write(new Item(2, "y")))).isEqualTo("y");
    }

    @Test
    void aBatchFunctionThatForgetsAResultStoresNothing() {
        var writer = GatheringWriter.<Item, String>of(
                database,
                meters,
                "forgetful",
                GatheringLimits.USUAL,
                (connection, items) -> insert(connection, items).map(results -> results.subList(1, results.size())));

        assertThat(failure(writer.write(new Item(1, "x")))).hasMessage("A batch of 1 items had 0 results");
        assertThat(server.rows("select * from items.items")).isEmpty();
    }

    @Test
    void aCallerThatThrowsDoesNotKeepTheOthersFromBeingTold() {
        var writer = items(GatheringLimits.USUAL);
        vertx.exceptionHandler(expected -> {});
        var written = get(onAContext(() -> IntStream.range(0, 10)
                .mapToObj(id -> writer.write(new Item(id, "x")).onSuccess(done -> {
                    throw new IllegalStateException("a careless caller");
                }))
                .toList()));

        get(Future.all(written));
        assertThat(server.rows("select count(*) from items.items")).containsExactly("10");
    }

    @Test
    void beyondTheBoundAWriteIsRefusedAtOnceAndTheOthersAreStored() {
        Promise<Void> held = Promise.promise();
        var writer = GatheringWriter.<Item, String>of(
                database,
                meters,
                "held",
                new GatheringLimits(1, 10, 10),
                (connection, items) -> held.future().compose(released -> insert(connection, items)));
        var first = writer.write(new Item(0, "x"));
        await().until(() -> writer.waiting() == 0);
        var waiting = IntStream.rangeClosed(1, 10)
                .mapToObj(id -> writer.write(new Item(id, "x")))
                .toList();

        assertThat(failure(writer.write(new Item(11, "x")))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(Reason.BUSY);
            assertThat(refusal.code()).isEqualTo("writeQueueFull");
        });

        held.complete();
        get(first);
        get(Future.all(waiting));
        assertThat(server.rows("select count(*) from items.items")).containsExactly("11");
        assertThat(meters.get("flexicharge.db.write.refused")
                        .tag("writer", "held")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void connectionsCutUnderLoadTellNobodyStoredWhoIsNot() {
        var writer = items(new GatheringLimits(4, 20, 10_000));
        var written = new ArrayList<Future<String>>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 100; i++) {
                var id = round * 100 + i;
                written.add(writer.write(new Item(id, "n" + id)));
            }
            get(Future.any(written.subList(round * 100, written.size())).otherwiseEmpty());
            proxy.cut();
        }
        get(Future.join(new ArrayList<>(written)).otherwiseEmpty());

        var stored = new HashSet<>(server.rows("select note from items.items"));
        var refused = 0;
        for (var one : written) {
            if (one.succeeded()) {
                assertThat(stored).contains(one.result());
            } else {
                assertUnavailable(one.cause());
                refused++;
            }
        }
        assertThat(refused).isBetween(1, 1_999);
        assertThat(get(writer.write(new Item(5_000, "afterwards")))).isEqualTo("afterwards");
    }

    @Test
    void whileTheDatabaseHangsEverybodyIsRefusedWithinTheBoundAndLaterWritesAreStored() {
        var writer = items(new GatheringLimits(2, 10, 10_000));
        get(writer.write(new Item(9_999, "warm")));
        proxy.hold();
        var begun = System.nanoTime();
        var written = IntStream.range(0, 1_000)
                .mapToObj(id -> writer.write(new Item(id, "x")))
                .toList();

        written.forEach(one -> assertUnavailable(failure(one)));
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isLessThan(Outcome.SHORT.request().multipliedBy(2).plusMillis(700));

        proxy.heal();
        proxy.cut();
        assertThat(get(writer.write(new Item(5_000, "afterwards"))
                        .recover(again -> writer.write(new Item(5_000, "afterwards")))))
                .isEqualTo("afterwards");
    }

    private GatheringWriter<Item, String> items(GatheringLimits limits) {
        return GatheringWriter.of(database, meters, "items", limits, this::insert);
    }

    private Future<List<String>> insert(SqlConnection connection, List<Item> items) {
        batches.add(items.size());
        return connection
                .preparedQuery("insert into items (id, note) select * from unnest($1::bigint[], $2::text[])")
                .execute(Columns.of(items)
                        .with(Long.class, Item::id)
                        .with(String.class, Item::note)
                        .tuple())
                .map(done -> items.stream().map(Item::note).toList());
    }

    private static Future<List<Integer>> insertSteps(SqlConnection connection, List<Step> steps) {
        return connection
                .preparedQuery("insert into steps (writer, step) select * from unnest($1::int[], $2::int[])")
                .execute(Columns.of(steps)
                        .with(Integer.class, Step::writer)
                        .with(Integer.class, Step::step)
                        .tuple())
                .map(done -> steps.stream().map(Step::step).toList());
    }

    private <T> Future<T> onAContext(Supplier<T> work) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(turn -> done.complete(work.get()));
        return done.future();
    }

    private Context newContext() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    private Future<String> writeFrom(
            Context context, GatheringWriter<Item, String> writer, long id, AtomicInteger elsewhere) {
        Promise<String> told = Promise.promise();
        context.runOnContext(turn -> writer.write(new Item(id, "x")).onComplete(done -> {
            if (Vertx.currentContext() != context) {
                elsewhere.incrementAndGet();
            }
            told.handle(done);
        }));
        return told.future();
    }
}
