package com.flexicharge.charger.http;

import com.flexicharge.charger.Refusals;
import com.flexicharge.charger.Words;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.Charger;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerPut;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetAvailableChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargers;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveCharger;
import com.flexicharge.shared.contract.charger.Registration;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RecentAnswers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Chargers over HTTP. */
public final class ChargerRoutes {
    private static final String BAD_FILTER = "invalidRequest";

    private final Bus bus;
    private final RecentAnswers recent;
    private final VisibleChargers visible;

    public ChargerRoutes(Bus bus, RecentAnswers recent) {
        this.bus = bus;
        this.recent = recent;
        this.visible = new VisibleChargers(bus);
    }

    public void register(HttpRoutes routes) {
        routes.get("/chargers", Access.OPEN, recent.of(this::list))
                .get("/chargers/available", Access.OPEN, recent.of(this::available))
                .get("/chargers/serial/{serialNumber}", Access.OPEN, this::getBySerialNumber)
                .get("/chargers/{connectorID}", Access.OPEN, this::get)
                .post("/chargers", Access.ADMIN, recent.after(this::add))
                .put("/chargers/serial/{serialNumber}", Access.ADMIN, recent.after(this::put))
                .put("/chargers/{connectorID}", Access.ADMIN, recent.after(this::change))
                .delete("/chargers/{connectorID}", Access.ADMIN, recent.after(this::remove));
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var status = query.word("status", Words::status, "invalidStatus", "one of the nine of OCPP, or 0 to 3");
        var connected = query.bool("connected", BAD_FILTER);
        var chargePointID = query.id("chargePointID", "invalidChargePointID");
        var text = query.text("q", BAD_FILTER);
        var flapping = query.bool("flapping", BAD_FILTER);
        var clockWrong = query.bool("clockWrong", BAD_FILTER);
        var registration =
                query.word("registration", Words::registration, "invalidRegistration", "accepted, pending or rejected");
        var rules = query.wholeList(false);
        query.check();
        var seesAll = VisibleChargers.isForAdmin(exchange);
        if (!seesAll
                && registration
                        .filter(wanted -> wanted != Registration.ACCEPTED)
                        .isPresent()) {
            return Future.succeededFuture(rules.page(List.<ChargerView>of(), ChargerView::connectorID));
        }
        var ask = new GetChargers(
                status.orElse(null),
                connected.orElse(null),
                chargePointID.orElse(null),
                text.orElse(null),
                seesAll ? registration.orElse(null) : Registration.ACCEPTED,
                flapping.orElse(null),
                clockWrong.orElse(null),
                rules.pageRequest());
        return bus.ask(ChargerEndpoints.GET_CHARGERS, ask)
                .map(found -> rules.page(ChargerView.of(found.chargers()), ChargerView::connectorID));
    }

    private Future<HttpAnswer> available(HttpExchange exchange) {
        var query = exchange.query();
        var evenOffline = query.word("connected", ChargerRoutes::evenOffline, BAD_FILTER, "true or any");
        var rules = query.wholeList(false);
        query.check();
        var ask = new GetAvailableChargers(evenOffline.orElse(false), rules.pageRequest());
        return bus.ask(ChargerEndpoints.GET_AVAILABLE_CHARGERS, ask)
                .map(found -> rules.page(ChargerView.of(found.chargers()), ChargerView::connectorID));
    }

    private Future<HttpAnswer> getBySerialNumber(HttpExchange exchange) {
        return bus.ask(
                        ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER,
                        new GetChargerBySerialNumber(exchange.path("serialNumber")))
                .compose(charger -> VisibleChargers.unlessHidden(charger, exchange))
                .map(ChargerRoutes::ok);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return visible.named(exchange).map(ChargerRoutes::ok);
    }

    private Future<HttpAnswer> add(HttpExchange exchange) {
        return bus.ask(ChargerEndpoints.ADD_CHARGER, new ChargerBody(exchange).add())
                .map(ChargerRoutes::created);
    }

    private Future<HttpAnswer> put(HttpExchange exchange) {
        var wanted = new ChargerBody(exchange).put(exchange.path("serialNumber"));
        return bus.ask(ChargerEndpoints.PUT_CHARGER, wanted).map(ChargerRoutes::createdOrOk);
    }

    private Future<HttpAnswer> change(HttpExchange exchange) {
        var body = new ChargerBody(exchange);
        return visible.named(exchange)
                .compose(charger -> bus.ask(ChargerEndpoints.CHANGE_CHARGER, body.change(charger.connectorID())))
                .map(ChargerRoutes::ok);
    }

    private Future<HttpAnswer> remove(HttpExchange exchange) {
        return visible.named(exchange)
                .compose(charger -> bus.ask(ChargerEndpoints.REMOVE_CHARGER, new RemoveCharger(charger.connectorID())))
                .compose(removed -> removed.chargerRemoved()
                        ? Future.succeededFuture(HttpAnswer.noContent())
                        : Future.failedFuture(Refusals.chargerNotFound()));
    }

    private static HttpAnswer createdOrOk(ChargerPut put) {
        return put.created() ? created(put.charger()) : ok(put.charger());
    }

    private static HttpAnswer created(Charger charger) {
        return HttpAnswer.created("/chargers/" + charger.connectorID(), ChargerView.of(charger));
    }

    private static HttpAnswer ok(Charger charger) {
        return HttpAnswer.ok(ChargerView.of(charger));
    }

    private static Optional<Boolean> evenOffline(String word) {
        return switch (word) {
            case "any" -> Optional.of(true);
            case "true" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
