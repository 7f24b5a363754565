package com.flexicharge.charger;

import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.Done;
import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChangeChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.ChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.RemoveChargePoint;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places where chargers stand. Each is shown with what a user would pay there now. */
final class ChargePointService {
    private final ChargePointRepository repository;
    private final Prices prices;
    private final OpenSessions openSessions;
    private final Bus bus;
    private final Clock clock;

    ChargePointService(
            ChargePointRepository repository, Prices prices, OpenSessions openSessions, Bus bus, Clock clock) {
        this.repository = repository;
        this.prices = prices;
        this.openSessions = openSessions;
        this.bus = bus;
        this.clock = clock;
    }

    Future<ChargePoints> list(GetChargePoints ask) {
        return repository.list(ask.page()).compose(this::allWithPrice).map(ChargePoints::new);
    }

    Future<ChargePoint> get(GetChargePoint ask) {
        return repository.find(ask.chargePointID()).compose(this::foundWithPrice);
    }

    Future<ChargePoint> add(AddChargePoint wanted) {
        checkTexts(wanted.name(), wanted.address())
                .unless(isNotNegative(wanted.ownPriceOre()), "price", "invalidPrice", "price must not be negative")
                .unless(
                        wanted.klarnaReservationAmountOre() >= 0,
                        "klarnaReservationAmount",
                        "invalidKlarnaReservationAmount",
                        "klarnaReservationAmount must not be negative")
                .check();
        return repository.add(wanted, clock.instant()).compose(this::withPrice);
    }

    Future<ChargePoint> change(ChangeChargePoint change) {
        checkTexts(change.name(), change.address())
                .unless(isNotNegative(change.ownPriceOre()), "price", "invalidPrice", "price must not be negative")
                .unless(
                        isNotNegative(change.klarnaReservationAmountOre()),
                        "klarnaReservationAmount",
                        "invalidKlarnaReservationAmount",
                        "klarnaReservationAmount must not be negative")
                .check();
        return repository.change(change, clock.instant()).compose(this::foundWithPrice);
    }

    /** Its chargers go with it, so all of them must be without a session first. */
    Future<Done> remove(RemoveChargePoint ask) {
        return repository
                .chargersOf(ask.chargePointID())
                .compose(openSessions::requireNone)
                .compose(free -> repository.remove(ask.chargePointID(), clock.instant()))
                .compose(removed -> removed.map(this::tellRemoved)
                        .orElseGet(() -> Future.failedFuture(Refusals.chargePointNotFound())));
    }

    Future<ChargePoint> withPrice(StoredChargePoint stored) {
        return prices.now(stored.ownPriceOre()).map(stored::at);
    }

    private Future<Done> tellRemoved(List<Removed> chargers) {
        chargers.forEach(charger -> bus.tell(ChargerEndpoints.CONNECTION_CHANGED, charger.asTold()));
        return Future.succeededFuture(Done.DONE);
    }

    private Future<ChargePoint> foundWithPrice(Optional<StoredChargePoint> found) {
        return found.map(this::withPrice).orElseGet(() -> Future.failedFuture(Refusals.chargePointNotFound()));
    }

    private Future<List<ChargePoint>> allWithPrice(List<StoredChargePoint> stored) {
        return Future.all(stored.stream().map(this::withPrice).toList()).map(all -> all.<ChargePoint>list());
    }

    private static Faults checkTexts(@Nullable String name, @Nullable String address) {
        return new Faults()
                .unless(
                        name == null || hasLength(name, 1, 30),
                        "name",
                        "invalidName",
                        "name must have 1 to 30 characters")
                .unless(
                        address == null || hasLength(address, 0, 255),
                        "address",
                        "invalidAddress",
                        "address must have at most 255 characters");
    }

    /** Counted as PostgreSQL counts, which cannot store the character 0. */
    private static boolean hasLength(String text, int min, int max) {
        var length = text.codePointCount(0, text.length());
        return length >= min && length <= max && text.indexOf('\0') < 0;
    }

    private static boolean isNotNegative(@Nullable Integer ore) {
        return ore == null || ore >= 0;
    }
}
