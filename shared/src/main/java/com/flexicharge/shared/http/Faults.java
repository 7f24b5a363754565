package com.flexicharge.shared.http;

import com.flexicharge.shared.contract.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one input, gathered so that a client is told all of it at once. */
final class Faults {
    /** A body of 1 MiB could hold a fault in each of 100,000 list items; nobody reads more than the first hundred. */
    private static final int SHOWN = 100;

    private final List<Refusal.Fault> faults = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    void add(String pointer, String code, String sentence) {
        if (faults.size() < SHOWN) {
            faults.add(new Refusal.Fault(pointer, code));
            sentences.add(sentence);
        }
    }

    void check() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(String.join(" ", sentences), faults);
        }
    }
}
