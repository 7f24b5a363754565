package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.ChargerSessions.AsideReason;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.UpdateTransactionPayment;
import com.flexicharge.shared.contract.transaction.UserSessions.Close;
import com.flexicharge.shared.contract.transaction.UserSessions.GetClocks;
import com.flexicharge.shared.contract.transaction.UserSessions.GetTrail;
import com.flexicharge.shared.contract.transaction.UserSessions.ResolveUnmatched;
import com.flexicharge.shared.contract.transaction.UserSessions.SearchUnmatched;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What operators do with sessions: payment, closing, what could not be booked, and who changed what. */
public final class OperatorRoutes {
    private static final String REASONS =
            Arrays.stream(AsideReason.values()).map(AsideReason::word).collect(Collectors.joining(", "));

    private final Bus bus;

    public OperatorRoutes(Bus bus) {
        this.bus = bus;
    }

    public void register(HttpRoutes routes) {
        routes.put("/transactions/{transactionID}/payment", Access.ADMIN, this::pay)
                .post("/transactions/{transactionID}/close", Access.ADMIN, this::close)
                .get("/transactions/{transactionID}/clocks", Access.ADMIN, this::clocks)
                .get("/transactions/{transactionID}/trail", Access.ADMIN, this::trail)
                .get("/transactions/unmatched", Access.ADMIN, this::unmatched)
                .post("/transactions/unmatched/{unmatchedID}/resolve", Access.ADMIN, this::resolve);
    }

    private Future<HttpAnswer> pay(HttpExchange exchange) {
        var id = TransactionRoutes.id(exchange);
        var body = exchange.body();
        var paymentID = body.requiredText("paymentID", 1, 255, "invalidPaymentID");
        var isPaid = body.optionalBool("isPaid");
        body.check();
        return bus.ask(
                        TransactionEndpoints.UPDATE_TRANSACTION_PAYMENT,
                        new UpdateTransactionPayment(id, paymentID, isPaid.orElse(true)))
                .map(TransactionRoutes::shown);
    }

    private Future<HttpAnswer> close(HttpExchange exchange) {
        var id = TransactionRoutes.id(exchange);
        var body = exchange.body();
        var reason = body.optionalText("reason", 0, 50, "invalidReason");
        var meterStop = body.optionalLong("meterStop", 0, Long.MAX_VALUE, "invalidMeterValue");
        body.check();
        return bus.ask(
                        TransactionEndpoints.CLOSE,
                        new Close(exchange.caller(), id, reason.orElse(null), meterStop.orElse(null)))
                .map(TransactionRoutes::shown);
    }

    private Future<HttpAnswer> clocks(HttpExchange exchange) {
        var id = TransactionRoutes.id(exchange);
        return bus.ask(TransactionEndpoints.GET_CLOCKS, new GetClocks(exchange.caller(), id))
                .map(HttpAnswer::ok);
    }

    private Future<HttpAnswer> trail(HttpExchange exchange) {
        var id = TransactionRoutes.id(exchange);
        var query = exchange.query();
        var rules = query.list(false);
        query.check();
        return bus.ask(TransactionEndpoints.GET_TRAIL, new GetTrail(exchange.caller(), id, rules.pageRequest()))
                .map(trail ->
                        rules.page(trail.entries().stream().map(TrailView::of).toList(), TrailView::id));
    }

    private Future<HttpAnswer> unmatched(HttpExchange exchange) {
        var query = exchange.query();
        var connectorID = query.id("connectorID", "invalidConnectorID");
        var reason = query.word("reason", AsideReason::ofWord, "invalidReason", "one of " + REASONS);
        var resolved = query.bool("resolved", "invalidResolved");
        var rules = query.list(false);
        query.check();
        var asked = new SearchUnmatched(
                exchange.caller(),
                connectorID.orElse(null),
                reason.orElse(null),
                resolved.orElse(null),
                rules.pageRequest());
        return bus.ask(TransactionEndpoints.SEARCH_UNMATCHED, asked)
                .map(found -> rules.page(
                        found.unmatched().stream().map(UnmatchedView::of).toList(), UnmatchedView::id));
    }

    /** To a session, or to nothing: one of the two has to be said. */
    private Future<HttpAnswer> resolve(HttpExchange exchange) {
        var id = exchange.pathNumber("unmatchedID", "invalidUnmatchedID");
        var body = exchange.body();
        var transactionID = body.optionalInt("transactionID", 1, Integer.MAX_VALUE, "invalidTransactionId");
        var discard = body.optionalBool("discard").orElse(false);
        var note = body.optionalText("note", 0, 255, "invalidNote");
        var meterStop = body.optionalLong("meterStop", 0, Long.MAX_VALUE, "invalidMeterValue");
        body.check();
        if (transactionID.isPresent() == discard) {
            throw Refusal.invalid(
                    "Name a transactionID to book it to, or say discard: true.",
                    List.of(new Refusal.Fault("/transactionID", "invalidRequest")));
        }
        if (discard && meterStop.isPresent()) {
            throw Refusal.invalid(
                    "meterStop belongs to a transactionID; what is discarded has none.",
                    List.of(new Refusal.Fault("/meterStop", "invalidMeterValue")));
        }
        var asked = new ResolveUnmatched(
                exchange.caller(), id, transactionID.orElse(null), meterStop.orElse(null), note.orElse(null));
        return bus.ask(TransactionEndpoints.RESOLVE_UNMATCHED, asked)
                .map(resolved -> HttpAnswer.ok(UnmatchedView.of(resolved)));
    }
}
