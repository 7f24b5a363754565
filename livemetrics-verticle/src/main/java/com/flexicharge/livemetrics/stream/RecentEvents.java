package com.flexicharge.livemetrics.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The latest events of a stream, for readers who take it up again: at most {@code most}, some 300 bytes each. */
final class RecentEvents {
    private record Kept(long number, StreamEvent event) {}

    private final int most;
    private final EventNumbers numbers;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private OptionalLong newestLost = OptionalLong.empty();

    RecentEvents(int most, EventNumbers numbers) {
        this.most = most;
        this.numbers = numbers;
    }

    void add(long number, StreamEvent event) {
        kept.add(new Kept(number, event));
        if (kept.size() > most) {
            newestLost = OptionalLong.of(kept.remove().number());
        }
    }

    /** What comes between this number and the next event is known to nobody. */
    void lose(long number) {
        kept.clear();
        newestLost = OptionalLong.of(number);
    }

    /** @return all that came after this number, in their order; empty when that cannot be said for certain */
    Optional<List<StreamEvent>> after(long number) {
        boolean known = numbers.isOwn(number) && (newestLost.isEmpty() || number >= newestLost.getAsLong());
        return known
                ? Optional.of(kept.stream()
                        .filter(event -> event.number() > number)
                        .map(Kept::event)
                        .toList())
                : Optional.empty();
    }
}
