package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.http.HttpExchange;
import io.vertx.core.Future;

/** The charger a path names; the self-test's own does not exist here. */
final class NamedCharger {
    private NamedCharger() {}

    /** Fails with NOT_FOUND {@code chargerNotFound}. */
    static Future<Integer> in(HttpExchange exchange, Bus bus) {
        return found(exchange, bus).map(Charger::connectorID);
    }

    /** Fails with NOT_FOUND {@code chargerNotFound}. */
    static Future<Charger> found(HttpExchange exchange, Bus bus) {
        var connectorID = exchange.pathNumber("connectorID", "invalidConnectorID");
        return bus.ask(ChargerEndpoints.GET_CHARGER, new GetCharger(connectorID))
                .compose(charger -> charger.hidden()
                        ? Future.failedFuture(
                                Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "There is no such charger."))
                        : Future.succeededFuture(charger));
    }
}
