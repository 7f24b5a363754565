package com.flexicharge.transaction;

import com.flexicharge.shared.contract.transaction.UserSessions.GetTrail;
import com.flexicharge.shared.contract.transaction.UserSessions.Trail;
import io.vertx.core.Future;

/** Shows operators who changed a session past its charger's own word. */
final class TrailService {
    private final SessionLookup lookup;
    private final TrailRepository trails;

    TrailService(SessionLookup lookup, TrailRepository trails) {
        this.lookup = lookup;
        this.trails = trails;
    }

    Future<Trail> get(GetTrail asked) {
        return lookup.ofAdmin(asked.caller(), asked.transactionID())
                .compose(session -> trails.of(session.transactionID(), asked.page()))
                .map(Trail::new);
    }
}
