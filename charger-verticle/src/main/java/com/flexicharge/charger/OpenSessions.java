package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.CountOpen;
import io.vertx.core.Future;
import java.util.List;

/** Asks transaction-verticle whether chargers are in use. */
final class OpenSessions {
    private final Bus bus;

    OpenSessions(Bus bus) {
        this.bus = bus;
    }

    /** Fails with CONFLICT {@code chargerInUse} for the first that has an open session; asked one by one, in their order. */
    Future<Void> requireNone(List<Integer> connectorIDs) {
        Future<Void> none = Future.succeededFuture();
        for (var connectorID : connectorIDs) {
            none = none.compose(free -> requireNone(connectorID));
        }
        return none;
    }

    Future<Void> requireNone(int connectorID) {
        return bus.ask(TransactionEndpoints.COUNT_OPEN, new CountOpen(connectorID))
                .compose(count ->
                        count.open() > 0 ? Future.failedFuture(Refusals.inUse(connectorID)) : Future.succeededFuture());
    }
}
