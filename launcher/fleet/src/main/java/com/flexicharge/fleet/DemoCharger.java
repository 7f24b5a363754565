package com.flexicharge.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A charger of the demonstration: cars come and go, it does what it is told, and now and then something is wrong with it. On one event loop. */
final class DemoCharger {
    private static final Temper CALM = new Temper(true, 0, 0, 0, false, false);
    private static final Duration PLUGGING = Duration.ofSeconds(4);
    private static final Duration REPAIR = Duration.ofSeconds(45);
    private static final Duration AT_ONCE = Duration.ofMillis(800);
    private static final int FAULTS = 25;
    private static final int LOST_SOCKETS = 40;
    private static final List<String> ERRORS =
            List.of("GroundFailure", "ConnectorLockFailure", "OverCurrentFailure", "HighTemperature");
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
    private static final String REJECTED = "{\"status\":\"Rejected\"}";

    private enum State {
        FREE,
        HELD,
        PLUGGED,
        CHARGING,
        LEAVING,
        BROKEN,
        CLOSED
    }

    private final DemoStand stand;
    private final Dialect dialect;
    private final Tempo tempo;
    private final RandomGenerator random;
    private final Clockwork clock;
    private final Courier courier;

    private State state = State.FREE;
    private long meterWh;
    private long meterAtStart;
    private @Nullable Car car;
    private @Nullable Charge charge;
    private double readSeconds;
    private int heldFor;

    /** @param tempo of which {@code readings} means nothing here: cars decide how long they stay */
    DemoCharger(
            Vertx vertx,
            WebSocketClient client,
            Door door,
            DemoStand stand,
            Tempo tempo,
            RandomGenerator random,
            Clock clock) {
        this.stand = stand;
        this.dialect = stand.flexiCharge() ? Dialect.FLEXICHARGE : Dialect.STRICT;
        this.tempo = tempo;
        this.random = random;
        this.clock = new Clockwork(clock, dialect);
        this.meterWh = random.nextInt(1_000_000);
        var make = new Make(stand.vendor(), stand.model(), "demo");
        this.courier = new Courier(
                vertx,
                client,
                door,
                new Nature(dialect, make, tempo, CALM, this::told),
                random,
                new ChargerHistory(stand.serial()));
    }

    void start() {
        courier.connect();
        courier.later(AT_ONCE, this::tellStatus);
        // Half of them have a car soon, so that there is something to see.
        courier.later(random.nextBoolean() ? PLUGGING.multipliedBy(3) : tempo.idle(), this::somebodyComes);
    }

    /** Whoever charges is sent away with what they have. */
    void close() {
        if (state == State.CHARGING) {
            unplug("PowerLoss");
        }
        state = State.CLOSED;
        courier.settle();
    }

    boolean isSettled() {
        return courier.isSettled() || !courier.isConnected();
    }

    /** A car by itself, unless the place is taken, or something is wrong for once. */
    private void somebodyComes() {
        courier.later(tempo.idle(), this::somebodyComes);
        if (state != State.FREE) {
            return;
        }
        if (Temper.happens(LOST_SOCKETS, random)) {
            courier.drop();
        } else if (Temper.happens(FAULTS, random)) {
            fail();
        } else if (!stand.flexiCharge()) {
            // FlexiCharge's chargers are started from the app alone.
            plugIn();
            courier.later(PLUGGING, () -> begin(stand.idTag()));
        }
    }

    private void fail() {
        become(State.BROKEN);
        courier.later(REPAIR, () -> {
            if (state == State.BROKEN) {
                become(State.FREE);
            }
        });
    }

    private void plugIn() {
        car = Car.drawn(random, stand.connectorW());
        become(State.PLUGGED);
    }

    private void begin(String idTag) {
        if (state != State.PLUGGED) {
            return;
        }
        meterAtStart = stand.flexiCharge() ? 0 : meterWh;
        var begun = new Charge(stand.serial(), 1, idTag, meterAtStart, clock.now());
        charge = begun;
        become(State.CHARGING);
        courier.remember(new Message(
                "StartTransaction",
                () -> dialect.start(begun),
                answer -> begun.begun(answer.path("transactionId").asInt()),
                code -> {}));
        readLater();
    }

    private void readLater() {
        var now = charge;
        long millis = Tempo.drawn(tempo.reading(), random);
        readSeconds = millis / 1000.0;
        courier.laterBy(millis, () -> {
            if (state == State.CHARGING && charge == now) {
                read();
            }
        });
    }

    private void read() {
        var here = car;
        var running = charge;
        if (here == null || running == null) {
            return;
        }
        here.charge(readSeconds);
        tellReading(running, here);
        if (here.isContent()) {
            unplug("EVDisconnected");
        } else {
            readLater();
        }
    }

