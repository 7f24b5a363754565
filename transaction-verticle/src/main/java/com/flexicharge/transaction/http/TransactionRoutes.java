package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetCharger;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints;
import com.flexicharge.shared.contract.transaction.PaymentEndpoints.GetPaymentSession;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.contract.transaction.UserSessions.Get;
import com.flexicharge.shared.contract.transaction.UserSessions.PaymentMethod;
import com.flexicharge.shared.contract.transaction.UserSessions.Reserve;
import com.flexicharge.shared.contract.transaction.UserSessions.Search;
import com.flexicharge.shared.contract.transaction.UserSessions.Start;
import com.flexicharge.shared.contract.transaction.UserSessions.Stop;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RouteOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.Optional;

/** People's charging sessions over HTTP. */
public final class TransactionRoutes {
    /** These wait for a charger. */
    private static final RouteOptions REMOTE = RouteOptions.STANDARD.within(TransactionEndpoints.REMOTE_DEADLINE);

    private static final int LONGEST_TOKEN = 4096;

    private final Bus bus;

    public TransactionRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Also these are asked for once more by an app that lost its network halfway. */
    private static final RouteOptions JOURNEY = REMOTE.repeatable();

    public void register(HttpRoutes routes) {
        routes.alias("/transaction", "/transactions")
                .on(HttpMethod.POST, "/transactions", Access.USER, REMOTE, this::reserve)
                .get("/transactions", Access.USER, this::list)
                .get("/transactions/{transactionID}", Access.USER, this::get)
                .on(HttpMethod.PUT, "/transactions/start/{transactionID}", Access.USER, JOURNEY, this::start)
                .on(HttpMethod.PUT, "/transactions/stop/{transactionID}", Access.USER, JOURNEY, this::stop)
                .get("/transactions/userTransactions/{userID}", Access.USER, this::ofUser)
                .get("/transactions/chargerTransactions/{connectorID}", Access.USER, this::ofCharger);
    }

    private Future<HttpAnswer> reserve(HttpExchange exchange) {
        var body = exchange.body();
        var connectorID = body.requiredID("connectorID", "invalidConnectorID");
        var connector = body.optionalInt("connector", 1, Integer.MAX_VALUE, "invalidConnectorID");
        var payment = body.optionalWord(
                "paymentType", TransactionRoutes::paymentMethod, "invalidPaymentType", "klarna or invoice");
        body.check();
        var asked =
                new Reserve(exchange.caller(), connectorID, connector.orElse(1), payment.orElse(PaymentMethod.KLARNA));
        return bus.ask(TransactionEndpoints.RESERVE, asked)
                .compose(made -> bus.ask(
                                PaymentEndpoints.GET_PAYMENT_SESSION, new GetPaymentSession(made.transactionID()))
                        .map(offer -> HttpAnswer.created(
                                "/transactions/" + made.transactionID(),
                                ReservedView.of(TransactionView.of(made), offer))));
    }

    private Future<HttpAnswer> list(HttpExchange exchange) {
        var query = exchange.query();
        var filter = TransactionQuery.filter(query);
        var list = TransactionList.read(exchange, query, true);
        query.check();
        return search(exchange, filter, list);
    }

    private Future<HttpAnswer> get(HttpExchange exchange) {
        return bus.ask(TransactionEndpoints.GET, new Get(exchange.caller(), id(exchange)))
                .map(TransactionRoutes::shown);
    }

    private Future<HttpAnswer> start(HttpExchange exchange) {
        var body = exchange.body();
        var token = body.optionalText("authorization_token", 0, LONGEST_TOKEN, "klarnaInvalidDataInRequest")
                .filter(text -> !text.isEmpty());
        body.check();
        return bus.ask(TransactionEndpoints.START, new Start(exchange.caller(), id(exchange), token.orElse(null)))
                .map(TransactionRoutes::shown);
    }

    private Future<HttpAnswer> stop(HttpExchange exchange) {
        exchange.body();
        return bus.ask(TransactionEndpoints.STOP, new Stop(exchange.caller(), id(exchange)))
                .map(TransactionRoutes::shown);
    }

    private Future<HttpAnswer> ofUser(HttpExchange exchange) {
        var userID = exchange.path("userID");
        exchange.requireOwner(Optional.of(userID));
        var query = exchange.query();
        var list = TransactionList.read(exchange, query, false);
        query.check();
        return search(exchange, TransactionQuery.ofUser(userID), list);
    }

    private Future<HttpAnswer> ofCharger(HttpExchange exchange) {
        var connectorID = exchange.pathNumber("connectorID", "invalidConnectorID");
        var query = exchange.query();
        var list = TransactionList.read(exchange, query, false);
        query.check();
        return bus.ask(ChargerEndpoints.GET_CHARGER, new GetCharger(connectorID))
                .compose(charger -> charger.hidden()
                        ? Future.failedFuture(Refusal.of(
                                Reason.NOT_FOUND, "chargerNotFound", "There is no charger " + connectorID + "."))
                        : search(exchange, TransactionQuery.ofCharger(connectorID), list));
    }

    private Future<HttpAnswer> search(HttpExchange exchange, Filter filter, TransactionList list) {
        return list.answer(page -> bus.ask(TransactionEndpoints.SEARCH, new Search(exchange.caller(), filter, page)));
    }

    static int id(HttpExchange exchange) {
        return exchange.pathNumber("transactionID", "invalidTransactionId");
    }

    static HttpAnswer shown(Transaction transaction) {
        return HttpAnswer.ok(TransactionView.of(transaction));
    }

    private static Optional<PaymentMethod> paymentMethod(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "klarna" -> Optional.of(PaymentMethod.KLARNA);
            case "invoice" -> Optional.of(PaymentMethod.INVOICE);
            default -> Optional.empty();
        };
    }
}
