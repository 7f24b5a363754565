package com.flexicharge.shared.contract.charger;

import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.bus.Topic;
import com.flexicharge.shared.contract.Done;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Named deviations from OCPP that chargers are allowed, and how often each was met. */
public interface QuirkEndpoints {
    /** The rules that may be set; each is off unless set for a charger, or for its make. */
    Set<String> RULES = Set.of(
            "nullIsAbsent",
            "extraMembers",
            "longStrings",
            "numberAsText",
            "textAsNumber",
            "unknownEnums",
            "numericMessageId",
            "kWhAsWh",
            "registerReset",
            "noDeflate",
            "noPing",
            "slowBoot",
            "noSubprotocol");

    /** Rules for makes that may be set at a time. */
    int MOST_MAKES = 1_000;

    /**
     * Rules for all chargers of a make. Absent members match any; {@code *} in them stands for any characters, and letter case does
     * not matter. A charger that matches several has the rules of all.
     *
     * @param rules at least one
     */
    record MakeRules(
            @Nullable String vendor,
            @Nullable String model,
            @Nullable String firmwareVersion,
            Set<String> rules) {
        public MakeRules {
            rules = Set.copyOf(rules);
        }
    }

    /** Replaces the charger's own rules. A name that is none is refused with {@code INVALID invalidRule}. */
    record PutQuirks(int connectorID, Set<String> rules) {
        public PutQuirks {
            rules = Set.copyOf(rules);
        }
    }

    record GetQuirks(int connectorID) {}

    /** @param rule also one of those that are always allowed */
    record QuirkCount(String rule, long uses, Instant lastAt) {}

    /**
     * @param rules   the charger's own
     * @param byMake  those its make has
     */
    record Quirks(Set<String> rules, Set<String> byMake, List<QuirkCount> counts) {
        public Quirks {
            rules = Set.copyOf(rules);
            byMake = Set.copyOf(byMake);
            counts = List.copyOf(counts);
        }
    }

    /**
     * The rules of a charger that is not admitted yet; refused with {@code NOT_FOUND chargerNotFound} when there is none of this
     * serial number.
     */
    record FindRules(String serialNumber) {}

    /** @param rules its own, and those of the make it booted as last */
    record FoundRules(Set<String> rules) {
        public FoundRules {
            rules = Set.copyOf(rules);
        }
    }

    /**
     * Replaces all rules for makes, {@value #MOST_MAKES} at most. A name that is none is refused with {@code INVALID invalidRule};
     * the same make given twice has the rules of both.
     */
    record PutMakeRules(List<MakeRules> makes) {
        public PutMakeRules {
            makes = List.copyOf(makes);
        }
    }

    record GetMakeRules() {}

    record AllMakeRules(List<MakeRules> makes) {
        public AllMakeRules {
            makes = List.copyOf(makes);
        }
    }

    record QuirkUse(int connectorID, String rule, long uses, Instant lastAt) {}

    /**
     * Deviations met since the last such report; added to the counts. At most 1,000 at a time. Told twice they are counted twice: the
     * counts show an operator what a charger does, nobody settles anything by them.
     */
    record QuirksMet(List<QuirkUse> uses) {
        public QuirksMet {
            uses = List.copyOf(uses);
        }
    }

    Endpoint<PutQuirks, Quirks> PUT_QUIRKS = Endpoint.of("charger.putQuirks", PutQuirks.class, Quirks.class);
    Endpoint<GetQuirks, Quirks> GET_QUIRKS = Endpoint.of("charger.getQuirks", GetQuirks.class, Quirks.class);
    Endpoint<PutMakeRules, AllMakeRules> PUT_MAKE_RULES =
            Endpoint.of("charger.putMakeRules", PutMakeRules.class, AllMakeRules.class);
    Endpoint<GetMakeRules, AllMakeRules> GET_MAKE_RULES =
            Endpoint.of("charger.getMakeRules", GetMakeRules.class, AllMakeRules.class);
    Endpoint<FindRules, FoundRules> FIND_RULES =
            Endpoint.of("charger.findQuirkRules", FindRules.class, FoundRules.class);
    Endpoint<QuirksMet, Done> QUIRKS_MET = Endpoint.of("charger.quirksMet", QuirksMet.class, Done.class);

    /** The rules for makes were replaced; whoever keeps them reads them anew. */
    record MakeRulesChanged() {}

    Topic<MakeRulesChanged> MAKE_RULES_CHANGED = new Topic<>("charger.makeRulesChanged", MakeRulesChanged.class);
}
