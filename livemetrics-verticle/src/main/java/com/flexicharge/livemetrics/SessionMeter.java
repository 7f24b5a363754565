package com.flexicharge.livemetrics;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.MeterReading;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes one running figure of what a session's readings say. Touched on the verticle's event loop only. */
final class SessionMeter {
    /** A terawatt hour and more is no reading; keeps sums and prices (Wh × öre) far from overflowing. */
    private static final long MOST_WH = 1_000_000_000_000L;

    /** Intervals repeat when a charger sends a message again, so within the last few: 64 keys of some 40 characters. */
    private static final int REMEMBERED_KEYS = 64;

    private final Protocol protocol;
    private final long meterStart;
    private final Optional<Instant> countedUpTo;
    private final Set<String> countedKeys = new LinkedHashSet<>();
    private Metered now;
    private boolean hasRestarted;

    /**
     * @param before      what was stored of it
     * @param countedUpTo the latest reading in that; intervals up to it are in its sum
     */
    SessionMeter(OpenSession session, Metered before, Optional<Instant> countedUpTo) {
        this.protocol = session.protocol();
        this.meterStart = session.meterStart();
        this.now = before;
        this.countedUpTo = countedUpTo;
    }

    /**
     * Takes the next reading as it arrived. The newest values are the last that arrived, whatever the charger's clock says.
     *
     * @param behind   whether it is an old reading that arrives late, in which a lower meter is no fault
     * @param restarts whether the meter begins at 0 with each session, whatever the charger said when the session began
     */
    Metered take(MeterReading reading, ReadingTime time, boolean behind, boolean restarts) {
        long energyWh = energy(reading, time, behind, restarts);
        boolean fell = energyWh < now.energyWh() && !behind;
        now = new Metered(
                Math.max(energyWh, now.energyWh()),
                Optional.ofNullable(reading.percent())
                        .map(SessionMeter::percent)
                        .orElse(now.percent()),
                Optional.ofNullable(reading.powerW())
                        .map(watts -> Math.max(0, watts))
                        .or(now::powerW),
                now.suspect() || fell);
        return now;
    }

    Metered now() {
        return now;
    }

    /** Of the whole session, Wh; may be negative; as before when this reading says nothing of energy. */
    private long energy(MeterReading reading, ReadingTime time, boolean behind, boolean restarts) {
        if (reading.deliveredWh() != null) {
            return plausible(reading.deliveredWh());
        }
        if (reading.registerWh() != null) {
            return sinceStart(plausible(reading.registerWh()), behind, restarts);
        }
        return plausible(now.energyWh() + interval(reading.intervalWh(), reading.key(), time));
    }

    /** FlexiCharge chargers start their meter at 0 in each session, whatever meterStart they told: then the total is the energy. */
    private long sinceStart(long registerWh, boolean behind, boolean restarts) {
        long delivered = registerWh - plausible(meterStart);
        if (restarts && showsRestart(delivered, behind)) {
            hasRestarted = true;
        }
        if (hasRestarted) {
            // one from before the restart that comes late holds the old total
            return behind ? Math.min(registerWh, now.energyWh()) : registerWh;
        }
        return delivered < 0 && protocol == Protocol.FLEXICHARGE ? registerWh : delivered;
    }

    /** The meter is below where it began, or would say that the session has less energy than it had. */
    private boolean showsRestart(long delivered, boolean behind) {
        return delivered < 0 || (!behind && delivered < now.energyWh());
    }

    private long interval(@Nullable Long intervalWh, String key, ReadingTime time) {
        if (intervalWh == null || isCounted(time) || !countedKeys.add(key)) {
            return 0;
        }
        if (countedKeys.size() > REMEMBERED_KEYS) {
            countedKeys.remove(Objects.requireNonNull(countedKeys.iterator().next()));
        }
        return Math.max(0, plausible(intervalWh));
    }

    private boolean isCounted(ReadingTime time) {
        return time.takenAt()
                .filter(taken ->
                        countedUpTo.filter(upTo -> !taken.isAfter(upTo)).isPresent())
                .isPresent();
    }

    private static long plausible(long wattHours) {
        return Math.min(Math.max(wattHours, -MOST_WH), MOST_WH);
    }

    private static int percent(int told) {
        return Math.min(Math.max(told, 0), 100);
    }
}
