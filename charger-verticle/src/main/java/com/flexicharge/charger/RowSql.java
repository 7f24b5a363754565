package com.flexicharge.charger;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every statement here needs: times, values that may be absent, and columns of a multi-row statement. */
final class RowSql {
    private RowSql() {}

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable OffsetDateTime atOrNull(@Nullable Instant instant) {
        return instant == null ? null : at(instant);
    }

    static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    static @Nullable Instant instantOrNull(Row row, String column) {
        @Nullable OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    static <W> Integer[] ints(List<W> items, Function<W, Integer> value) {
        return items.stream().map(value).toArray(Integer[]::new);
    }

    static <W> Long[] longs(List<W> items, Function<W, Long> value) {
        return items.stream().map(value).toArray(Long[]::new);
    }

    static <W> OffsetDateTime[] times(List<W> items, Function<W, Instant> value) {
        return items.stream().map(item -> at(value.apply(item))).toArray(OffsetDateTime[]::new);
    }

    /** One column of a multi-row statement; absent values become null. */
    static <W> @Nullable String[] texts(List<W> items, Function<W, @Nullable String> value) {
        @Nullable String[] column = new String[items.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(items.get(i));
        }
        return column;
    }
}
