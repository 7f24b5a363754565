package com.flexicharge.shared.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the variable somebody probably meant. */
final class Spelling {
    private static final int LETTERS_OFF = 2;

    private Spelling() {}

    /** The known name that is one or two letters (added, missing or other) away; the nearest, then the first by name. */
    static Optional<String> nearest(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> Math.abs(name.length() - unknown.length()) <= LETTERS_OFF)
                .filter(name -> distance(unknown, name) <= LETTERS_OFF)
                .min(Comparator.comparingInt((String name) -> distance(unknown, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's distance: the number of letters to add, drop or replace. */
    static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
