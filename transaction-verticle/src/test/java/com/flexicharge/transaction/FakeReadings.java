package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Latest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** livemetrics-verticle's answers, written by hand: the newest reading of each session. */
public final class FakeReadings {
    private final Map<Integer, LatestReading> latest = new ConcurrentHashMap<>();
    public volatile boolean away;

    FakeReadings(Bus bus) {
        bus.answer(
                LivemetricsEndpoints.GET_LATEST,
                asked -> away
                        ? Future.failedFuture(Refusal.of(Reason.UNAVAILABLE, "dbError", "Away."))
                        : Future.succeededFuture(new Latest(asked.transactionIDs().stream()
                                .map(latest::get)
                                .filter(Objects::nonNull)
                                .toList())));
    }

    public void put(int transactionID, long energyWh, int percent, Instant receivedAt) {
        latest.put(
                transactionID,
                new LatestReading(transactionID, energyWh, percent, 7200, receivedAt, receivedAt, false));
    }
}
