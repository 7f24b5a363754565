package com.flexicharge.ocpp.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Command;
import com.flexicharge.shared.contract.ocpp.CommandEndpoints.Operate;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asking a charger for anything OCPP has. */
public final class OperationRoutes {
    /** A year. */
    private static final int MAX_TTL_SECONDS = 31_536_000;

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,64}");

    private final Bus bus;
    private final int waitMillis;

    /** @param waitMillis for who does not say how long to wait */
    public OperationRoutes(Bus bus, int waitMillis) {
        this.bus = bus;
        this.waitMillis = waitMillis;
    }

    public void register(HttpRoutes routes) {
        post(
                routes,
                "/chargers/{connectorID}/operations/{action}",
                exchange -> Future.succeededFuture(exchange.pathNumber("connectorID", "invalidConnectorID")));
        post(
                routes,
                "/chargers/serial/{serialNumber}/operations/{action}",
                exchange -> bus.ask(
                                ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER,
                                new GetChargerBySerialNumber(exchange.path("serialNumber")))
                        .map(Charger::connectorID));
    }

    /** How a path names its charger. */
    private interface Which {
        Future<Integer> connectorID(HttpExchange exchange);
    }

    private void post(HttpRoutes routes, String path, Which which) {
        routes.on(HttpMethod.POST, path, Access.ADMIN, Waiting.OPTIONS, exchange -> operate(exchange, which));
    }

    private Future<HttpAnswer> operate(HttpExchange exchange, Which which) {
        var query = exchange.query();
        var wait = Waiting.millis(query, waitMillis);
        var ttl = query.integer("ttl", 0, MAX_TTL_SECONDS, "invalidTtl").orElse(0);
        query.check();
        var payload = exchange.json().toString();
        var key = idempotencyKey(exchange);
        return which.connectorID(exchange)
                .compose(connectorID -> bus.ask(
                        CommandEndpoints.OPERATE,
                        new Operate(
                                connectorID,
                                exchange.path("action"),
                                payload,
                                wait,
                                ttl,
                                exchange.caller().userID(),
                                key)))
                .map(OperationRoutes::answer);
    }

    private static @Nullable String idempotencyKey(HttpExchange exchange) {
        Optional<String> key = exchange.header("idempotency-key");
        if (key.filter(text -> !IDEMPOTENCY_KEY.matcher(text).matches()).isPresent()) {
            throw Refusal.invalid(
                    "The Idempotency-Key must be 1 to 64 printable characters.",
                    List.of(new Refusal.Fault("/header/Idempotency-Key", "invalidRequest")));
        }
        return key.orElse(null);
    }

    private static HttpAnswer answer(Command command) {
        var view = CommandView.of(command);
        return command.state().isFinal()
                ? HttpAnswer.ok(view)
                : HttpAnswer.json(202, view).header("location", "/commands/" + command.id());
    }
}
