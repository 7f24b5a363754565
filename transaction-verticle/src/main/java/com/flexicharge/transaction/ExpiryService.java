package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.Holds.HoldEnd;
import io.vertx.core.Future;

/** Gives connectors free that nobody came for. */
final class ExpiryService {
    private final ExpiryRepository expiry;
    private final Registry registry;
    private final Announcer announcer;
    private final Waiters waiters;
    private final WantedStops wantedStops;
    private final TransactionConfig config;

    ExpiryService(
            ExpiryRepository expiry,
            Registry registry,
            Announcer announcer,
            Waiters waiters,
            WantedStops wantedStops,
            TransactionConfig config) {
        this.expiry = expiry;
        this.registry = registry;
        this.announcer = announcer;
        this.waiters = waiters;
        this.wantedStops = wantedStops;
        this.config = config;
    }

    Future<Void> sweep() {
        return expiry.expireHolds()
                .onSuccess(expired -> expired.forEach(this::tell))
                .compose(holds -> expiry.expireRequests(config.startTimeout()))
                .onSuccess(expired -> expired.forEach(this::tell))
                .compose(requests -> expiry.takeWantedStops())
                .onSuccess(sessions -> sessions.forEach(wantedStops::stop))
                .mapEmpty();
    }

    private void tell(Session session) {
        registry.endHold(session.hold().reservationID(), HoldEnd.EXPIRED, session.transactionID());
        announcer.changed(session);
        waiters.tell(session.transactionID());
    }
}
