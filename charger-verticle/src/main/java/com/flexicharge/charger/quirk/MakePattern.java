package com.flexicharge.charger.quirk;

import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for all chargers of a make, ready to be compared with one. */
record MakePattern(
        Optional<Wildcards> vendor, Optional<Wildcards> model, Optional<Wildcards> firmwareVersion, Set<String> rules) {
    static MakePattern of(MakeRules make) {
        return new MakePattern(
                wildcards(make.vendor()), wildcards(make.model()), wildcards(make.firmwareVersion()), make.rules());
    }

    boolean matches(Make make) {
        return matches(vendor, make.vendor())
                && matches(model, make.model())
                && matches(firmwareVersion, make.firmwareVersion());
    }

    private static Optional<Wildcards> wildcards(@Nullable String pattern) {
        return Optional.ofNullable(pattern).map(Wildcards::new);
    }

    private static boolean matches(Optional<Wildcards> wanted, @Nullable String told) {
        return wanted.isEmpty() || wanted.get().match(told);
    }
}
