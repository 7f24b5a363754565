package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirkCount;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.Quirks;
import java.util.List;

/** A charger's deviations as operators see them: allowed to it, allowed to its make, met. */
record QuirksView(List<String> rules, List<String> byMake, List<QuirkCount> counts) {
    static QuirksView of(Quirks quirks) {
        return new QuirksView(
                quirks.rules().stream().sorted().toList(),
                quirks.byMake().stream().sorted().toList(),
                quirks.counts());
    }
}
