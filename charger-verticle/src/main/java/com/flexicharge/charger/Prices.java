package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Reason;
import com.flexicharge.shared.contract.Refusal;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.Price;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user pays now, öre per kWh: a charge point's own price, else the one everybody pays, which transaction-verticle knows. That
 * one is asked for at most once a second however many chargers boot, and however often apps poll the charge points.
 *
 * <p>Lives on the verticle's event loop.
 */
final class Prices {
    private static final Duration STAYS_GOOD = Duration.ofSeconds(1);

    private final Bus bus;
    private final Clock clock;
    private Future<Integer> forEverybody = Future.failedFuture("not asked yet");
    private Instant askedAt = Instant.EPOCH;

    Prices(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /**
     * @param ownPriceOre of the charge point; absent: it has none
     * @return fails with UNAVAILABLE when transaction-verticle is needed and away
     */
    Future<Integer> now(@Nullable Integer ownPriceOre) {
        return Optional.ofNullable(ownPriceOre).map(Future::succeededFuture).orElseGet(this::forEverybody);
    }

    Future<Integer> forEverybody() {
        var now = clock.instant();
        if (forEverybody.failed() || !now.isBefore(askedAt.plus(STAYS_GOOD))) {
            askedAt = now;
            forEverybody = ask();
        }
        return forEverybody;
    }

    private Future<Integer> ask() {
        return bus.ask(TransactionEndpoints.GET_PRICE, new TransactionEndpoints.GetPrice(null))
                .map(Price::pricePerKwhOre)
                .recover(away -> Future.failedFuture(Refusal.of(
                        Reason.UNAVAILABLE, "unavailable", "The price cannot be told just now; try again shortly.")));
    }
}
