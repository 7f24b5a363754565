package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargerBooted;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ConnectionChanged;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.StatusChanged;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.db.IntervalGatherer;
import com.flexicharge.transaction.DoubtRepository.Connected;
import com.flexicharge.transaction.DoubtRepository.Sign;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told of chargers and speaks for or against their sessions. Most of it concerns no session, and after an outage all chargers
 * tell at once, so it is gathered: a statement each interval instead of one each piece of news.
 */
final class ChargerNews {
    /** Nothing acts on a doubt sooner than after 30 s. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    /** 20,000 chargers with two connectors in one interval; an entry takes some 100 B. What is beyond, the rounds find. */
    private static final int MOST = 40_000;

    private final IntervalGatherer<Where, Sign> signs;
    private final IntervalGatherer<Integer, Connected> connections;
    private final Clock clock;

    /** @param connector absent: all of the charger */
    private record Where(int connectorID, @Nullable Integer connector) {}

    ChargerNews(Vertx vertx, DoubtRepository doubts, Clock clock) {
        this.signs = IntervalGatherer.start(
                vertx, "signs of sessions that are over", INTERVAL, MOST, entries -> doubts.doubt(values(entries)));
        this.connections = IntervalGatherer.start(
                vertx,
                "connections of sessions' chargers",
                INTERVAL,
                MOST,
                entries -> doubts.connected(values(entries)));
        this.clock = clock;
    }

    void onStatus(StatusChanged changed) {
        if (changed.status() == ConnectorStatus.AVAILABLE) {
            signs.note(
                    new Where(changed.connectorID(), changed.connector()),
                    Sign.available(changed.connectorID(), changed.connector(), changed.receivedAt()));
        }
    }

    void onBoot(ChargerBooted booted) {
        signs.note(new Where(booted.connectorID(), null), Sign.boot(booted.connectorID(), booted.at()));
    }

    void onConnection(ConnectionChanged changed) {
        connections.note(
                changed.connectorID(), new Connected(changed.connectorID(), changed.connected(), clock.instant()));
    }

    Future<Void> close() {
        return signs.close().eventually(() -> connections.close());
    }

    private static <K, V> List<V> values(List<Map.Entry<K, V>> entries) {
        return entries.stream().map(Map.Entry::getValue).toList();
    }
}
