package com.flexicharge.charger.http;

import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a make as operators see them. */
record MakeRulesView(
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String firmwareVersion,
        List<String> rules) {
    static MakeRulesView of(MakeRules make) {
        return new MakeRulesView(
                make.vendor(),
                make.model(),
                make.firmwareVersion(),
                make.rules().stream().sorted().toList());
    }
}
