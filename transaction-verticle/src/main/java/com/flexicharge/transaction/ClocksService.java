package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.UserSessions.GetClocks;
import com.flexicharge.shared.contract.transaction.UserSessions.SessionClocks;
import io.vertx.core.Future;

/** Shows operators both clocks: what a charger said of a session's times, and when we heard it. */
final class ClocksService {
    private final SessionLookup lookup;
    private final ClocksRepository clocks;

    ClocksService(SessionLookup lookup, ClocksRepository clocks) {
        this.lookup = lookup;
        this.clocks = clocks;
    }

    Future<SessionClocks> get(GetClocks asked) {
        return lookup.ofAdmin(asked.caller(), asked.transactionID())
                .compose(session -> clocks.of(session.transactionID()));
    }
}
