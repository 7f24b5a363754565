package com.flexicharge.shared.db;

import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Items turned into columns, for {@code insert … select from unnest($1::bigint[], $2::text[])}: one statement that stays the same
 * however many items there are, so it is prepared once and is the fastest way in.
 */
public final class Columns<T> {
    private final List<T> items;
    private final Tuple columns = Tuple.tuple();

    private Columns(List<T> items) {
        this.items = items;
    }

    public static <T> Columns<T> of(List<T> items) {
        return new Columns<>(items);
    }

    /**
     * Adds the next parameter, an array with one value an item.
     *
     * @param type what the client writes for the array's element type, like {@code Long} for bigint, {@code OffsetDateTime} for
     *             timestamptz
     */
    public <C> Columns<T> with(Class<C> type, Function<T, @Nullable C> value) {
        var column = Array.newInstance(type, items.size());
        for (int i = 0; i < items.size(); i++) {
            Array.set(column, i, value.apply(items.get(i)));
        }
        columns.addValue(column);
        return this;
    }

    public Columns<T> ints(Function<T, @Nullable Integer> value) {
        return with(Integer.class, value);
    }

    public Columns<T> longs(Function<T, @Nullable Long> value) {
        return with(Long.class, value);
    }

    public Columns<T> flags(Function<T, @Nullable Boolean> value) {
        return with(Boolean.class, value);
    }

    public Columns<T> times(Function<T, @Nullable Instant> value) {
        return with(OffsetDateTime.class, item -> Times.atOrNull(value.apply(item)));
    }

    /** Without the character 0: JSON can carry it, PostgreSQL cannot, and one such text would fail the others with it. */
    public Columns<T> texts(Function<T, @Nullable String> value) {
        return with(String.class, item -> storable(value.apply(item)));
    }

    /** One value as {@link #texts} writes it, for a statement that looks for what was written so. */
    public static @Nullable String storable(@Nullable String text) {
        return text == null || text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }

    public Tuple tuple() {
        return columns;
    }
}
