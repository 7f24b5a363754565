package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Listening;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.OpenCount;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.Price;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.ReservationCleared;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What the registry asks transaction-verticle. */
public final class FakeSessions {
    public static final int PRICE_FOR_EVERYBODY_ORE = 333;

    private final AtomicInteger pricesAsked = new AtomicInteger();
    private final Set<Integer> inUse = ConcurrentHashMap.newKeySet();
    private final List<Listening> listenings = new ArrayList<>();

    FakeSessions(Bus bus) {
        listenings.add(bus.answer(TransactionEndpoints.GET_PRICE, ask -> {
            pricesAsked.incrementAndGet();
            return Future.succeededFuture(new Price(PRICE_FOR_EVERYBODY_ORE));
        }));
        listenings.add(bus.answer(
                TransactionEndpoints.COUNT_OPEN,
                ask -> Future.succeededFuture(new OpenCount(inUse.contains(ask.connectorID()) ? 1 : 0))));
        listenings.add(bus.answer(
                TransactionEndpoints.CLEAR_RESERVATION,
                ask -> inUse.contains(ask.connectorID())
                        ? Future.failedFuture(Refusal.of(Reason.CONFLICT, "couldNotReserveCharger", "In use."))
                        : Future.succeededFuture(new ReservationCleared("FC" + ask.userID(), "group"))));
    }

    int pricesAsked() {
        return pricesAsked.get();
    }

    public void begin(int connectorID) {
        inUse.add(connectorID);
    }

    public void end(int connectorID) {
        inUse.remove(connectorID);
    }

    /** From now on nobody answers. */
    void goAway() {
        Awaiting.result(Future.all(listenings.stream().map(Listening::end).toList()));
    }
}
