package com.flexicharge.launcher.demo;

import com.flexicharge.fleet.DemoFleet;
import com.flexicharge.fleet.DemoStand;
import com.flexicharge.fleet.Door;
import com.flexicharge.launcher.demo.DemoStands.Place;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.AddChargePoint;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargePoints;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.GetChargerBySerialNumber;
import com.flexicharge.shared.contract.charger.ChargerEndpoints.PutCharger;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints;
import com.flexicharge.shared.contract.transaction.IdTagEndpoints.PutIdTag;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the demonstration's chargers up as an operator does, and lets them come. Asked again it finds what it made, and touches nothing
 * else.
 */
public final class Demo {
    private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

    private final Bus bus;
    private final List<DemoStand> stands;
    private final DemoFleet fleet;

    /** @param door where this process listens for chargers */
    public Demo(Vertx vertx, Bus bus, Clock clock, DemoConfig config, Door door) {
        this.bus = bus;
        this.stands = DemoStands.of(config.chargers());
        this.fleet = DemoFleet.of(vertx, door, stands, 1, clock);
    }

    /** Does not wait until they are connected. */
    public Future<Void> start() {
        LOG.warn(
                "DEMO_CHARGERS={}: simulated chargers come to this server, and what they charge is invented",
                stands.size());
        return bus.ask(ChargerEndpoints.GET_CHARGE_POINTS, GetChargePoints.ALL)
                .compose(known -> each(DemoStands.places(stands.size()), place -> settle(place, known.chargePoints())))
                .compose(settled -> bus.ask(ChargerEndpoints.GET_CHARGE_POINTS, GetChargePoints.ALL))
                .compose(known -> each(
                        IntStream.range(0, stands.size()).boxed().toList(),
                        number -> register(number, known.chargePoints())))
                .compose(registered -> fleet.start());
    }

    public Future<Void> close() {
        return fleet.close();
    }

    private Future<Void> settle(Place place, List<ChargePoint> known) {
        boolean isThere = known.stream().anyMatch(point -> point.name().equals(place.name()));
        return isThere
                ? Future.succeededFuture()
                : bus.ask(
                                ChargerEndpoints.ADD_CHARGE_POINT,
                                new AddChargePoint(place.name(), place.address(), place.location(), null, 0))
                        .mapEmpty();
    }

    private Future<Void> register(int number, List<ChargePoint> known) {
        var stand = stands.get(number);
        var tag = new PutIdTag(stand.idTag(), false, null, null, null, null, "Demo");
        return bus.ask(IdTagEndpoints.PUT_ID_TAG, tag)
                .compose(put -> bus.ask(
                        ChargerEndpoints.GET_CHARGER_BY_SERIAL_NUMBER, new GetChargerBySerialNumber(stand.serial())))
                .<Void>mapEmpty()
                .recover(unknown -> add(stand, idOf(DemoStands.place(number), known)));
    }

    private Future<Void> add(DemoStand stand, int chargePointID) {
        return bus.ask(ChargerEndpoints.PUT_CHARGER, new PutCharger(stand.serial(), null, null, chargePointID, null))
                .mapEmpty();
    }

    private static int idOf(Place place, List<ChargePoint> known) {
        return known.stream()
                .filter(point -> point.name().equals(place.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no charge point " + place.name()))
                .chargePointID();
    }

    /** One after the other: a start is in no hurry, and the registry has others to serve. */
    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> work) {
        return each(all, 0, work);
    }

    private static <T> Future<Void> each(List<T> all, int next, Function<T, Future<Void>> work) {
        return next == all.size()
                ? Future.succeededFuture()
                : work.apply(all.get(next)).compose(done -> each(all, next + 1, work));
    }
}
