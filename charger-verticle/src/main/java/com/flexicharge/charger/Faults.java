package com.flexicharge.charger;

import com.flexicharge.shared.contract.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a request over the bus, so that all of it is told at once. */
public final class Faults {
    private final List<Refusal.Fault> faults = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    /** @param sentence without its full stop */
    public Faults unless(boolean fits, String member, String code, String sentence) {
        if (!fits) {
            faults.add(new Refusal.Fault("/" + member, code));
            sentences.add(sentence + ".");
        }
        return this;
    }

    /** @throws Refusal INVALID, with every fault, if there is one */
    public void check() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(String.join(" ", sentences), faults);
        }
    }
}
