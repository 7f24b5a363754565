package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchConnections;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/** The sockets a charger had and has. */
public final class ConnectionRoutes {
    private final Bus bus;

    public ConnectionRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/connections", Access.ADMIN, this::list);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var rules = query.list(false);
        query.check();
        return NamedCharger.in(exchange, bus)
                .compose(connectorID -> bus.ask(
                        MessageLogEndpoints.SEARCH_CONNECTIONS,
                        new SearchConnections(connectorID, rules.pageRequest())))
                .map(found -> rules.page(ConnectionView.of(found.connections()), ConnectionView::id));
    }
}
