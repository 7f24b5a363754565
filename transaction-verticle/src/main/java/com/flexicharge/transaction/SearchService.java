package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.Transaction;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.contract.transaction.UserSessions.Get;
import com.flexicharge.shared.contract.transaction.UserSessions.Search;
import com.flexicharge.shared.contract.transaction.UserSessions.Transactions;
import io.vertx.core.Future;

/** Shows people their sessions, and operators all. */
final class SearchService {
    private final SessionLookup lookup;
    private final SearchRepository search;
    private final Presenter presenter;

    SearchService(SessionLookup lookup, SearchRepository search, Presenter presenter) {
        this.lookup = lookup;
        this.search = search;
        this.presenter = presenter;
    }

    Future<Transaction> get(Get asked) {
        return lookup.of(asked.caller(), asked.transactionID()).compose(presenter::show);
    }

    Future<Transactions> search(Search asked) {
        var caller = asked.caller();
        var filter = asked.filter();
        if (!caller.isAdmin() && filter.userID() != null && !caller.userID().equals(filter.userID())) {
            return Future.failedFuture(SessionLookup.notOwner());
        }
        return search.search(
                        caller.isAdmin() ? filter : ownOnly(filter, caller.userID()),
                        asked.page(),
                        SelfTest.isSelfTest(caller))
                .compose(presenter::show)
                .map(Transactions::new);
    }

    private static Filter ownOnly(Filter filter, String userID) {
        return new Filter(
                filter.transactionID(),
                filter.connectorID(),
                filter.serialNumber(),
                filter.connector(),
                userID,
                filter.idTag(),
                filter.state(),
                filter.active(),
                filter.suspect(),
                filter.suspectReason(),
                filter.isPaid(),
                filter.from(),
                filter.to());
    }
}
