package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetStatuses;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/** What a charger's connectors have reported. */
public final class StatusRoutes {
    private static final String BAD_FILTER = "invalidRequest";

    private final Bus bus;
    private final VisibleChargers visible;

    public StatusRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/statuses", Access.ADMIN, this::list);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var connector = query.integer("connector", 0, Short.MAX_VALUE, BAD_FILTER);
        var from = query.instant("from", "invalidFrom");
        var to = query.instant("to", "invalidTo");
        var rules = query.list(false);
        query.check();
        return visible.named(exchange)
                .compose(charger -> bus.ask(
                        ChargerEndpoints.GET_STATUSES,
                        new GetStatuses(
                                charger.connectorID(),
                                connector.orElse(null),
                                from.orElse(null),
                                to.orElse(null),
                                rules.pageRequest())))
                .map(found -> rules.page(StatusView.of(found.statuses()), StatusView::id));
    }
}
