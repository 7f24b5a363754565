package com.flexicharge.shared.contract;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit      1…501 rows at most: an edge asks for one more than the 500 it may show, to know whether the list goes on;
 *                   absent: all, where the list is known to be short
 * @param descending newest first
 * @param after      the id of the last row already seen, in the asked order; absent: from the start
 */
public record PageRequest(
        @Nullable Integer limit,
        boolean descending,
        @Nullable Long after) {
    public static final PageRequest EVERYTHING = new PageRequest(null, false, null);
}
