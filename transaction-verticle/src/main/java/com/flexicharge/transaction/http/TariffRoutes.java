package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TariffEndpoints;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.DefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.GetDefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.ListTariffs;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.PutDefaultPrice;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.PutTariffs;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.RemoveTariff;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.Tariff;
import com.flexicharge.shared.contract.transaction.TariffEndpoints.Tariffs;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a kWh costs, hour by hour: for everybody to read, for operators to set. */
public final class TariffRoutes {
    private static final String BAD_HOUR = "invalidHour";
    private static final String BAD_PRICE = "invalidPrice";
    private static final String CURRENCY = "SEK";
    private static final String WHOLE_HOUR = "must be the begin of an hour by UTC, like 2026-11-22T10:00:00Z";

    /** Six weeks of hours. */
    private static final int MOST = 1000;

    private static final Duration SHOWN = Duration.ofHours(24);

    private final Bus bus;
    private final Clock clock;

    private record TariffView(Instant hour, int price, String currency) {
        static TariffView of(Tariff tariff) {
            return new TariffView(tariff.hour(), tariff.priceOre(), CURRENCY);
        }
    }

    private record DefaultPriceView(int price, String currency) {}

    public TariffRoutes(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    public void register(HttpRoutes routes) {
        routes.get("/tariffs", Access.OPEN, this::list)
                .put("/tariffs", Access.ADMIN, this::put)
                .delete("/tariffs/{hour}", Access.ADMIN, this::remove)
                .get("/tariffs/default", Access.OPEN, this::getDefault)
                .put("/tariffs/default", Access.ADMIN, this::putDefault);
    }

    /** Of the hour that runs, the tariff counts too. */
    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var from = query.instant("from", "invalidFrom");
        var to = query.instant("to", "invalidTo");
        query.check();
        var first = from.orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.HOURS));
        return bus.ask(TariffEndpoints.LIST_TARIFFS, new ListTariffs(first, to.orElse(first.plus(SHOWN))))
                .map(TariffRoutes::shown);
    }

    private Future<HttpAnswer> put(HttpExchange exchange) {
        var items = exchange.bodyItems(MOST);
        var wanted = items.stream().map(TariffRoutes::tariff).toList();
        items.stream().findFirst().ifPresent(Body::check);
        return wanted.isEmpty()
                ? Future.succeededFuture(shown(new Tariffs(List.of())))
                : bus.ask(TariffEndpoints.PUT_TARIFFS, new PutTariffs(wanted)).map(TariffRoutes::shown);
    }

    /** What is wrong with it is told by the check of all. */
    private static Tariff tariff(Body body) {
        var hour = body.optionalInstant("hour", BAD_HOUR);
        if (!body.has("hour") || hour.filter(at -> !isWhole(at)).isPresent()) {
            body.fault("hour", BAD_HOUR, WHOLE_HOUR);
        }
        return new Tariff(hour.orElse(Instant.EPOCH), body.requiredInt("price", 0, Integer.MAX_VALUE, BAD_PRICE));
    }

    private Future<HttpAnswer> remove(HttpExchange exchange) {
        return bus.ask(TariffEndpoints.REMOVE_TARIFF, new RemoveTariff(hour(exchange.path("hour"))))
                .map(removed -> HttpAnswer.noContent());
    }

    private static Instant hour(String text) {
        return parsed(text)
                .filter(TariffRoutes::isWhole)
                .orElseThrow(() -> Refusal.invalid(
                        "The hour " + WHOLE_HOUR + ".", List.of(new Refusal.Fault("/path/hour", BAD_HOUR))));
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Instant at) {
        return at.equals(at.truncatedTo(ChronoUnit.HOURS));
    }

    private Future<HttpAnswer> getDefault(HttpExchange exchange) {
        return bus.ask(TariffEndpoints.GET_DEFAULT_PRICE, new GetDefaultPrice()).map(TariffRoutes::shown);
    }

    private Future<HttpAnswer> putDefault(HttpExchange exchange) {
        var body = exchange.body();
        var wanted = new PutDefaultPrice(body.requiredInt("price", 0, Integer.MAX_VALUE, BAD_PRICE));
        body.check();
        return bus.ask(TariffEndpoints.PUT_DEFAULT_PRICE, wanted).map(TariffRoutes::shown);
    }

    private static HttpAnswer shown(Tariffs found) {
        return HttpAnswer.ok(found.tariffs().stream().map(TariffView::of).toList());
    }

    private static HttpAnswer shown(DefaultPrice price) {
        return HttpAnswer.ok(new DefaultPriceView(price.priceOre(), CURRENCY));
    }
}
