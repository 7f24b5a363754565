package com.flexicharge.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.SessionBegun;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.testing.MutableClock;
import com.flexicharge.testing.TestDatabase;
import com.flexicharge.testing.TestDatabaseExtension;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same and different messages of chargers reach three processes on one database at once: one session, one row. */
@ExtendWith(TestDatabaseExtension.class)
class SeveralNodesTest {
    private static final int CHARGERS = 200;
    private static int nextCharger = 400_000;

    private final TestDatabase database;
    private final List<RunningSessions> nodes;
    private final List<ChargerReports> chargers;

    SeveralNodesTest(TestDatabase database) {
        this.database = database;
        var clock = MutableClock.at("2026-11-22T10:00:00Z");
        nodes = IntStream.range(0, 3)
                .mapToObj(node -> RunningSessions.start(database, clock))
                .toList();
        chargers = IntStream.range(0, CHARGERS)
                .mapToObj(i -> new ChargerReports(nodes.get(0), nextCharger++, Protocol.OCPP_16))
                .toList();
    }

    @BeforeEach
    void begin() {
        database.execute("truncate transaction.transactions, transaction.unmatched, transaction.id_tags cascade");
        nodes.forEach(node -> chargers.forEach(charger -> node.registry.add(charger.connectorID(), Protocol.OCPP_16)));
    }

    @AfterEach
    void close() {
        nodes.forEach(RunningSessions::close);
        assertThat(deadlocks()).isEqualTo("0");
    }

