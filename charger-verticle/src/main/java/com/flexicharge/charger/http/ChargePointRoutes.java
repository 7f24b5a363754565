package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveChargePoint;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RecentAnswers;
import io.vertx.core.Future;

/** Charge points over HTTP. */
public final class ChargePointRoutes {
    private final Bus bus;
    private final RecentAnswers recent;

    public ChargePointRoutes(Bus bus, RecentAnswers recent) {
        this.bus = bus;
        this.recent = recent;
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargePoints", Access.OPEN, recent.of(this::list))
                .get("/chargePoints/{chargePointID}", Access.OPEN, this::get)
                .post("/chargePoints", Access.ADMIN, recent.after(this::add))
                .put("/chargePoints/{chargePointID}", Access.ADMIN, recent.after(this::change))
                .delete("/chargePoints/{chargePointID}", Access.ADMIN, recent.after(this::remove));
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var rules = query.wholeList(false);
        query.check();
        return bus.ask(ChargerEndpoints.GET_CHARGE_POINTS, new GetChargePoints(rules.pageRequest()))
                .map(found -> rules.page(
                        found.chargePoints().stream().map(ChargePointView::of).toList(),
                        ChargePointView::chargePointID));
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(ChargerEndpoints.GET_CHARGE_POINT, new GetChargePoint(id(exchange)))
                .map(found -> HttpAnswer.ok(ChargePointView.of(found)));
    }

    private Future<HttpAnswer> add(HttpExchange exchange) {
        return bus.ask(ChargerEndpoints.ADD_CHARGE_POINT, new ChargePointBody(exchange.body()).add())
                .map(added -> HttpAnswer.created("/chargePoints/" + added.chargePointID(), ChargePointView.of(added)));
    }

    private Future<HttpAnswer> change(HttpExchange exchange) {
        var change = new ChargePointBody(exchange.body()).change(id(exchange));
        return bus.ask(ChargerEndpoints.CHANGE_CHARGE_POINT, change)
                .map(changed -> HttpAnswer.ok(ChargePointView.of(changed)));
    }

    private Future<HttpAnswer> remove(HttpExchange exchange) {
        return bus.ask(ChargerEndpoints.REMOVE_CHARGE_POINT, new RemoveChargePoint(id(exchange)))
                .map(done -> HttpAnswer.noContent());
    }

    private static int id(HttpExchange exchange) {
        return exchange.pathNumber("chargePointID", "invalidChargePointID");
    }
}
