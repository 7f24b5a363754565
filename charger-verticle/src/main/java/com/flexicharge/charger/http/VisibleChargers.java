package com.flexicharge.charger.http;

import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.http.HttpExchange;
import io.vertx.core.Future;

/**
 * Chargers as HTTP knows them: the self-test's own does not exist here, and those an operator has not accepted exist for admins
 * only.
 */
final class VisibleChargers {
    private static final String BAD_NUMBER = "invalidConnectorID";

    private final Bus bus;

    VisibleChargers(Bus bus) {
        this.bus = bus;
    }

    /** The charger that {@code {connectorID}} of the path names; fails with NOT_FOUND {@code chargerNotFound}. */
    Future<Charger> named(HttpExchange exchange) {
        return bus.ask(ChargerEndpoints.GET_CHARGER, new GetCharger(exchange.pathNumber("connectorID", BAD_NUMBER)))
                .compose(charger -> unlessHidden(charger, exchange));
    }

    static Future<Charger> unlessHidden(Charger charger, HttpExchange exchange) {
        return charger.hidden() || (charger.registration() != Registration.ACCEPTED && !isForAdmin(exchange))
                ? Future.failedFuture(Refusals.chargerNotFound())
                : Future.succeededFuture(charger);
    }

    static boolean isForAdmin(HttpExchange exchange) {
        return exchange.maybeCaller().filter(Caller::isAdmin).isPresent();
    }
}
