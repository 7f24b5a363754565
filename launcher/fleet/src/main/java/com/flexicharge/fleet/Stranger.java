package com.flexicharge.fleet;

import com.flexicharge.fleet.HttpUser.Answer;
import com.flexicharge.fleet.Violation.Promised;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A user who never charged, and tries to see and to stop what others charge. On one event loop. */
final class Stranger {
    private static final Duration PAUSE = Duration.ofMillis(150);
    private static final String NOBODY = "";

    private final Vertx vertx;
    private final HttpUser http;
    private final Neighbours neighbours;
    private final RandomGenerator random;
    private final List<Violation> violations = new ArrayList<>();
    private long refusals;
    private boolean settling;

    Stranger(Vertx vertx, HttpUser http, Neighbours neighbours, RandomGenerator random) {
        this.vertx = vertx;
        this.http = http;
        this.neighbours = neighbours;
        this.random = random;
    }

    void start() {
        vertx.setTimer(Tempo.drawn(PAUSE, random), due -> {
            if (!settling) {
                tryOne();
                start();
            }
        });
    }

    void settle() {
        settling = true;
    }

    List<Violation> violations() {
        return violations;
    }

    /** How often it was told that this is none of its business. */
    long refusals() {
        return refusals;
    }

    private void tryOne() {
        neighbours.transactionOfAnother(NOBODY, random).ifPresent(id -> {
            switch (random.nextInt(3)) {
                case 0 -> ask(HttpMethod.GET, "/transactions/" + id);
                case 1 -> ask(HttpMethod.PUT, "/transactions/stop/" + id);
                default -> ask(HttpMethod.GET, "/transactions/" + id + "/meter-values");
            }
        });
    }

    private void ask(HttpMethod method, String path) {
        http.send(method, path, "stranger", "").onSuccess(answer -> judge(method + " " + path, answer));
    }

    private void judge(String asked, Answer answer) {
        if (answer.status() / 100 == 2) {
            violations.add(new Violation(Promised.OWN_THINGS_ONLY, "a stranger got " + answer + " to " + asked));
        } else if (answer.status() == 403) {
            refusals++;
        }
    }
}
