package com.flexicharge.shared.db;

import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
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

    public Tuple tuple() {
        return columns;
    }
}
