package com.flexicharge.livemetrics;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns rows into the columns that {@code unnest} takes, one array a column, in the order of the calls. */
final class UnnestSql<T> {
    private final List<T> rows;
    private final Tuple columns = Tuple.tuple();

    private UnnestSql(List<T> rows) {
        this.rows = rows;
    }

    static <T> UnnestSql<T> of(List<T> rows) {
        return new UnnestSql<>(rows);
    }

    UnnestSql<T> ints(Function<T, @Nullable Integer> value) {
        columns.addArrayOfInteger(column(value, Integer[]::new));
        return this;
    }

    UnnestSql<T> bigints(Function<T, @Nullable Long> value) {
        columns.addArrayOfLong(column(value, Long[]::new));
        return this;
    }

    UnnestSql<T> texts(Function<T, @Nullable String> value) {
        columns.addArrayOfString(column(value, String[]::new));
        return this;
    }

    UnnestSql<T> flags(Function<T, @Nullable Boolean> value) {
        columns.addArrayOfBoolean(column(value, Boolean[]::new));
        return this;
    }

    UnnestSql<T> times(Function<T, Optional<Instant>> value) {
        columns.addArrayOfOffsetDateTime(column(row -> time(value.apply(row)), OffsetDateTime[]::new));
        return this;
    }

    Tuple tuple() {
        return columns;
    }

    static @Nullable OffsetDateTime time(Optional<Instant> moment) {
        return moment.map(instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC))
                .orElse(null);
    }

    private <C> @Nullable C[] column(Function<T, @Nullable C> value, IntFunction<@Nullable C[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
