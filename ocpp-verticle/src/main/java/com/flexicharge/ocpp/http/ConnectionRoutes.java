package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.CountConnections;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchConnections;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;

/** The sockets a charger had and has. */
public final class ConnectionRoutes {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    private final Bus bus;
    private final Clock clock;

    public ConnectionRoutes(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/connections", Access.ADMIN, this::list)
                .get("/chargers/{connectorID}/connections/summary", Access.ADMIN, this::summary);
    }

    private Future<HttpAnswer> summary(HttpExchange exchange) {
        var query = exchange.query();
        var asked = query.instant("since", "invalidSince");
        query.check();
        var since = asked.orElseGet(() -> clock.instant().minus(ONE_DAY));
        return NamedCharger.found(exchange, bus)
                .compose(charger -> bus.ask(
                                MessageLogEndpoints.COUNT_CONNECTIONS,
                                new CountConnections(charger.connectorID(), since))
                        .map(counts -> HttpAnswer.ok(
                                new ConnectionSummary(since, charger.flapping(), counts.connects(), counts.ends()))));
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
