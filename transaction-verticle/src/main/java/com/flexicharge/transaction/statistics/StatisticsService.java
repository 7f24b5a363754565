package com.flexicharge.transaction.statistics;

import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.GetStatistics;
import com.flexicharge.shared.contract.transaction.StatisticsEndpoints.Statistics;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What people, chargers and the fleet charged: own sums for everybody, all for admins. */
public final class StatisticsService {
    private final StatisticsRepository sums;

    public StatisticsService(StatisticsRepository sums) {
        this.sums = sums;
    }

    public Future<Statistics> get(GetStatistics asked) {
        var caller = asked.caller();
        @Nullable String userID = asked.userID();
        if (userID != null && !caller.owns(userID)) {
            return Future.failedFuture(
                    Refusal.of(Reason.FORBIDDEN, "notOwner", "These statistics are somebody else's."));
        }
        var whose = userID != null || caller.isAdmin() ? userID : caller.userID();
        return sums.sums(Period.of(asked), whose, asked.connectorID()).map(Statistics::new);
    }
}
