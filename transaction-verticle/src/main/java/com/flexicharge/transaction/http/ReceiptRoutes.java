package com.flexicharge.transaction.http;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Get;
import com.flexicharge.shared.http.Access;
import com.flexicharge.shared.http.HttpAnswer;
import com.flexicharge.shared.http.HttpExchange;
import com.flexicharge.shared.http.HttpRoutes;
import com.flexicharge.shared.http.RouteOptions;
import com.flexicharge.transaction.paper.PaperPdf;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/** What a session that is over cost, as a document. */
public final class ReceiptRoutes {
    private final Bus bus;
    private final PaperPdf papers;

    public ReceiptRoutes(Bus bus, PaperPdf papers) {
        this.bus = bus;
        this.papers = papers;
    }

    public void register(HttpRoutes routes) {
        routes.on(
                HttpMethod.GET,
                "/transactions/{transactionID}/receipt",
                Access.USER,
                RouteOptions.STANDARD.withTokenInQuery(),
                this::receipt);
    }

    private Future<HttpAnswer> receipt(HttpExchange exchange) {
        return bus.ask(TransactionEndpoints.GET, new Get(exchange.caller(), TransactionRoutes.id(exchange)))
                .compose(session -> session.state() == TransactionState.ENDED && session.startAt() != null
                        ? papers.receipt(session).map(pdf -> shown(session, pdf))
                        : Future.failedFuture(Refusal.of(
                                Reason.CONFLICT, "transactionOpen", "There is a receipt when the session is over.")));
    }

    private static HttpAnswer shown(Transaction session, Buffer pdf) {
        return HttpAnswer.bytes(200, "application/pdf", pdf)
                .header(
                        "content-disposition",
                        "inline; filename=\"flexicharge-session-" + session.transactionID() + ".pdf\"");
    }
}
