package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.GetSecurityEvents;
import com.flexicharge.shared.contract.charger.SecurityEventEndpoints.StoredSecurityEvent;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What touched a charger's security. */
public final class SecurityEventRoutes {
    private final Bus bus;
    private final VisibleChargers visible;

    public SecurityEventRoutes(Bus bus) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers/{connectorID}/security-events", Access.ADMIN, this::list);
    }

    /**
     * @param eventRaw the charger's time as sent; absent when none was
     * @param source   {@code charger} said so, or the {@code server} saw it
     */
    record EventView(
            long id,
            String type,
            @Nullable String techInfo,
            @Nullable Instant eventAt,
            @Nullable String eventRaw,
            Instant receivedAt,
            String source) {
        static EventView of(StoredSecurityEvent stored) {
            var event = stored.event();
            return new EventView(
                    stored.id(),
                    event.type(),
                    event.techInfo(),
                    event.eventAt(),
                    event.eventRaw(),
                    event.receivedAt(),
                    event.source().name().toLowerCase(Locale.ROOT));
        }
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var rules = query.list(false);
        query.check();
        return visible.named(exchange)
                .compose(charger -> bus.ask(
                        SecurityEventEndpoints.GET_SECURITY_EVENTS,
                        new GetSecurityEvents(charger.connectorID(), rules.pageRequest())))
                .map(found ->
                        rules.page(found.events().stream().map(EventView::of).toList(), EventView::id));
    }
}
