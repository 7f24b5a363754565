package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import io.vertx.core.Future;

/** Finds the session a person means, and sees to it that it is that person's. */
final class SessionLookup {
    /** Hard-coded in an old app as "my session"; never issued. */
    static final int MINE = 9999;

    private final SessionRepository sessions;

    SessionLookup(SessionRepository sessions) {
        this.sessions = sessions;
    }

    /** Fails with {@code NOT_FOUND transactionNotFound} or {@code FORBIDDEN notOwner}. */
    Future<Session> of(Caller caller, int transactionID) {
        return transactionID == MINE ? mine(caller) : named(caller, transactionID);
    }

    /** Fails with {@code FORBIDDEN insufficientScope} for all but admins, else as {@link #of}. */
    Future<Session> ofAdmin(Caller caller, int transactionID) {
        return CloseService.adminOnly(caller).compose(admin -> of(admin, transactionID));
    }

    private Future<Session> mine(Caller caller) {
        return sessions.ownOf(caller.userID())
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(SessionRepository.notFound())));
    }

    private Future<Session> named(Caller caller, int transactionID) {
        return sessions.get(transactionID).compose(session -> {
            if (session.place().hidden() && !SelfTest.isSelfTest(caller)) {
                return Future.failedFuture(SessionRepository.notFound());
            }
            return session.isOwnedBy(caller) ? Future.succeededFuture(session) : Future.failedFuture(notOwner());
        });
    }

    static Refusal notOwner() {
        return Refusal.of(Reason.FORBIDDEN, "notOwner", "This transaction belongs to somebody else.");
    }
}
