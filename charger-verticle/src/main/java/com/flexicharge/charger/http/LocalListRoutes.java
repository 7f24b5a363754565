package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.LocalListEndpoints;
import com.flexicharge.shared.contract.charger.LocalListEndpoints.GetLocalList;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/** Whom a charger lets charge by itself. */
public final class LocalListRoutes {
    private final Bus bus;
    private final VisibleChargers visible;

    public LocalListRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/local-list", Access.ADMIN, this::show);
    }

    private Future<HttpAnswer> show(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger -> bus.ask(LocalListEndpoints.GET_LOCAL_LIST, new GetLocalList(charger.connectorID())))
                .map(list -> HttpAnswer.ok(LocalListView.of(list)));
    }
}
