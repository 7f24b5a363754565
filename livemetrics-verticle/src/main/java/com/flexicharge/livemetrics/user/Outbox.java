package com.flexicharge.livemetrics.user;

import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.LiveFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Frames that a slow reader has yet to take, in order. At the bound older readings give way to the newest of the same session; a
 * reading that finds no room even then is left out, for the next one says more. Ends of sessions stay, whatever the bound: some
 * 200 bytes each, and a socket that is blocked is closed after half a minute. Touched on the socket's event loop only.
 */
final class Outbox {
    private final int mostBytes;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;

    private record Waiting(LiveFrame frame, int bytes) {
        boolean isReadingOf(int transactionID) {
            return frame.kind() == LiveFrame.Kind.READING && frame.transactionID() == transactionID;
        }
    }

    Outbox(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** @return how many frames nobody will see because of this one, itself included */
    int add(LiveFrame frame) {
        var before = waiting.size();
        var newest = new Waiting(frame, frame.text().getBytes(StandardCharsets.UTF_8).length);
        if (!fits(newest) && newest.bytes() <= mostBytes) {
            giveWay(newest);
        }
        if (fits(newest) || frame.kind() == LiveFrame.Kind.END) {
            waiting.add(newest);
            bytes += newest.bytes();
        }
        return before + 1 - waiting.size();
    }

    Optional<LiveFrame> poll() {
        var next = Optional.ofNullable(waiting.poll());
        next.ifPresent(taken -> bytes -= taken.bytes());
        return next.map(Waiting::frame);
    }

    int size() {
        return waiting.size();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void clear() {
        waiting.clear();
        bytes = 0;
    }

    private boolean fits(Waiting newest) {
        return bytes + newest.bytes() <= mostBytes;
    }

    /** Oldest first, only as many as needed: readings of this session, then those of others that have a newer one waiting. */
    private void giveWay(Waiting newest) {
        dropWhileFull(newest, older -> older.isReadingOf(newest.frame().transactionID()));
        Map<Integer, Integer> readings = new HashMap<>();
        waiting.stream()
                .filter(other -> other.frame().kind() == LiveFrame.Kind.READING)
                .forEach(other -> readings.merge(other.frame().transactionID(), 1, Integer::sum));
        dropWhileFull(
                newest,
                other -> other.frame().kind() == LiveFrame.Kind.READING
                        && readings.merge(other.frame().transactionID(), -1, Integer::sum) > 0);
    }

    private void dropWhileFull(Waiting newest, Predicate<Waiting> mayGo) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext() && !fits(newest); ) {
            var older = all.next();
            if (mayGo.test(older)) {
                all.remove();
                bytes -= older.bytes();
            }
        }
    }
}
