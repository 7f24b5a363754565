package com.flexicharge.shared.db;

import static com.flexicharge.shared.db.Outcome.assertUnavailable;
import static com.flexicharge.shared.db.Outcome.failure;
import static com.flexicharge.shared.db.Outcome.get;
import static com.flexicharge.shared.db.Outcome.settings;
import static org.assertj.core.api.Assertions.assertThat;

import com.flexicharge.testing.FaultyProxy;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestDatabaseExtension.class)
class GatheringReaderTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final TestDatabase server;
    private final FaultyProxy proxy;
    private final Database database;
    private final GatheringReader<Long, String> reader;

    GatheringReaderTest(TestDatabase server) {
        this.server = server;
        this.proxy = server.proxy();
        this.database = Database.open(vertx, settings(server.through(proxy), 4), "items", Outcome.SHORT);
        this.reader = new GatheringReader<>(database, this::notes);
    }

    @BeforeEach
    void migrate() {
        get(database.migrate());
        server.execute("truncate items.items, items.steps");
        server.execute("insert into items.items (id, note) select id, 'n' || id from generate_series(0, 999) as id");
    }

    @AfterEach
    void close() {
        proxy.close();
        get(vertx.close());
    }

    private Future<Map<Long, String>> notes(SqlClient client, List<Long> ids) {
        batches.add(ids.size());
        return client.preparedQuery("select id, note from items.items where id = any($1::bigint[])")
                .execute(Tuple.of(ids.toArray(Long[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(Collectors.toMap(row -> row.getLong("id"), row -> row.getString("note"))));
    }

    @Test
    void everyCallerGetsItsOwnRowAndWhatIsAskedForTogetherIsReadTogether() {
        var read = IntStream.range(0, 2_000)
                .mapToObj(question -> reader.read(question % 1_000L))
                .toList();

        for (int question = 0; question < read.size(); question++) {
            assertThat(get(read.get(question))).contains("n" + question % 1_000);
        }
        assertThat(batches).hasSizeLessThan(50).allMatch(size -> size <= 500);
    }

    @Test
    void rowsAreLookedUpByIndexHoweverFewThereWere() {
        var plans = "select current_setting('enable_seqscan') || ' ' || current_setting('plan_cache_mode')";
        var asking = new GatheringReader<Long, String>(
                database,
                (client, ids) -> client.query(plans)
                        .execute()
                        .map(rows -> Map.of(1L, rows.iterator().next().getString(0))));

        assertThat(get(asking.read(1L))).contains("off force_generic_plan");
        Future<String> afterwards = database.query(client ->
                client.query(plans).execute().map(rows -> rows.iterator().next().getString(0)));
        assertThat(get(afterwards)).isEqualTo("on auto");
    }

    @Test
    void whatIsNotThereIsEmptyAndWhatIsWrittenBeforeAQuestionIsInItsAnswer() {
        assertThat(get(reader.read(5_000L))).isEmpty();

        server.execute("insert into items.items (id, note) values (5000, 'late')");

        assertThat(get(reader.read(5_000L))).contains("late");
    }

    @Test
    void aDatabaseThatIsAwayIsToldToEachAndTheNextQuestionsAreAnsweredOnceItIsBack() {
        assertThat(get(reader.read(1L))).contains("n1");
        proxy.refuse();

        assertUnavailable(failure(reader.read(1L)));
        assertUnavailable(failure(reader.read(2L)));

        proxy.heal();
        assertThat(get(reader.read(2L))).contains("n2");
    }

    @Test
    void soManyQuestionsThatTheyWouldOnlyWaitForTheirDeadlineAreRefused() {
        proxy.hold();
        var asked = IntStream.range(0, 12_000)
                .mapToObj(question -> reader.read((long) question))
                .toList();

        assertThat(failure(asked.get(11_999))).hasMessageContaining("Too many reads are waiting");
        assertUnavailable(failure(asked.get(0)));
    }
}
