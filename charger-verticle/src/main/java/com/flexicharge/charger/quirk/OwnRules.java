package com.flexicharge.charger.quirk;

import java.util.Set;

/**
 * What is stored of a charger.
 *
 * @param make  as it booted last
 * @param rules set for it alone
 */
record OwnRules(Make make, Set<String> rules) {
    OwnRules {
        rules = Set.copyOf(rules);
    }
}
