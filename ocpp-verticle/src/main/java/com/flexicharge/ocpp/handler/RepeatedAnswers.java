package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest answers to starts, stops and readings of strict chargers: a message that comes again, id and text alike, within ten
 * minutes gets the answer it got, on whichever socket. It saves work and nothing more: what is forgotten here is handled again
 * and booked once, by keys in the tables. Usable from any thread.
 */
public final class RepeatedAnswers {
    static final Duration KEPT = Duration.ofMinutes(10);

    /** Of about 350 bytes each: 6 KB for each charger heard of in the last ten minutes. Chargers repeat the last one or two. */
    private static final int KEPT_OF_A_CHARGER = 16;

    /** @param digest of the call's whole text */
    private record Given(String messageId, String digest, String answer, Instant at) {
        /** The id is compared first: hardly any message comes again, and a digest costs more than all else here. */
        boolean answers(Call call) {
            return messageId.equals(call.id().text()) && digest.equals(digestOf(call));
        }
    }

    private static final class History {
        /** The oldest first. */
        private final Deque<Given> given = new ArrayDeque<>();

        synchronized Optional<String> find(Call call) {
            for (var entry : given) {
                if (entry.answers(call)) {
                    return Optional.of(entry.answer());
                }
            }
            return Optional.empty();
        }

        synchronized void add(Given entry) {
            if (given.size() == KEPT_OF_A_CHARGER) {
                given.removeFirst();
            }
            given.addLast(entry);
        }

        synchronized boolean forget(Instant before) {
            while (!given.isEmpty() && given.getFirst().at().isBefore(before)) {
                given.removeFirst();
            }
            return given.isEmpty();
        }
    }

    private final Clock clock;
    private final Map<Integer, History> histories = new ConcurrentHashMap<>();

    public RepeatedAnswers(Clock clock) {
        this.clock = clock;
    }

    Optional<String> find(int connectorID, Call call) {
        var history = histories.get(connectorID);
        if (history == null) {
            return Optional.empty();
        }
        history.forget(clock.instant().minus(KEPT));
        return history.find(call);
    }

    void keep(int connectorID, Call call, String answer) {
        histories
                .computeIfAbsent(connectorID, id -> new History())
                .add(new Given(call.id().text(), digestOf(call), answer, clock.instant()));
    }

    /** Forgets what is too old, of all chargers; to be called now and then. */
    public void forgetOld() {
        var before = clock.instant().minus(KEPT);
        histories.values().removeIf(history -> history.forget(before));
    }

    private static String digestOf(Call call) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder().encodeToString(sha256.digest(call.text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
