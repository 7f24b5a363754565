package com.flexicharge.shared.db;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items that wait for a batch, at most one of each key out at a time: the first of a key is ready, those behind it become ready
 * one by one as the one before is released, so items of one key leave in the order they came. Every step takes constant time,
 * however long one key's line is. Not thread-safe: {@link GatheringWriter} guards it.
 */
final class WaitingLine<T> {
    /** One item's place; behind it the next item of the same key. */
    static final class Place<T> {
        private final T item;
        private final Object key;
        private @Nullable Place<T> behind;

        private Place(T item, Object key) {
            this.item = item;
            this.key = key;
        }

        T item() {
            return item;
        }
    }

    private final Deque<Place<T>> ready = new ArrayDeque<>();
    private final Map<Object, Place<T>> lastOfKey = new HashMap<>();
    private int waiting;

    void add(T item, Object key) {
        var place = new Place<>(item, key);
        var last = lastOfKey.put(key, place);
        if (last == null) {
            ready.add(place);
        } else {
            last.behind = place;
        }
        waiting++;
    }

    /** Takes up to so many ready items, in order; their keys stay occupied until {@link #release}. */
    List<Place<T>> take(int max) {
        var size = Math.min(max, ready.size());
        var batch = new ArrayList<Place<T>>(size);
        for (int i = 0; i < size; i++) {
            batch.add(ready.remove());
        }
        waiting -= size;
        return batch;
    }

    void release(List<Place<T>> batch) {
        for (var place : batch) {
            if (place.behind == null) {
                lastOfKey.remove(place.key);
            } else {
                ready.add(place.behind);
            }
        }
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Those added and not yet taken, ready or not. */
    int waiting() {
        return waiting;
    }
}
