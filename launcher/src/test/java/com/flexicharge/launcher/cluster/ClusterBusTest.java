package com.flexicharge.launcher.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.ModuleEndpoints;
import com.flexicharge.shared.contract.ModuleEndpoints.AreYouThere;
import com.flexicharge.shared.contract.ModuleEndpoints.Here;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.trace.Traces;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three members of a cluster: {@code a} and {@code b} answer, {@code c} asks. */
@Tag("slow")
class ClusterBusTest {
    private static final Endpoint<AreYouThere, Here> ASK = ModuleEndpoints.areYouThere("test");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Member a = Member.NONE;
    private Member b = Member.NONE;
    private Member c = Member.NONE;

    private record Member(String name, List<Cluster> cluster, List<Bus> buses) {
        static final Member NONE = new Member("", List.of(), List.of());

        static Member join(String name, Node.Place place, String members) {
            var config = new ClusterConfig(
                    "test",
                    "127.0.0.1",
                    place.port(),
                    place.busPort(),
                    new ClusterConfig.Listed(List.of(members.split(","))));
            var cluster = get(Cluster.join(config, Traces.OFF));
            var bus = Bus.of(cluster.vertx());
            cluster.tellLosses(bus);
            return new Member(name, List.of(cluster), List.of(bus));
        }

        Bus bus() {
            return buses.get(0);
        }

        Here here() {
            return new Here(name);
        }

        void leave() {
            cluster.forEach(joined -> get(joined.vertx().close()));
        }
    }

    @BeforeEach
    void join() {
        var places = Stream.generate(Node.Place::free).limit(3).toList();
        var members = places.stream().map(Node.Place::member).collect(Collectors.joining(","));
        a = Member.join("a", places.get(0), members);
        b = Member.join("b", places.get(1), members);
        c = Member.join("c", places.get(2), members);
    }

    @AfterEach
    void leave() {
        Stream.of(a, b, c).forEach(Member::leave);
    }

    @Test
    void whatIsAskedIsAnsweredByOtherProcessesInTurn() {
        a.bus().answer(ASK, question -> Future.succeededFuture(a.here()));
        b.bus().answer(ASK, question -> Future.failedFuture(Refusal.of(Reason.CONFLICT, "taken", "Taken.")));

        Set<String> answers = ConcurrentHashMap.newKeySet();
        await().atMost(PATIENCE).until(() -> {
            answers.add(outcome(c.bus().ask(ASK, new AreYouThere())));
            return answers.contains("a") && answers.contains("CONFLICT taken");
        });
    }

    @Test
    void nothingFailsWhenAProcessStopsAnsweringWhileItIsAsked() {
        var onCharger = ASK.onCharger();
        var leaving = a.bus().answer(onCharger, question -> Future.succeededFuture(a.here()));
        b.bus().answer(onCharger, question -> Future.succeededFuture(b.here()));
        awaitAnswers(onCharger, Set.of("a", "b"));

        List<Future<Here>> asked = new ArrayList<>();
        for (int round = 0; round < 40; round++) {
            asked.addAll(IntStream.range(0, 25)
                    .mapToObj(each -> c.bus().ask(onCharger, new AreYouThere()))
                    .toList());
            if (round == 10) {
                leaving.end();
            }
            get(asked.get(asked.size() - 1));
        }

        assertThat(asked.stream().map(ClusterBusTest::outcome).distinct()).isSubsetOf("a", "b");
        assertThat(outcome(asked.get(asked.size() - 1))).isEqualTo("b");
    }

    @Test
    void whatALostProcessWasAskedIsAskedAgainUnlessItWouldReachAChargerTwice() {
        var answering = ConcurrentHashMap.<String>newKeySet();
        var patient = ASK.within(PATIENCE);
        var once = ModuleEndpoints.areYouThere("once")
                .within(Duration.ofSeconds(4))
                .onCharger();
        for (var endpoint : List.of(patient, once)) {
            a.bus().answer(endpoint, question -> {
                answering.add(endpoint.address());
                return Future.future(never -> {});
            });
        }
        await().atMost(PATIENCE).until(() -> {
            c.bus().ask(patient.within(Duration.ofMillis(500)), new AreYouThere());
            return answering.contains(patient.address());
        });
        var harmless = c.bus().ask(patient, new AreYouThere());
        var harmful = c.bus().ask(once, new AreYouThere());
        await().atMost(PATIENCE).until(() -> answering.contains(once.address()));
        b.bus().answer(patient, question -> Future.succeededFuture(b.here()));
        b.bus().answer(once, question -> Future.succeededFuture(b.here()));

        a.leave();
        a = Member.NONE;

        assertThat(outcome(harmless)).isEqualTo("b");
        assertThat(outcome(harmful)).isEqualTo("TIMED_OUT timedOut");
    }

    @Test
    void keysAreSharedOutAndMoveOnlyWhenTheirProcessGoes() {
        var leaving = a.bus().share(ASK, "a", question -> Future.succeededFuture(a.here()));
        var staying = b.bus().share(ASK, "b", question -> Future.succeededFuture(b.here()));
        await().atMost(PATIENCE)
                .until(() ->
                        holders().values().stream().collect(Collectors.toSet()).size() == 2);
        var before = holders();

        assertThat(before.values().stream().filter("a"::equals).count()).isBetween(20L, 80L);
        before.forEach((key, holder) -> {
            assertThat(leaving.holds(key)).isEqualTo(holder.equals("a"));
            assertThat(staying.holds(key)).isEqualTo(holder.equals("b"));
        });
        get(leaving.end());
        assertThat(holders().values()).containsOnly("b");
    }

    /** Of the keys 1 to 100. */
    private java.util.Map<Integer, String> holders() {
        return IntStream.rangeClosed(1, 100)
                .boxed()
                .collect(Collectors.toMap(key -> key, key -> outcome(c.bus().ask(ASK, key, new AreYouThere()))));
    }

    private void awaitAnswers(Endpoint<AreYouThere, Here> endpoint, Set<String> names) {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        await().atMost(PATIENCE).until(() -> {
            answers.add(outcome(c.bus().ask(endpoint, new AreYouThere())));
            return answers.containsAll(names);
        });
    }

    private static String outcome(Future<Here> asked) {
        try {
            return get(asked).node();
        } catch (CompletionException e) {
            var refusal = (Refusal) Objects.requireNonNull(e.getCause());
            return refusal.reason() + " " + refusal.code();
        }
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
