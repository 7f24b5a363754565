package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CancelCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.CommandState;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.GetCommand;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.SearchCommands;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.Query;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Optional;

/** What became of the commands operators gave. */
public final class CommandRoutes {
    private static final String BAD_FILTER = "invalidRequest";

    private final Bus bus;

    public CommandRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/commands", Access.ADMIN, this::list);
        routes.get("/chargers/{connectorID}/commands", Access.ADMIN, this::listOfCharger);
        routes.on(HttpMethod.GET, "/commands/{id}", Access.ADMIN, Waiting.OPTIONS, this::get);
        routes.delete("/commands/{id}", Access.ADMIN, this::cancel);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        var query = exchange.query();
        var wait = Waiting.millis(query, 0);
        query.check();
        return bus.ask(CommandEndpoints.GET_COMMAND, new GetCommand(exchange.path("id"), wait))
                .map(command -> HttpAnswer.ok(CommandView.of(command)));
    }

    private Future<HttpAnswer> cancel(HttpExchange exchange) {
        return bus.ask(CommandEndpoints.CANCEL_COMMAND, new CancelCommand(exchange.path("id")))
                .map(done -> HttpAnswer.noContent());
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        return list(query, query.id("connectorID", "invalidConnectorID"));
    }

    private Future<HttpAnswer> listOfCharger(HttpExchange exchange) {
        var connectorID = exchange.pathNumber("connectorID", "invalidConnectorID");
        return bus.ask(ChargerEndpoints.GET_CHARGER, new ChargerEndpoints.GetCharger(connectorID))
                .map(CommandRoutes::visible)
                .compose(charger -> list(exchange.query(), Optional.of(connectorID)));
    }

    private Future<HttpAnswer> list(Query query, Optional<Integer> connectorID) {
        var serialNumber = query.text("serialNumber", 36, BAD_FILTER);
        var action = query.text("action", BAD_FILTER);
        var state = query.word("state", CommandRoutes::state, BAD_FILTER, "a state of a command, like queued");
        var from = query.instant("from", "invalidFrom");
        var to = query.instant("to", "invalidTo");
        var rules = query.list(false);
        query.check();
        var search = new SearchCommands(
                connectorID.orElse(null),
                serialNumber.orElse(null),
                action.orElse(null),
                state.orElse(null),
                from.orElse(null),
                to.orElse(null),
                rules.pageRequest());
        return bus.ask(CommandEndpoints.SEARCH_COMMANDS, search)
                .map(found -> rules.page(
                        found.commands().stream().map(CommandView::of).toList(), CommandView::number));
    }

    private static Optional<CommandState> state(String word) {
        return Arrays.stream(CommandState.values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    /** The self-test's charger is unknown over HTTP. */
    private static Charger visible(Charger charger) {
        if (charger.hidden()) {
            throw Refusal.of(Reason.NOT_FOUND, "chargerNotFound", "No charger has this number.");
        }
        return charger;
    }
}