    /** Counted when the connections that met them have ended. */
    private String deadlocks() {
        await().untilAsserted(() -> assertThat(rows("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name like 'flexicharge%'"))
                .containsExactly("0"));
        return rows("select deadlocks from pg_stat_database where datname = current_database()")
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aStartThatIsRepeatedOnOtherNodesBeginsOneSessionAndIsAnsweredAlike(long seed) {
        var random = new Random(seed);
        var starts = chargers.stream()
                .map(charger -> charger.startOf("CARD1", 100L, "2026-11-22T09:59:00Z"))
                .toList();

        var answers = sentRepeatedly(random, TransactionEndpoints.START_SESSION, starts);

        answers.values().forEach(alike -> assertThat(new HashSet<>(alike)).hasSize(1));
        assertThat(rows("select count(*), count(distinct connector_id), min(state), max(state) from"
                        + " transaction.transactions"))
                .containsExactly(CHARGERS + "|" + CHARGERS + "|active|active");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aStopThatIsRepeatedOnOtherNodesEndsItsSessionOnceAndIsAnsweredAlike(long seed) {
        var stops = stopsOf(begun(), 5_100L);

        var answers = sentRepeatedly(new Random(seed), TransactionEndpoints.STOP_SESSION, stops);

        answers.values().forEach(alike -> assertThat(new HashSet<>(alike)).hasSize(1));
        assertThat(rows("select state, ended_by, energy_wh, count(*) from transaction.transactions group by 1, 2, 3"))
                .containsExactly("ended|charger|5000|" + CHARGERS);
        assertThat(putAside()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void ofTwoStartsOfAConnectorTheLaterRunsAndTheEarlierIsOverWhicheverComesFirst(long seed) {
        var both = chargers.stream()
                .flatMap(charger -> Stream.of(
                        charger.startOf("CARD1", 100L, "2026-11-22T09:50:00Z"),
                        charger.startOf("CARD1", 700L, "2026-11-22T09:55:00Z")))
                .toList();

        var answers = sentRepeatedly(new Random(seed), TransactionEndpoints.START_SESSION, both);

        answers.values().forEach(alike -> assertThat(new HashSet<>(alike)).hasSize(1));
        assertThat(rows("select meter_start, state, stop_reason, count(*), count(distinct connector_id)"
                        + " from transaction.transactions group by 1, 2, 3 order by 1"))
                .containsExactly(
                        "100|ended|Superseded|" + CHARGERS + "|" + CHARGERS,
                        "700|active||" + CHARGERS + "|" + CHARGERS);
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void aStopAndAnotherOneAtOnceAreOneEndAndOneForAnOperator(long seed) {
        var begun = begun();
        var both = Stream.concat(stopsOf(begun, 5_100L).stream(), stopsOf(begun, 6_100L).stream())
                .toList();

        sentRepeatedly(new Random(seed), TransactionEndpoints.STOP_SESSION, both);

        assertThat(rows("select count(*) from transaction.transactions where state = 'ended'"
                        + " and energy_wh in (5000, 6000) and ended_by = 'charger'"))
                .containsExactly(String.valueOf(CHARGERS));
        assertThat(rows("select reason, count(*), count(distinct connector_id) from transaction.unmatched group by 1"))
                .containsExactly("secondStop|" + CHARGERS + "|" + CHARGERS);
        assertThat(rows("select count(*) from transaction.unmatched u join transaction.transactions t"
                        + " on t.transaction_id = u.candidate_transaction_id and t.meter_stop = u.meter_stop"))
                .as("the other one is put aside, not the one that counts")
                .containsExactly("0");
    }

    /** A start, its stop, the next start … each repeated; a repetition may still be under way when the next is sent. */
    @ParameterizedTest
    @ValueSource(longs = {13, 14})
    void sessionsOfAnHourWithEachMessageRepeatedAnywhereAreAllThereOnceWithTheirEnergy(long seed) {
        var random = new Random(seed);
        List<Future<?>> all = new CopyOnWriteArrayList<>();
        chargers.stream().limit(60).forEach(charger -> all.add(history(random, charger, 0, all)));

        for (int i = 0; i < all.size(); i++) {
            Awaiting.result(all.get(i).map(true));
        }

        assertThat(rows("select state, stop_reason, energy_wh, count(*) from transaction.transactions"
                        + " group by 1, 2, 3 order by 3"))
                .containsExactly(
                        "ended|Local|1000|60", "ended|Local|1001|60", "ended|Local|1002|60", "ended|Local|1003|60");
        assertThat(putAside()).isEmpty();
    }

    private Future<?> history(Random random, ChargerReports charger, int session, List<Future<?>> all) {
        if (session == 4) {
            return Future.succeededFuture();
        }
        var meter = 10_000L * session;
        var start = charger.startOf("CARD1", meter, "2026-11-22T09:%02d:00Z".formatted(session * 10));
        return sent(random, TransactionEndpoints.START_SESSION, start, all).compose(begun -> {
            var stop = charger.stopOf(
                    (long) begun.transactionID(),
                    "CARD1",
                    meter + 1000 + session,
                    "2026-11-22T09:%02d:00Z".formatted(session * 10 + 5));
            return sent(random, TransactionEndpoints.STOP_SESSION, stop, all)
                    .compose(over -> history(random, charger, session + 1, all));
        });
    }

    /** @return the answer that comes first */
    private <Q extends Record, A extends Record> Future<A> sent(
            Random random, Endpoint<Q, A> endpoint, Q message, List<Future<?>> all) {
        synchronized (random) {
            var copies = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(copy -> anyNode(random).bus.ask(endpoint, message))
                    .toList();
            all.addAll(copies);
            return Future.any(copies)
                    .map(first -> copies.stream()
                            .filter(Future::succeeded)
                            .map(Future::result)
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void flexiChargeSessionsAreOneEachThoughTheirClocksStandStill() {
        var boxes = IntStream.range(0, CHARGERS)
                .mapToObj(i -> new ChargerReports(nodes.get(0), nextCharger++, Protocol.FLEXICHARGE))
                .toList();
        nodes.forEach(node -> boxes.forEach(box -> node.registry.add(box.connectorID(), Protocol.FLEXICHARGE)));
        var random = new Random(19);

        for (int session = 0; session < 2; session++) {
            var starts = boxes.stream()
                    .map(box -> box.startOf(null, 0L, "1970-01-01T00:00:10Z"))
                    .toList();
            var begun = sentRepeatedly(random, TransactionEndpoints.START_SESSION, starts);
            begun.values().forEach(alike -> assertThat(new HashSet<>(alike)).hasSize(1));
            var stops = boxes.stream()
                    .map(box -> box.stopOf(null, null, 500L, "1970-01-01T00:00:20Z"))
                    .toList();
            sentRepeatedly(random, TransactionEndpoints.STOP_SESSION, stops);
            nodes.get(0).clock.advance(Duration.ofMillis(1));
        }

        assertThat(rows("select state, energy_wh, count(*), count(distinct connector_id)"
                        + " from transaction.transactions group by 1, 2"))
                .containsExactly("ended|500|" + 2 * CHARGERS + "|" + CHARGERS);
        assertThat(putAside()).isEmpty();
    }

    @Test
    void stopsThatNameEachOthersSessionsInARingWaitForNobodyAndEndNothing() {
        var begun = begun();
        var messages = new ArrayList<Future<?>>();
        var random = new Random(17);
        for (int i = 0; i < CHARGERS; i++) {
            var charger = chargers.get(i);
            var next = begun.get((i + 1) % CHARGERS);
            var foreign = charger.stopOf((long) next.transactionID(), "CARD1", 9_000L, "2026-11-22T09:59:30Z");
            var repeated = charger.startOf("CARD1", 100L, "2026-11-22T09:59:00Z");
            messages.add(anyNode(random).bus.ask(TransactionEndpoints.STOP_SESSION, foreign));
            messages.add(anyNode(random).bus.ask(TransactionEndpoints.START_SESSION, repeated));
        }
        messages.forEach(message -> Awaiting.result(message.map(true)));

        assertThat(rows("select state, count(*) from transaction.transactions group by 1"))
                .containsExactly("active|" + CHARGERS);
        assertThat(rows("select reason, count(*) from transaction.unmatched group by 1"))
                .containsExactly("foreignTransaction|" + CHARGERS);
    }

    @Test
    void startsUnderTagsWithLimitsCrossWithoutWaitingForEachOther() {
        database.execute("""
                insert into transaction.id_tags (id_tag_key, id_tag, max_active, created_at, updated_at)
                select 'tag' || i, 'TAG' || i, 5, now(), now() from generate_series(0, 9) as i""");
        var random = new Random(18);
        var starts = chargers.stream()
                .map(charger -> charger.startOf("TAG" + random.nextInt(10), 0L, "2026-11-22T09:59:00Z"))
                .toList();

        var answers = sentRepeatedly(random, TransactionEndpoints.START_SESSION, starts);

        answers.values().forEach(alike -> assertThat(new HashSet<>(alike)).hasSize(1));
        var accepted = answers.values().stream()
                .filter(alike -> String.valueOf(alike.get(0).idTagInfo()).contains("ACCEPTED"))
                .count();
        assertThat(accepted).as("ten tags for five sessions each").isEqualTo(50);
    }

    private List<SessionBegun> begun() {
        var starts = chargers.stream()
                .map(charger -> nodes.get(0)
                        .bus
                        .ask(
                                TransactionEndpoints.START_SESSION,
                                charger.startOf("CARD1", 100L, "2026-11-22T09:59:00Z")))
                .toList();
        return starts.stream().map(Awaiting::result).toList();
    }

    private List<StopSession> stopsOf(List<SessionBegun> begun, @Nullable Long meterStop) {
        return IntStream.range(0, CHARGERS)
                .mapToObj(i -> chargers.get(i)
                        .stopOf((long) begun.get(i).transactionID(), "CARD1", meterStop, "2026-11-22T09:59:59Z"))
                .toList();
    }

    /** Each message one to four times, all in any order, each to any node, none waiting for another. */
    private <Q extends Record, A extends Record> Map<Q, List<A>> sentRepeatedly(
            Random random, Endpoint<Q, A> endpoint, List<Q> messages) {
        var sendings = new ArrayList<Q>();
        messages.forEach(message -> sendings.addAll(Collections.nCopies(1 + random.nextInt(4), message)));
        Collections.shuffle(sendings, random);
        var answers = new HashMap<Q, List<Future<A>>>();
        sendings.forEach(message -> answers.computeIfAbsent(message, first -> new ArrayList<>())
                .add(anyNode(random).bus.ask(endpoint, message)));
        var results = new HashMap<Q, List<A>>();
        answers.forEach((message, futures) ->
                results.put(message, futures.stream().map(Awaiting::result).toList()));
        return results;
    }

    private RunningSessions anyNode(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private List<String> putAside() {
        return rows("select reason from transaction.unmatched");
    }

    private List<String> rows(String query) {
        return database.rows(query);
    }
}
