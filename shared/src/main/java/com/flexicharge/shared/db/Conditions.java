package com.flexicharge.shared.db;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of one search: only those that are asked for, so that PostgreSQL plans each combination by its own index. Values travel
 * as parameters only.
 */
public final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    public void that(String condition) {
        texts.add(condition);
    }

    /**
     * A flag is written into the statement: a plan that PostgreSQL keeps for any value can use no index of the rows that have the flag.
     *
     * @param condition with {@code ?} for the value
     * @param value     absent: no such condition
     */
    public void that(String condition, @Nullable Object value) {
        if (value instanceof Boolean flag) {
            texts.add(condition.replace("?", flag.toString()));
        } else if (value != null) {
            values.add(value);
            texts.add(condition.replace("?", "$" + values.size()));
        }
    }

    public List<Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return texts.isEmpty() ? "" : " where " + String.join(" and ", texts);
    }
}
