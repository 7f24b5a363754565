package com.flexicharge.fleet;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A charger with one connector, at which one charge follows the other. On one event loop.
 */
final class SimulatedCharger {
    private static final int TAGS = 1_000;
    private static final int MOST_WH_BETWEEN_READINGS = 500;

    private final Dialect dialect;
    private final Tempo tempo;
    private final RandomGenerator random;
    private final Temper temper;
    private final Clockwork clock;
    private final ChargerHistory history;
    private final Neighbours neighbours;
    private final Oddities oddities;
    private final boolean isOdd;
    private final Courier courier;

    private long meterWh;
    private @Nullable Charge charging;
    private int readingsLeft;

    SimulatedCharger(
            Vertx vertx,
            WebSocketClient client,
            Door door,
            Dialect dialect,
            FleetPlan plan,
            int number,
            RandomGenerator random,
            Clock clock,
            Neighbours neighbours) {
        this.dialect = dialect;
        this.tempo = plan.tempo();
        this.random = random;
        this.temper = Temper.drawn(random, dialect);
        this.clock = new Clockwork(clock, dialect);
        this.history = new ChargerHistory(plan.serial(number));
        this.neighbours = neighbours;
        this.oddities = new Oddities(random, neighbours, history);
        this.isOdd = plan.oddities() && dialect == Dialect.STRICT;
        var nature = new Nature(dialect, dialect.usualMake(), tempo, temper, Orders.ITS_OWN_MASTER);
        this.courier = new Courier(vertx, client, door, nature, random, history);
        this.meterWh = random.nextInt(1_000_000);
    }

    ChargerHistory history() {
        history.connectedAtTheEnd = courier.isConnected();
        return history;
    }

    void start() {
        courier.connect();
        courier.later(tempo.idle(), this::plugIn);
    }

    /** Begins no charge any more, and stops doing odd things. */
    void settle() {
        courier.settle();
    }

    /** All it has measured is acknowledged, and it is connected. */
    boolean isSettled() {
        return charging == null && courier.isSettled();
    }

    @Override
    public String toString() {
        return courier + (charging == null ? "" : ", charging");
    }

    void disturb(Disturbance disturbance) {
        switch (disturbance) {
            case DROP_ALL -> courier.drop();
            case SECOND_SOCKETS -> courier.secondSocket();
            case CLOCK_JUMPS -> clock.jump(random);
        }
    }

    private void plugIn() {
        if (courier.isSettling()) {
            return;
        }
        if (courier.isFull()) {
            courier.later(tempo.idle(), this::plugIn);
            return;
        }
        meterWh++;
        var raw = temper.absurdClock() ? Clockwork.absurd(random) : clock.now();
        var charge = new Charge(history.serial, 1, "TAG-" + random.nextInt(TAGS), meterWh, raw);
        history.charges.add(charge);
        charging = charge;
        readingsLeft = 1 + random.nextInt(2 * tempo.readings() - 1);
        status("Charging");
        courier.remember(start(charge));
        courier.later(tempo.reading(), this::read);
    }

    private void read() {
        var charge = charging;
        if (charge == null) {
            return;
        }
        meterWh += 1 + random.nextInt(MOST_WH_BETWEEN_READINGS);
        if (readingsLeft-- > 0 && !courier.isSettling()) {
            if (!courier.isFull()) {
                tellReading(charge);
            }
            courier.later(tempo.reading(), this::read);
        } else {
            unplug(charge);
        }
    }

    private void unplug(Charge charge) {
        charging = null;
        if (courier.isSettling() || !Temper.happens(temper.forgetsStops(), random)) {
            charge.over(meterWh, clock.now());
            courier.remember(stop(charge));
            if (isOdd && !courier.isSettling()) {
                oddities.behind(charge, clock.now()).ifPresent(courier::remember);
            }
        } else {
            courier.drop();
        }
        status("Available");
        courier.later(tempo.idle(), this::plugIn);
    }

    private void status(String word) {
        courier.tell("StatusNotification", dialect.status(word, Dialect.NO_ERROR), answer -> {});
    }

    private Message start(Charge charge) {
        return new Message(
                "StartTransaction",
                () -> dialect.start(charge),
                answer -> {
                    charge.begun(answer.path("transactionId").asInt());
                    neighbours.heard(charge.serial, charge.transactionID());
                    perhapsAgain(() -> start(charge));
                },
                code -> history.refusedStorable("StartTransaction", code));
    }

    private void tellReading(Charge charge) {
        var reading = charge.read(clock.now(), meterWh);
        if (dialect.keepsReadings()) {
            courier.remember(new Message(
                    "MeterValues",
                    () -> {
                        reading.transactionID = charge.transactionID();
                        return dialect.reading(charge, reading);
                    },
                    answer -> reading.acknowledged = true,
                    code -> history.refusedStorable("MeterValues", code)));
        } else if (charge.isKnown()) {
            reading.transactionID = charge.transactionID();
            courier.tell("MeterValues", dialect.reading(charge, reading), answer -> reading.acknowledged = true);
        }
    }

    private Message stop(Charge charge) {
        return new Message(
                "StopTransaction",
                () -> dialect.stop(charge),
                answer -> {
                    charge.stopsAcknowledged++;
                    perhapsAgain(() -> stop(charge));
                },
                code -> history.refusedStorable("StopTransaction", code));
    }

    /** Some chargers lose the answer after they got it. */
    private void perhapsAgain(Supplier<Message> message) {
        if (!courier.isSettling() && Temper.happens(temper.repeats(), random)) {
            courier.rememberFirst(message.get());
        }
    }
}
