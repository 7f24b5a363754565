package com.flexicharge.shared.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionsTest {
    private final Conditions where = new Conditions();

    @Test
    void valuesAreNumberedAndWhatIsAbsentIsNoCondition() {
        where.that("a = ?", 1);
        where.that("b = ?", null);
        where.that("c > ?", "x");

        assertThat(where).hasToString(" where a = $1 and c > $2");
        assertThat(where.values()).containsExactly(1, "x");
    }

    /** As a value, no index of the rows that have it would serve the plan that PostgreSQL keeps. */
    @Test
    void aFlagStandsInTheStatement() {
        where.that("a = ?", true);
        where.that("b = ?", 7);

        assertThat(where).hasToString(" where a = true and b = $1");
        assertThat(where.values()).containsExactly(7);
    }

    @Test
    void withoutConditionsThereIsNothing() {
        assertThat(where).hasToString("");
    }
}
