package com.flexicharge.account.user;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.PageRequest;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.Role;
import com.flexicharge.shared.contract.account.AccountEndpoints.DeleteAccount;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.contract.transaction.UserSessions.Search;
import io.vertx.core.Future;
import java.time.Clock;

/** A person leaves: the account is emptied. Transactions and invoices keep the number alone. */
public final class Departure {
    private final UserRepository users;
    private final UserAdminRepository admins;
    private final Bus bus;
    private final Clock clock;

    public Departure(UserRepository users, UserAdminRepository admins, Bus bus, Clock clock) {
        this.users = users;
        this.admins = admins;
        this.bus = bus;
        this.clock = clock;
    }

    public Future<Done> delete(DeleteAccount asked) {
        return withoutOpenSession(asked.userID())
                .compose(free -> admins.delete(asked.userID(), clock.instant()))
                .map(Done.DONE);
    }

    /** Where the accounts are an external issuer's, what we know of the person is the profile alone. */
    public Future<Done> eraseProfile(DeleteAccount asked) {
        return withoutOpenSession(asked.userID())
                .compose(free -> users.eraseProfile(asked.userID()))
                .map(Done.DONE);
    }

    private Future<Void> withoutOpenSession(String userID) {
        var open = new Filter(null, null, null, null, userID, null, null, true, null, null, null, null);
        var search = new Search(new Caller(userID, Role.USER), open, new PageRequest(1, true, null));
        return bus.ask(TransactionEndpoints.SEARCH, search)
                .compose(found -> found.transactions().stream()
                        .findFirst()
                        .<Future<Void>>map(session -> Future.failedFuture(Refusal.of(
                                Reason.CONFLICT,
                                "transactionOpen",
                                "Transaction " + session.transactionID()
                                        + " is still open. Stop it before the account is deleted.")))
                        .orElseGet(Future::succeededFuture));
    }
}
