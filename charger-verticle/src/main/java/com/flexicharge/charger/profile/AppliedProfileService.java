package com.flexicharge.charger.profile;

import com.flexicharge.charger.Refusals;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.AppliedProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetAppliedProfiles;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfileSet;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.ProfilesCleared;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import com.flexicharge.shared.db.IntervalGatherer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;

/**
 * Notes which charging profiles chargers have accepted. Hardly any session has a profile of its own, so sessions that end are gathered: a
 * statement each interval instead of one each session.
 */
public final class AppliedProfileService {
    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Twice what 20,000 chargers can end at once on their two connectors; an entry takes some 100 B. */
    private static final int MOST = 80_000;

    private final AppliedProfileRepository applied;
    private final IntervalGatherer<Integer, Boolean> ended;

    public AppliedProfileService(Vertx vertx, AppliedProfileRepository applied) {
        this.applied = applied;
        this.ended = IntervalGatherer.start(
                vertx,
                "sessions whose charging profiles are gone",
                INTERVAL,
                MOST,
                entries -> applied.forgetSessions(
                        entries.stream().map(Map.Entry::getKey).toList()));
    }

    /** Fails with NOT_FOUND when there is no such charger. */
    public Future<Done> set(ProfileSet set) {
        return applied.set(set)
                .compose(isThere ->
                        isThere ? Future.succeededFuture(Done.DONE) : Future.failedFuture(Refusals.chargerNotFound()));
    }

    public Future<Done> cleared(ProfilesCleared cleared) {
        return applied.clear(cleared).map(Done.DONE);
    }

    public Future<AppliedProfiles> list(GetAppliedProfiles ask) {
        return applied.of(ask.connectorID()).map(AppliedProfiles::new);
    }

    public void onStopped(SessionStopped stopped) {
        ended.note(stopped.transactionID(), true);
    }

    public Future<Void> close() {
        return ended.close();
    }
}
