package com.flexicharge.livemetrics.http;

import com.flexicharge.livemetrics.stream.EventId;
import com.flexicharge.livemetrics.stream.StreamVerticle;
import com.flexicharge.livemetrics.stream.Tickets;
import com.flexicharge.livemetrics.stream.Watcher;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.GetLatest;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.TokenVerifier;
import com.flexicharge.shared.http.VerifiedToken;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sessions and the fleet as they happen. The token may come in the header, or in the address, where browsers can send no header; a
 * ticket is the safer thing to put into an address.
 */
public final class LiveRoutes {
    private static final int MOST_TOKEN_CHARACTERS = 8 * 1024;
    private static final String BAD_TOKEN = "unauthorizedError";

    private final Bus bus;
    private final TokenVerifier tokens;
    private final Tickets tickets;
    private final StreamVerticle streams;

    public LiveRoutes(Bus bus, TokenVerifier tokens, Tickets tickets, StreamVerticle streams) {
        this.bus = bus;
        this.tokens = tokens;
        this.tickets = tickets;
        this.streams = streams;
    }

    private record TicketView(String ticket, long expiresIn) {}

    /** @param stillHolds empty for a ticket */
    private record Shown(VerifiedToken token, Optional<Supplier<Future<?>>> stillHolds) {
        Watcher watcher() {
            return new Watcher(token.caller().userID(), token.expiresAt(), stillHolds);
        }
    }

    public void register(HttpRoutes routes) {
        routes.get("/transactions/{transactionID}/live", Access.OPEN, this::session);
        routes.get("/live", Access.OPEN, this::fleet);
        routes.post("/live/tickets", Access.USER, this::ticket);
        routes.alias("/transaction", "/transactions");
    }

    private Future<HttpAnswer> session(HttpExchange exchange) {
        int transactionID = exchange.pathNumber("transactionID", "invalidTransactionId");
        return shown(exchange)
                .compose(shown -> bus.ask(
                                TransactionEndpoints.GET,
                                new UserSessions.Get(shown.token().caller(), transactionID))
                        .compose(booked -> session(shown.watcher(), booked, lastHeard(exchange))));
    }

    private Future<HttpAnswer> session(Watcher watcher, Transaction booked, Optional<EventId> lastHeard) {
        return bus.ask(LivemetricsEndpoints.GET_LATEST, new GetLatest(List.of(booked.transactionID())))
                .map(latest -> streams.ofSession(
                        watcher, booked, latest.readings().stream().findFirst(), lastHeard));
    }

    private Future<HttpAnswer> fleet(HttpExchange exchange) {
        return shown(exchange).map(shown -> {
            if (!shown.token().caller().isAdmin()) {
                throw Refusal.of(
                        Reason.FORBIDDEN, "insufficientScope", "This is for administrators: your account is not one.");
            }
            return streams.ofFleet(shown.watcher(), lastHeard(exchange));
        });
    }

    private Future<HttpAnswer> ticket(HttpExchange exchange) {
        exchange.body().check();
        return exchange.bearerToken()
                .map(tokens::examine)
                .orElseGet(() -> Future.failedFuture(TokenVerifier.missing()))
                .compose(tickets::issue)
                .map(ticket -> HttpAnswer.json(201, new TicketView(ticket, Tickets.LIFE.toSeconds())));
    }

    private Future<Shown> shown(HttpExchange exchange) {
        var query = exchange.query();
        var ticket = query.text("ticket", MOST_TOKEN_CHARACTERS, BAD_TOKEN);
        var token = exchange.bearerToken()
                .or(() -> query.text("access_token", MOST_TOKEN_CHARACTERS, BAD_TOKEN))
                .or(() -> query.text("token", MOST_TOKEN_CHARACTERS, BAD_TOKEN));
        query.check();
        if (token.isPresent()) {
            Supplier<Future<?>> stillHolds = () -> tokens.examine(token.get());
            return tokens.examine(token.get()).map(verified -> new Shown(verified, Optional.of(stillHolds)));
        }
        return ticket.map(tickets::redeem)
                .orElseGet(() -> Future.failedFuture(TokenVerifier.missing()))
                .map(verified -> new Shown(verified, Optional.empty()));
    }

    /** The header wins: a browser that comes back sends it, and the address is still that of the first time. */
    private static Optional<EventId> lastHeard(HttpExchange exchange) {
        var query = exchange.query();
        var asked = query.text("last_event_id", 64, "invalidLastEventId");
        return exchange.header("last-event-id")
                .filter(id -> !id.isEmpty())
                .or(() -> asked)
                .flatMap(EventId::parse);
    }
}
