package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.shared.contract.transaction.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session delivered, at its end.
 *
 * @param meterStop as the charger sent it, or the estimate
 * @param energyWh  ≥ 0
 * @param suspect   the meter fell or jumped: the highest plausible energy counts
 * @param estimated the charger gave no meter value: the last reading counts
 */
record Figures(long meterStop, long energyWh, int percent, boolean suspect, boolean estimated) {
    /**
     * 1 GWh. No connector delivers that in a session, so a meter that says so is not believed; and a product with the highest
     * price (2³¹ öre) still fits a long.
     */
    static final long MOST_ENERGY_WH = 1_000_000_000L;

    /** The end as its charger tells it. */
    static Figures atStop(Session session, StopSession stop, Optional<LatestReading> last) {
        @Nullable Long meterStop = stop.meterStop();
        if (meterStop == null) {
            return estimate(session, last);
        }
        var lastWh = lastEnergyWh(session, last);
        var deliveredWh = deliveredWh(stop.protocol(), meterStart(session), meterStop);
        if (stop.meterRestarts() && (deliveredWh.isEmpty() || deliveredWh.get() < lastWh)) {
            return afterRestart(session, meterStop, lastWh, last);
        }
        return new Figures(
                meterStop,
                Math.max(deliveredWh.orElse(lastWh), lastWh),
                percent(session, last),
                fell(last) || meterStop < meterStart(session) || deliveredWh.isEmpty() || deliveredWh.get() < lastWh,
                false);
    }

    /** The meter began at 0 with the session, whatever the charger said then: what it shows is the energy. */
    private static Figures afterRestart(Session session, long meterStop, long lastWh, Optional<LatestReading> last) {
        var isPlausible = meterStop >= lastWh && meterStop <= MOST_ENERGY_WH;
        return new Figures(
                meterStop, isPlausible ? meterStop : lastWh, percent(session, last), fell(last) || !isPlausible, false);
    }

    /** The end as the last reading tells it, when the charger does not. */
    static Figures estimate(Session session, Optional<LatestReading> last) {
        var energyWh = lastEnergyWh(session, last);
        return new Figures(meterStart(session) + energyWh, energyWh, percent(session, last), fell(last), true);
    }

    /** The end as an operator books it: the meter's word counts, unless it is below the start. */
    static Figures booked(Session session, long meterStop) {
        return booked(session, meterStop, Optional.empty());
    }

    /** @param last counts where the meter's word does not */
    static Figures booked(Session session, long meterStop, Optional<LatestReading> last) {
        var deliveredWh = deliveredWh(session.spoken(), meterStart(session), meterStop);
        return new Figures(
                meterStop,
                deliveredWh.orElse(lastEnergyWh(session, last)),
                percent(session, last),
                deliveredWh.isEmpty(),
                false);
    }

    long priceOre(Session session) {
        return Transaction.priceOre(energyWh, session.pricePerKwhOre());
    }

    /** A FlexiCharge meter that begins anew with each session tells the energy itself. */
    private static Optional<Long> deliveredWh(Protocol protocol, long meterStart, long meterStop) {
        if (meterStop >= meterStart) {
            // Of meters at both ends of 64 bits the difference overflows, and so is negative.
            return Optional.of(meterStop - meterStart).filter(wh -> wh >= 0 && wh <= MOST_ENERGY_WH);
        }
        return protocol == Protocol.FLEXICHARGE && meterStop >= 0 && meterStop <= MOST_ENERGY_WH
                ? Optional.of(meterStop)
                : Optional.empty();
    }

    private static long lastEnergyWh(Session session, Optional<LatestReading> last) {
        var readWh = last.map(LatestReading::energyWh).orElse(0L);
        return Math.min(MOST_ENERGY_WH, Math.max(session.energyWh(), readWh));
    }

    /** The meter fell during the session already. */
    private static boolean fell(Optional<LatestReading> last) {
        return last.map(LatestReading::suspect).orElse(false);
    }

    private static int percent(Session session, Optional<LatestReading> last) {
        return last.map(LatestReading::percent)
                .map(percent -> Math.max(0, Math.min(100, percent)))
                .orElse(session.percent());
    }

    private static long meterStart(Session session) {
        return session.begun().map(Session.Begin::meterStart).orElse(0L);
    }
}
