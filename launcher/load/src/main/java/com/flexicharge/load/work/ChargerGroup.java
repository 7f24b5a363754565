package com.flexicharge.load.work;

import com.flexicharge.load.wire.WireLoop;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The chargers of one loop. Its public methods may be called from any thread. */
public final class ChargerGroup implements AutoCloseable {
    private static final long SECOND = 1_000_000_000;
    private static final long LOOK = SECOND / 100;
    private static final String COMMON_TAG = "LOAD";

    private final WireLoop loop;
    private final Plan plan;
    private final Clock clock;
    private final Recorder recorder = new Recorder();
    private final Ledger ledger = new Ledger();
    private final List<LoadCharger> chargers = new ArrayList<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private int watching;
    private int arrived;
    private boolean comesBack;
    private boolean atOnce;
    private boolean ending;
    private int turn;
    private long paceNanos;
    private CompletableFuture<Void> allArrived = new CompletableFuture<>();

    /**
     * @param server   ws://host:port
     * @param path     of a charger, less its identity: {@code /ocpp/}
     * @param name     what their identities begin with
     * @param ownTags  each charges under a tag of its own, {@link #tag}; else all under one
     * @param numbers  theirs; identities end with them
     */
    public record Plan(URI server, String path, String name, boolean ownTags, Script script, List<Integer> numbers) {
        /** As many plans as asked for, with the chargers shared out. */
        List<Plan> split(int parts) {
            return IntStream.range(0, parts)
                    .mapToObj(part -> new Plan(
                            server,
                            path,
                            name,
                            ownTags,
                            script,
                            numbers.stream()
                                    .filter(number -> number % parts == part)
                                    .toList()))
                    .toList();
        }
    }

    public ChargerGroup(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
        plan.numbers().forEach(number -> chargers.add(new LoadCharger(this, number)));
        loop = new WireLoop("chargers-" + plan.name());
    }

    /** That the charger with this number charges under if each has its own. */
    static String tag(int number) {
        return COMMON_TAG + number;
    }

    /** All of them come in the same instant. Done when all have said what they say first; one that is sent away comes back. */
    public CompletableFuture<Void> connect() {
        return connect(Integer.MAX_VALUE);
    }

    /** @param aSecond so many of them come in a second */
    public CompletableFuture<Void> connect(int aSecond) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            allArrived = done;
            arrived = 0;
            comesBack = true;
            if (chargers.isEmpty()) {
                done.complete(null);
            }
            var start = System.nanoTime();
            for (int each = 0; each < chargers.size(); each++) {
                loop.at(start + each * SECOND / aSecond, chargers.get(each)::connect);
            }
        });
        return done;
    }

    /** All sockets are gone at once, without a word. Done when the operating system has them back, for as many new ones. */
    public CompletableFuture<Void> drop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            comesBack = false;
            chargers.forEach(LoadCharger::drop);
            // a selector gives them back when it looks the next time
            loop.at(System.nanoTime() + LOOK, () -> done.complete(null));
        });
        return done;
    }

    /** Closed loop: each says the next thing as soon as it is answered. */
    public void playAtOnce() {
        loop.execute(() -> {
            atOnce = true;
            chargers.forEach(charger -> charger.turn(System.nanoTime()));
        });
    }

    /** Open loop: so many messages a second, whether or not they are answered; one charger after the other. */
    public void playAtRate(double aSecond) {
        loop.execute(() -> {
            paceNanos = Math.round(SECOND / aSecond);
            pace(System.nanoTime());
        });
    }

    private void pace(long nanos) {
        if (!ending) {
            chargers.get(turn).turn(nanos);
            turn = (turn + 1) % chargers.size();
            loop.at(nanos + paceNanos, () -> pace(nanos + paceNanos));
        }
    }

    /** Each goes on to the end of its round. Done when all are there. */
    public CompletableFuture<Void> end() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            ending = true;
            atOnce = false;
            chargers.forEach(LoadCharger::finish);
            await(() -> chargers.stream().allMatch(LoadCharger::isAtRest), done);
        });
        return done;
    }

    /** Looks again and again, on its loop. */
    private void await(BooleanSupplier condition, CompletableFuture<Void> done) {
        if (condition.getAsBoolean()) {
            done.complete(null);
        } else {
            loop.at(System.nanoTime() + LOOK, () -> await(condition, done));
        }
    }

    /** Opens sockets of the user of each charger, {@code /user/user<number>}. Done when all are open. */
    public CompletableFuture<Void> watch(int each) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            for (var charger : chargers) {
                for (int socket = 0; socket < each; socket++) {
                    var watcher = new Watcher(charger, recorder, () -> {
                        if (++watching == chargers.size() * each) {
                            done.complete(null);
                        }
                    });
                    watchers.add(watcher);
                    loop.open(plan.server(), "/user/user" + charger.number(), "", watcher);
                }
            }
        });
        return done;
    }

    /** Done when each reading that a charger had an answer to has come to each of its user's sockets. */
    public CompletableFuture<Void> allWatched(int each) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() ->
                await(() -> watchers.stream().mapToLong(Watcher::frames).sum() == ledger.readings() * each, done));
        return done;
    }

    /** What was seen since this was last asked. */
    public CompletableFuture<Recorder.Seen> take() {
        return ask(group -> group.recorder.take());
    }

    /** Of a group that has ended. */
    public CompletableFuture<Ledger> told() {
        return ask(group -> group.ledger);
    }

    private <T> CompletableFuture<T> ask(Function<ChargerGroup, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.apply(this)));
        return answer;
    }

    @Override
    public void close() {
        loop.close();
    }

    // What follows is asked by its chargers, on its loop.

    Script script() {
        return plan.script();
    }

    String idTag(int number) {
        return plan.ownTags() ? tag(number) : COMMON_TAG;
    }

    Recorder recorder() {
        return recorder;
    }

    Ledger ledger() {
        return ledger;
    }

    boolean isAtOnce() {
        return atOnce;
    }

    boolean isEnding() {
        return ending;
    }

    long millis() {
        return clock.millis();
    }

    void open(int number, LoadCharger charger) {
        loop.open(plan.server(), plan.path() + plan.name() + number, "ocpp1.6", charger);
    }

    void arrived() {
        if (++arrived == chargers.size()) {
            allArrived.complete(null);
        }
    }

    /** As real ones do, it tries again a second later. */
    void lost(LoadCharger charger, String why) {
        recorder.problem("a socket was " + why);
        if (comesBack) {
            loop.at(System.nanoTime() + SECOND, charger::connect);
        }
    }
}
