package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private record Item(
            int number, @Nullable String text, @Nullable Instant at) {}

    @Test
    void eachCallIsOneColumnWithOneValueAnItem() {
        var items = List.of(new Item(1, "a\0b", Instant.parse("2026-11-22T10:00:00Z")), new Item(2, null, null));

        var columns = Columns.of(items)
                .ints(Item::number)
                .longs(item -> 10L * item.number())
                .flags(item -> item.number() == 1)
                .texts(Item::text)
                .times(Item::at)
                .tuple();

        assertThat(columns.getArrayOfIntegers(0)).containsExactly(1, 2);
        assertThat(columns.getArrayOfLongs(1)).containsExactly(10L, 20L);
        assertThat(columns.getArrayOfBooleans(2)).containsExactly(true, false);
        assertThat(columns.getArrayOfStrings(3)).containsExactly("ab", null);
        assertThat(columns.getArrayOfOffsetDateTimes(4))
                .containsExactly(OffsetDateTime.parse("2026-11-22T10:00Z"), null);
    }

    @Test
    void withoutItemsTheColumnsAreEmptyAndStillHaveTheirType() {
        assertThat(Columns.of(List.<Item>of()).ints(Item::number).tuple().getArrayOfIntegers(0))
                .isEmpty();
    }
}
