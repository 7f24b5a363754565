package com.flexicharge.fleet;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * An OCPP 1.6J charger with one connector, at which one charge follows the other. On one event loop.
 */
final class StrictCharger {
    private static final int TAGS = 1_000;
    private static final int MOST_WH_BETWEEN_READINGS = 500;

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

    StrictCharger(
            Vertx vertx,
            WebSocketClient client,
            Door door,
            FleetPlan plan,
            int number,
            RandomGenerator random,
            Clock clock,
            Neighbours neighbours) {
        this.tempo = plan.tempo();
        this.random = random;
        this.temper = Temper.drawn(random);
        this.clock = new Clockwork(clock);
        this.history = new ChargerHistory(plan.serial(number));
        this.neighbours = neighbours;
        this.oddities = new Oddities(random, neighbours, history);
        this.isOdd = plan.oddities();
        this.courier = new Courier(vertx, client, door, tempo, random, temper, history);
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
                courier.remember(meterValues(charge));
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

    private void status(String status) {
        courier.tell(
                "StatusNotification", "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"" + status + "\"}");
    }

    private Message start(Charge charge) {
        return new Message(
                "StartTransaction",
                () -> "{\"connectorId\":" + charge.connector + ",\"idTag\":\"" + charge.idTag + "\",\"meterStart\":"
                        + charge.meterStart + ",\"timestamp\":\"" + charge.startRaw + "\"}",
                answer -> {
                    charge.begun(answer.path("transactionId").asInt());
                    neighbours.heard(charge.serial, charge.transactionID());
                    perhapsAgain(() -> start(charge));
                },
                code -> history.refusedStorable("StartTransaction", code));
    }

    private Message meterValues(Charge charge) {
        var reading = charge.read(clock.now(), meterWh);
        return new Message(
                "MeterValues",
                () -> {
                    reading.transactionID = charge.transactionID();
                    return "{\"connectorId\":" + charge.connector + ","
                            + (charge.isKnown() ? "\"transactionId\":" + reading.transactionID + "," : "")
                            + "\"meterValue\":[{\"timestamp\":\"" + reading.raw
                            + "\",\"sampledValue\":[{\"value\":\"" + reading.meterWh + "\"}]}]}";
                },
                answer -> reading.acknowledged = true,
                code -> history.refusedStorable("MeterValues", code));
    }

    private Message stop(Charge charge) {
        return new Message(
                "StopTransaction",
                () -> "{\"idTag\":\"" + charge.idTag + "\",\"meterStop\":" + charge.meterStop + ",\"timestamp\":\""
                        + charge.stopRaw + "\",\"transactionId\":" + charge.transactionID() + "}",
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
