package com.flexicharge.charger.quirk;

import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules of all makes, in memory: every admission and every boot asks for them. Lives on the verticle's event loop, which fills it
 * anew each minute and whenever somebody put rules.
 */
public final class MakeBook {
    /** A fleet has tens of makes; an answer takes some 500 bytes, so 500 KB. Above it the one not asked for longest is found anew. */
    private static final int MOST_ANSWERS = 1_000;

    private final Map<Make, Set<String>> answers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Make, Set<String>> eldest) {
            return size() > MOST_ANSWERS;
        }
    };

    private List<MakePattern> patterns = List.of();

    /** Those of all patterns that match. */
    public Set<String> rulesOf(Make make) {
        return answers.computeIfAbsent(make, this::find);
    }

    /** With the charger's own. */
    public Set<String> rulesOf(Make make, Set<String> own) {
        var all = new TreeSet<>(own);
        all.addAll(rulesOf(make));
        return all;
    }

    void replace(List<MakeRules> makes) {
        patterns = makes.stream().map(MakePattern::of).toList();
        answers.clear();
    }

    private Set<String> find(Make make) {
        return patterns.stream()
                .filter(pattern -> pattern.matches(make))
                .flatMap(pattern -> pattern.rules().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
