package com.flexicharge.charger.http;

import com.flexicharge.charger.ChargerKey;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.SetCredentials;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;

/** What chargers must present when they connect; write-only. */
public final class CredentialRoutes {
    private static final String BAD_PASSWORD = "invalidPassword";

    private final Bus bus;
    private final VisibleChargers visible;

    public CredentialRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.put("/chargers/{connectorID}/credentials", Access.ADMIN, this::set);
    }

    private Future<HttpAnswer> set(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger ->
                        bus.ask(ChargerEndpoints.SET_CREDENTIALS, credentials(exchange, charger.connectorID())))
                .map(done -> HttpAnswer.noContent());
    }

    /** The password has to be named: leaving it out by mistake must not open the charger to everybody. */
    private static SetCredentials credentials(HttpExchange exchange, int connectorID) {
        var body = exchange.body();
        var password = body.optionalText("password", 0, 255, BAD_PASSWORD);
        if (!body.has("password")) {
            body.fault("password", BAD_PASSWORD, "is missing; null takes it away");
        }
        if (password.filter(text -> !ChargerKey.isOne(text)).isPresent()) {
            body.fault("password", BAD_PASSWORD, ChargerKey.RULE);
        }
        var profile = body.optionalInt("securityProfile", 0, 3, "invalidSecurityProfile");
        body.check();
        return new SetCredentials(connectorID, password.orElse(null), profile.orElse(null));
    }
}
