package com.flexicharge.charger;

import com.flexicharge.charger.quirk.MakeBook;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Admission.Boot;
import com.flexicharge.shared.contract.charger.Admission.Booted;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerBooted;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Keeps what a charger tells of itself when it boots, and answers what was decided about it. */
final class BootService {
    private final BootRepository repository;
    private final Prices prices;
    private final MakeBook makes;
    private final Bus bus;

    BootService(BootRepository repository, Prices prices, MakeBook makes, Bus bus) {
        this.repository = repository;
        this.prices = prices;
        this.makes = makes;
        this.bus = bus;
    }

    Future<Booted> boot(Boot boot) {
        return repository
                .store(boot)
                .compose(outcome -> outcome instanceof BootOutcome.Stored stored
                        ? booted(boot, stored)
                        : Future.failedFuture(
                                outcome instanceof BootOutcome.Replaced ? replaced() : Refusals.chargerNotFound()));
    }

    private Future<Booted> booted(Boot boot, BootOutcome.Stored stored) {
        @Nullable Protocol protocol = stored.protocol();
        if (protocol != null) {
            bus.tell(ChargerEndpoints.CHARGER_BOOTED, new ChargerBooted(boot.connectorID(), protocol, boot.at()));
        }
        var rules = makes.rulesOf(stored.make(), stored.rules());
        return price(stored).map(priceOre -> new Booted(stored.registration(), priceOre, rules));
    }

    /** Chargers that show no price must not wait for it, nor be unable to boot where nobody knows it. */
    private Future<Integer> price(BootOutcome.Stored stored) {
        return stored.protocol() == Protocol.OCPP_16 ? Future.succeededFuture(0) : prices.now(stored.ownPriceOre());
    }

    private static Refusal replaced() {
        return Refusal.of(Reason.CONFLICT, "replaced", "Another connection of this charger has taken over.");
    }
}