    private void tellReading(Charge running, Car here) {
        var reading = running.read(clock.now(), meterAtStart + here.deliveredWh());
        reading.current = new Charge.Current(here.powerW(), here.percent(), stand.seesBattery());
        if (!dialect.keepsReadings()) {
            courier.tell("MeterValues", dialect.reading(running, reading), answer -> {});
        } else if (!courier.isFull()) {
            courier.remember(
                    new Message("MeterValues", () -> dialect.reading(running, reading), answer -> {}, code -> {}));
        }
        running.readings.clear();
    }

    private void unplug(String reason) {
        var over = charge;
        var gone = car;
        if (over == null || gone == null) {
            return;
        }
        meterWh += gone.deliveredWh();
        over.over(meterAtStart + gone.deliveredWh(), clock.now());
        over.stopReason = reason;
        charge = null;
        car = null;
        courier.remember(new Message("StopTransaction", () -> dialect.stop(over), answer -> {}, code -> {}));
        become(State.LEAVING);
        courier.later(PLUGGING, () -> {
            if (state == State.LEAVING) {
                become(State.FREE);
            }
        });
    }

    private void become(State next) {
        state = next;
        tellStatus();
    }

    private void tellStatus() {
        var error = state == State.BROKEN ? ERRORS.get(random.nextInt(ERRORS.size())) : Dialect.NO_ERROR;
        courier.tell("StatusNotification", dialect.status(word(), error), answer -> {});
    }

    private String word() {
        return switch (state) {
            case FREE -> "Available";
            case HELD -> "Reserved";
            case PLUGGED -> "Preparing";
            case CHARGING -> "Charging";
            case LEAVING -> "Finishing";
            case BROKEN -> "Faulted";
            case CLOSED -> "Unavailable";
        };
    }

    /** As a charger that knows its trade. */
    private String told(String action, JsonNode payload) {
        return switch (action) {
            case "RemoteStartTransaction" -> remoteStart(payload.path("idTag").asText(stand.idTag()));
            case "RemoteStopTransaction" ->
                remoteStop(payload.path("transactionId").asInt());
            case "ReserveNow" -> reserve(payload);
            case "CancelReservation" -> cancel();
            case "UnlockConnector" -> unlock();
            case "Reset" -> reset();
            case "TriggerMessage" -> trigger();
            case "GetConfiguration" -> configuration();
            case "GetLocalListVersion" -> "{\"listVersion\":0}";
            case "GetDiagnostics", "UpdateFirmware" -> "{}";
            case "GetCompositeSchedule" -> REJECTED;
            default -> ACCEPTED;
        };
    }

    private String remoteStart(String idTag) {
        if (state != State.FREE && state != State.HELD && state != State.PLUGGED) {
            return REJECTED;
        }
        courier.later(AT_ONCE, () -> {
            if (state == State.FREE || state == State.HELD) {
                plugIn();
            }
            begin(idTag);
        });
        return ACCEPTED;
    }

    /** A FlexiCharge charger knows no numbers of transactions. */
    private String remoteStop(int transactionID) {
        var running = charge;
        if (running == null || (!stand.flexiCharge() && running.transactionID() != transactionID)) {
            return REJECTED;
        }
        courier.later(AT_ONCE, () -> {
            if (charge == running) {
                unplug("Remote");
            }
        });
        return ACCEPTED;
    }

    private String reserve(JsonNode payload) {
        if (state != State.FREE) {
            return state == State.BROKEN ? "{\"status\":\"Faulted\"}" : "{\"status\":\"Occupied\"}";
        }
        int reservation = payload.path("reservationId").asInt();
        heldFor = reservation;
        courier.later(AT_ONCE, () -> become(state == State.FREE ? State.HELD : state));
        courier.laterBy(clock.millisUntil(payload.path("expiryDate")), () -> {
            if (state == State.HELD && heldFor == reservation) {
                become(State.FREE);
            }
        });
        return ACCEPTED;
    }

    private String cancel() {
        if (state == State.HELD) {
            courier.later(AT_ONCE, () -> become(state == State.HELD ? State.FREE : state));
        }
        return ACCEPTED;
    }

    private String unlock() {
        courier.later(AT_ONCE, () -> unplug("UnlockCommand"));
        return "{\"status\":\"Unlocked\"}";
    }

    private String reset() {
        courier.later(AT_ONCE, () -> {
            unplug("SoftReset");
            courier.later(AT_ONCE, courier::drop);
        });
        return ACCEPTED;
    }

    private String trigger() {
        courier.later(AT_ONCE, this::tellStatus);
        return ACCEPTED;
    }

    private String configuration() {
        return "{\"configurationKey\":["
                + "{\"key\":\"HeartbeatInterval\",\"readonly\":false,\"value\":\"300\"},"
                + "{\"key\":\"MeterValueSampleInterval\",\"readonly\":false,\"value\":\""
                + tempo.reading().toSeconds() + "\"},"
                + "{\"key\":\"NumberOfConnectors\",\"readonly\":true,\"value\":\"1\"},"
                + "{\"key\":\"ConnectorMaxPower\",\"readonly\":true,\"value\":\"" + stand.connectorW() + "\"}]}";
    }
}
