package com.flexicharge.transaction;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Many rows as one array a column, as {@code unnest} takes them: one statement writes a whole batch. */
final class Columns<T> {
    private final List<T> items;
    private final List<Object> arrays = new ArrayList<>();

    private Columns(List<T> items) {
        this.items = items;
    }

    static <T> Columns<T> of(List<T> items) {
        return new Columns<>(items);
    }

    Columns<T> ints(Function<T, Integer> value) {
        return add(items.stream().map(value).toArray(Integer[]::new));
    }

    Columns<T> longs(Function<T, Long> value) {
        return add(items.stream().map(value).toArray(Long[]::new));
    }

    /** Without the character 0, which JSON can carry and PostgreSQL cannot: what a charger sent must be storable. */
    Columns<T> texts(Function<T, String> value) {
        return add(items.stream().map(value).map(Columns::storable).toArray(String[]::new));
    }

    Columns<T> flags(Function<T, Boolean> value) {
        return add(items.stream().map(value).toArray(Boolean[]::new));
    }

    Columns<T> times(Function<T, Instant> value) {
        return add(items.stream()
                .map(value)
                .map(time -> time == null ? null : time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new));
    }

    /** One value for the whole statement. */
    Columns<T> value(Object value) {
        arrays.add(value);
        return this;
    }

    List<Object> arrays() {
        return arrays;
    }

    static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    private Columns<T> add(Object array) {
        arrays.add(array);
        return this;
    }
}
