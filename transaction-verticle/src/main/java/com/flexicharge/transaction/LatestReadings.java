package com.flexicharge.transaction;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.bus.Endpoint;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.GetLatest;
import com.flexicharge.shared.contract.livemetrics.LivemetricsEndpoints.Latest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What livemetrics-verticle knows newer than our rows. */
final class LatestReadings {
    /** A person or a charger waits meanwhile; our own figures are better than none. */
    private static final Endpoint<GetLatest, Latest> SOON =
            LivemetricsEndpoints.GET_LATEST.within(Duration.ofMillis(500));

    /** As many as the endpoint takes at a time. */
    private static final int AT_ONCE = 500;

    private final Bus bus;

    LatestReadings(Bus bus) {
        this.bus = bus;
    }

    /** Never fails: of a verticle that is away or late nothing is known. */
    Future<Readings> of(List<Integer> transactionIDs) {
        if (transactionIDs.isEmpty()) {
            return Future.succeededFuture(Readings.NONE);
        }
        if (transactionIDs.size() <= AT_ONCE) {
            return ask(transactionIDs);
        }
        return ask(transactionIDs.subList(0, AT_ONCE))
                .compose(some -> of(transactionIDs.subList(AT_ONCE, transactionIDs.size()))
                        .map(rest -> joined(some, rest)));
    }

    private Future<Readings> ask(List<Integer> transactionIDs) {
        var asked = Set.copyOf(transactionIDs);
        return bus.ask(SOON, new GetLatest(transactionIDs))
                .map(latest -> new Readings(asked, true, byID(latest.readings())))
                .otherwise(new Readings(asked, false, Map.of()));
    }

    private static Map<Integer, LatestReading> byID(List<LatestReading> readings) {
        var byID = new HashMap<Integer, LatestReading>();
        readings.forEach(reading -> byID.put(reading.transactionID(), reading));
        return byID;
    }

    private static Readings joined(Readings some, Readings rest) {
        var asked = new HashSet<>(some.asked());
        asked.addAll(rest.asked());
        var latest = new HashMap<>(some.latest());
        latest.putAll(rest.latest());
        return new Readings(asked, some.known() && rest.known(), latest);
    }
}
