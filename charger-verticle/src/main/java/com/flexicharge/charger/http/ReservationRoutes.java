package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.CancelReservationOf;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.GetReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationStatus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.SearchReservations;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.ListRules;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reservations over HTTP: people see and give up their own, operators all. */
public final class ReservationRoutes {
    private static final String BAD_NUMBER = "invalidReservationID";
    private static final String BAD_CHARGER = "invalidConnectorID";

    /** This one waits for a charger. */
    private static final RouteOptions REMOTE =
            RouteOptions.STANDARD.within(ReservationEndpoints.CANCEL_RESERVATION.deadline());

    private final Bus bus;
    private final VisibleChargers visible;
    private final int remoteWaitMillis;

    public ReservationRoutes(Bus bus, int remoteWaitMillis) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
        this.remoteWaitMillis = remoteWaitMillis;
    }

    public void register(HttpRoutes routes) {
        routes.get("/reservations", Access.USER, this::list)
                .get("/reservations/{reservationID}", Access.USER, this::get)
                .get("/reservations/userReservation/{userID}", Access.USER, this::ofUser)
                .get("/reservations/chargerReservation/{connectorID}", Access.USER, this::ofCharger)
                .on(HttpMethod.DELETE, "/reservations/{reservationID}", Access.USER, REMOTE, this::cancel);
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var id = query.id("id", BAD_NUMBER);
        var connectorID = query.id("connectorID", BAD_CHARGER);
        var serialNumber = query.text("serialNumber", 36, "invalidSerialNumber");
        var connector = query.integer("connector", 0, Integer.MAX_VALUE, "invalidConnector");
        var userID = query.text("userID", 64, "invalidUserID");
        var idTag = query.text("idTag", 20, "invalidIdTag");
        var status = query.word(
                "status",
                ReservationRoutes::status,
                "invalidStatus",
                "requested, accepted, rejected, used, cancelled or expired");
        var rules = query.list(false);
        query.check();
        return search(
                new SearchReservations(
                        exchange.caller(),
                        id.orElse(null),
                        connectorID.orElse(null),
                        serialNumber.orElse(null),
                        connector.orElse(null),
                        userID.orElse(null),
                        idTag.orElse(null),
                        status.orElse(null),
                        rules.pageRequest()),
                rules);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(ReservationEndpoints.GET_RESERVATION, new GetReservation(id(exchange), exchange.caller()))
                .map(found -> HttpAnswer.ok(ReservationView.of(found)));
    }

    private Future<HttpAnswer> ofUser(HttpExchange exchange) {
        var userID = exchange.path("userID");
        exchange.requireOwner(Optional.of(userID));
        var rules = rules(exchange);
        return search(
                new SearchReservations(
                        exchange.caller(), null, null, null, null, userID, null, null, rules.pageRequest()),
                rules);
    }

    private Future<HttpAnswer> ofCharger(HttpExchange exchange) {
        var rules = rules(exchange);
        return visible.named(exchange)
                .compose(charger -> search(
                        new SearchReservations(
                                exchange.caller(),
                                null,
                                charger.connectorID(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                rules.pageRequest()),
                        rules));
    }

    private Future<HttpAnswer> cancel(HttpExchange exchange) {
        var ask = new CancelReservationOf(id(exchange), exchange.caller(), remoteWaitMillis);
        return bus.ask(ReservationEndpoints.CANCEL_RESERVATION, ask).map(done -> HttpAnswer.noContent());
    }

    private Future<HttpAnswer> search(SearchReservations ask, ListRules rules) {
        return bus.ask(ReservationEndpoints.SEARCH_RESERVATIONS, ask)
                .map(found -> rules.page(
                        found.reservations().stream().map(ReservationView::of).toList(),
                        ReservationView::reservationID));
    }

    private static ListRules rules(HttpExchange exchange) {
        var query = exchange.query();
        var rules = query.list(false);
        query.check();
        return rules;
    }

    private static int id(HttpExchange exchange) {
        return exchange.pathNumber("reservationID", BAD_NUMBER);
    }

    private static Optional<ReservationStatus> status(String word) {
        return Arrays.stream(ReservationStatus.values())
                .filter(status -> status.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
