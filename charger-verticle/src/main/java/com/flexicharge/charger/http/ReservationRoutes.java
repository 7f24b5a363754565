package com.flexicharge.charger.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.CancelReservationOf;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.GetReservation;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReservationStatus;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.ReserveConnector;
import com.flexicharge.shared.contract.charger.ReservationEndpoints.SearchReservations;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.Body;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.ListRules;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reservations over HTTP: people make, see and give up their own, operators all. */
public final class ReservationRoutes {
    private static final String BAD_NUMBER = "invalidReservationID";
    private static final String BAD_CHARGER = "invalidConnectorID";
    private static final String BAD_END = "invalidEndValue";

    /** These wait for a charger. */
    private static final RouteOptions REMOTE =
            RouteOptions.STANDARD.within(ReservationEndpoints.RESERVE_CONNECTOR.deadline());

    /** Nobody keeps a connector from others for longer. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Bus bus;
    private final VisibleChargers visible;
    private final Clock clock;
    private final int remoteWaitMillis;
    private final Duration hold;

    public ReservationRoutes(Bus bus, Clock clock, int remoteWaitMillis, Duration hold) {
        this.bus = bus;
        this.visible = new VisibleChargers(bus);
        this.clock = clock;
        this.remoteWaitMillis = remoteWaitMillis;
        this.hold = hold;
    }

    public void register(HttpRoutes routes) {
        routes.get("/reservations", Access.USER, this::list)
                .get("/reservations/{reservationID}", Access.USER, this::get)
                .get("/reservations/userReservation/{userID}", Access.USER, this::ofUser)
                .get("/reservations/chargerReservation/{connectorID}", Access.USER, this::ofCharger)
                .on(HttpMethod.POST, "/reservations", Access.USER, REMOTE, this::reserve)
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

    private Future<HttpAnswer> reserve(HttpExchange exchange) {
        var body = exchange.body();
        var connectorID = body.requiredID("connectorID", BAD_CHARGER);
        var connector = body.optionalInt("connector", 1, Integer.MAX_VALUE, BAD_CHARGER);
        var expiryAt = expiryAt(body);
        body.check();
        var ask = new ReserveConnector(exchange.caller(), connectorID, connector.orElse(1), expiryAt, remoteWaitMillis);
        return bus.ask(ReservationEndpoints.RESERVE_CONNECTOR, ask)
                .map(ReservationView::of)
                .map(made -> HttpAnswer.created("/reservations/" + made.reservationID(), made));
    }

    /** By either name; of both the first counts. */
    private Instant expiryAt(Body body) {
        var name = body.has("expiryDate") ? "expiryDate" : "end";
        var now = clock.instant();
        return body.optionalInstant(name, BAD_END)
                .flatMap(asked -> asked.isAfter(now) && !asked.isAfter(now.plus(LONGEST))
                        ? Optional.of(asked)
                        : body.fault(name, BAD_END, "must be in the future, within 24 hours"))
                .orElse(now.plus(hold));
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
