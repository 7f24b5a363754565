package com.flexicharge.charger.quirk;

import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.QuirkEndpoints;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.AllMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.FindRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.FoundRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.GetQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.MakeRulesChanged;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutMakeRules;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.PutQuirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.Quirks;
import com.flexicharge.shared.contract.charger.QuirkEndpoints.QuirksMet;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What chargers may do that OCPP does not allow. Open sockets keep what they have until the charger boots or connects again. */
public final class QuirkService {
    private static final Logger LOG = LoggerFactory.getLogger(QuirkService.class);
    private static final String BAD_RULE = "invalidRule";

    private final QuirkRepository repository;
    private final MakeBook makes;
    private final Bus bus;
    private Future<Void> refreshing = Future.succeededFuture();

    public QuirkService(QuirkRepository repository, MakeBook makes, Bus bus) {
        this.repository = repository;
        this.makes = makes;
        this.bus = bus;
    }

    public Future<Quirks> get(GetQuirks ask) {
        return repository
                .find(ask.connectorID())
                .compose(QuirkService::orNotFound)
                .compose(found -> repository
                        .counts(ask.connectorID())
                        .map(counts -> new Quirks(found.rules(), makes.rulesOf(found.make()), counts)));
    }

    public Future<FoundRules> find(FindRules ask) {
        return repository
                .find(ask.serialNumber())
                .compose(QuirkService::orNotFound)
                .map(found -> new FoundRules(makes.rulesOf(found.make(), found.rules())));
    }

    public Future<Quirks> put(PutQuirks wanted) {
        check(wanted.rules(), "/rules");
        return repository
                .put(wanted.connectorID(), wanted.rules())
                .compose(known -> known
                        ? get(new GetQuirks(wanted.connectorID()))
                        : Future.failedFuture(Refusals.chargerNotFound()));
    }

    public Future<AllMakeRules> getMakes(GetMakeRules ask) {
        return repository.makes().map(AllMakeRules::new);
    }

    public Future<AllMakeRules> putMakes(PutMakeRules wanted) {
        checkMakes(wanted.makes());
        return repository
                .putMakes(wanted.makes())
                .compose(stored -> refresh())
                .onSuccess(known -> bus.tell(QuirkEndpoints.MAKE_RULES_CHANGED, new MakeRulesChanged()))
                .compose(known -> getMakes(new GetMakeRules()));
    }

    public Future<Done> met(QuirksMet met) {
        return met.uses().isEmpty()
                ? Future.succeededFuture(Done.DONE)
                : repository.count(met.uses()).map(Done.DONE);
    }

    /** Reads the rules of all makes anew; one reading after the other, so that an older one never replaces a newer. */
    public Future<Void> refresh() {
        refreshing = refreshing
                .transform(before -> repository.makes())
                .onSuccess(makes::replace)
                .mapEmpty();
        return refreshing;
    }

    /** The word of another process; should the reading fail, the next minute makes up for it. */
    public void refreshSoon() {
        refresh().onFailure(failure -> LOG.warn("The rules of makes were not read: {}", failure.getMessage()));
    }

    private static void checkMakes(List<QuirkEndpoints.MakeRules> makes) {
        if (makes.size() > QuirkEndpoints.MOST_MAKES) {
            throw invalid("", "At most " + QuirkEndpoints.MOST_MAKES + " makes can have rules.");
        }
        for (var i = 0; i < makes.size(); i++) {
            var pointer = "/" + i + "/rules";
            check(makes.get(i).rules(), pointer);
            if (makes.get(i).rules().isEmpty()) {
                throw invalid(pointer, "A make must have at least one rule.");
            }
        }
    }

    private static void check(Collection<String> rules, String pointer) {
        rules.stream()
                .filter(rule -> !QuirkEndpoints.RULES.contains(rule))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw invalid(pointer, "There is no rule " + unknown + ".");
                });
    }

    private static Refusal invalid(String pointer, String message) {
        return Refusal.invalid(message, List.of(new Refusal.Fault(pointer, BAD_RULE)));
    }

    private static Future<OwnRules> orNotFound(Optional<OwnRules> found) {
        return found.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(Refusals.chargerNotFound()));
    }
}
