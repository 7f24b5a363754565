package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.GetKeys;
import com.flexicharge.shared.contract.charger.ConfigurationEndpoints.StoredKey;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The keys a charger was last known to have. */
public final class ConfigurationRoutes {
    private final Bus bus;
    private final VisibleChargers visible;

    public ConfigurationRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/configuration", Access.ADMIN, this::list);
    }

    record KeyView(String key, @Nullable String value, boolean readonly, Instant readAt) {
        static KeyView of(StoredKey stored) {
            var key = stored.key();
            return new KeyView(key.key(), key.value(), key.readonly(), stored.readAt());
        }
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger -> bus.ask(ConfigurationEndpoints.GET_KEYS, new GetKeys(charger.connectorID())))
                .map(found ->
                        HttpAnswer.ok(found.keys().stream().map(KeyView::of).toList()));
    }
}
