package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.frame.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
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
    private record Given(String digest, String answer, Instant at) {}

    /** By the ids of the messages, the oldest first. Their texts are compared last: hardly any message comes again. */
    private static final class History {
        private final Map<String, Given> given = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Given> eldest) {
                return size() > KEPT_OF_A_CHARGER;
            }
        };

        synchronized Optional<String> find(Call call) {
            return Optional.ofNullable(given.get(call.id().text()))
                    .filter(entry -> entry.digest().equals(digestOf(call)))
                    .map(Given::answer);
        }

        synchronized void add(Call call, Given entry) {
            var id = call.id().text();
            given.remove(id);
            given.put(id, entry);
        }

        synchronized boolean forget(Instant before) {
            var oldest = given.values().iterator();
            while (oldest.hasNext() && oldest.next().at().isBefore(before)) {
                oldest.remove();
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
                .add(call, new Given(digestOf(call), answer, clock.instant()));
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
