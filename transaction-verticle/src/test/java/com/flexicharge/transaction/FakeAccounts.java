package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.account.AccountEndpoints;
import com.flexicharge.shared.contract.account.AccountEndpoints.Profile;
import io.vertx.core.Future;

/** People as account-verticle knows them. */
public final class FakeAccounts {
    public volatile boolean away;

    FakeAccounts(Bus bus) {
        bus.answer(
                AccountEndpoints.GET_PROFILE,
                asked -> away
                        ? Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "Accounts are away."))
                        : Future.succeededFuture(new Profile(
                                asked.userID(), asked.userID() + "@example.org", "", "", "", "", "", "", "")));
    }
}
