package com.flexicharge.account.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.account.TokenEndpoints;
import com.flexicharge.shared.contract.account.TokenEndpoints.GetTrustedKeys;
import com.flexicharge.shared.contract.account.TokenEndpoints.TrustedKey;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The keys by which others can tell our tokens. */
public final class KeyRoutes {
    private final Bus bus;

    public KeyRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.get("/.well-known/jwks.json", Access.OPEN, this::keys);
    }

    private Future<HttpAnswer> keys(HttpExchange exchange) {
        return bus.ask(TokenEndpoints.GET_TRUSTED_KEYS, new GetTrustedKeys()).map(trusted -> {
            var keys = new JsonArray();
            trusted.keys().stream().map(TrustedKey::jwk).map(JsonObject::new).forEach(keys::add);
            return HttpAnswer.bytes(
                            200,
                            "application/json",
                            new JsonObject().put("keys", keys).toBuffer())
                    .header("cache-control", "max-age=300");
        });
    }
}
