package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.GetStatistics;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums of what was charged, by day, over HTTP. */
public final class StatisticsRoutes {
    private static final int USUAL_DAYS = 30;

    private final Bus bus;
    private final Clock clock;

    public StatisticsRoutes(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    public void register(HttpRoutes routes) {
        routes.get("/statistics", Access.ADMIN, this::ofFleet)
                .get("/statistics/users/{userID}", Access.USER, this::ofUser)
                .get("/statistics/chargers/{connectorID}", Access.USER, this::ofCharger);
    }

    private Future<HttpAnswer> ofFleet(HttpExchange exchange) {
        return answer(asked(exchange, null, null));
    }

    private Future<HttpAnswer> ofUser(HttpExchange exchange) {
        var userID = exchange.path("userID");
        exchange.requireOwner(Optional.of(userID));
        return answer(asked(exchange, userID, null));
    }

    private Future<HttpAnswer> ofCharger(HttpExchange exchange) {
        var connectorID = exchange.pathNumber("connectorID", "invalidConnectorID");
        var asked = asked(exchange, null, connectorID);
        return bus.ask(ChargerEndpoints.GET_CHARGER, new GetCharger(connectorID))
                .compose(charger -> charger.hidden()
                        ? Future.failedFuture(Refusal.of(
                                Reason.NOT_FOUND, "chargerNotFound", "There is no charger " + connectorID + "."))
                        : answer(asked));
    }

    private Future<HttpAnswer> answer(GetStatistics asked) {
        return bus.ask(StatisticsEndpoints.GET_STATISTICS, asked)
                .map(found -> HttpAnswer.ok(StatisticsView.of(asked, found)));
    }

    /** Without a period: today and the 29 days before. */
    private GetStatistics asked(HttpExchange exchange, @Nullable String userID, @Nullable Integer connectorID) {
        var query = exchange.query();
        var zone = query.zone("zone", "invalidZone").orElse(ZoneOffset.UTC);
        var from = query.instant("from", zone, "invalidFrom");
        var to = query.instant("to", zone, "invalidTo");
        query.check();
        var until = to.orElseGet(() -> tomorrow(zone));
        return new GetStatistics(
                exchange.caller(),
                userID,
                connectorID,
                from.orElseGet(() -> until.atZone(zone).minusDays(USUAL_DAYS).toInstant()),
                until,
                zone.getId().equals("Z") ? "UTC" : zone.getId());
    }

    private Instant tomorrow(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone))
                .plusDays(1)
                .atStartOfDay(zone)
                .toInstant();
    }
}
