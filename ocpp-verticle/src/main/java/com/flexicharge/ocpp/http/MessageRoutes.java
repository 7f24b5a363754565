package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints;
import com.flexicharge.shared.contract.ocpp.MessageLogEndpoints.SearchMessages;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.util.Optional;

/** What was said between us and a charger. */
public final class MessageRoutes {
    private static final String BAD_FILTER = "invalidRequest";

    private final Bus bus;

    public MessageRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/messages", Access.ADMIN, this::list);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var inbound = query.word("direction", MessageRoutes::isInbound, BAD_FILTER, "in or out");
        var action = query.text("action", BAD_FILTER);
        var messageType = query.integer("messageType", 2, 4, BAD_FILTER);
        var messageID = query.text("messageId", BAD_FILTER);
        var transactionID = query.id("transactionID", "invalidTransactionId");
        var from = query.instant("from", "invalidFrom");
        var to = query.instant("to", "invalidTo");
        var rules = query.list(true);
        query.check();
        return NamedCharger.in(exchange, bus)
                .compose(connectorID -> bus.ask(
                        MessageLogEndpoints.SEARCH_MESSAGES,
                        new SearchMessages(
                                connectorID,
                                inbound.orElse(null),
                                action.orElse(null),
                                messageType.orElse(null),
                                messageID.orElse(null),
                                transactionID.orElse(null),
                                from.orElse(null),
                                to.orElse(null),
                                rules.pageRequest())))
                .map(found -> rules.page(MessageView.of(found.messages()), MessageView::id));
    }

    private static Optional<Boolean> isInbound(String direction) {
        return switch (direction) {
            case "in" -> Optional.of(true);
            case "out" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
