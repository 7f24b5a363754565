package com.flexicharge.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One physical charge as its charger knows it: what it measured, and what of that was acknowledged. Written on the charger's event loop,
 * read when the fleet has settled.
 */
final class Charge {
    private static final int UNKNOWN = -1;

    final String serial;
    final int connector;
    final String idTag;
    final long meterStart;
    final String startRaw;
    final List<Reading> readings = new ArrayList<>();

    /** All that its start was ever answered with; one, if all is well. */
    final Set<Integer> transactionIDs = new TreeSet<>();

    long meterStop;

    @Nullable
    String stopRaw;

    /** A word of OCPP 1.6 §7.36; absent: it says none. */
    @Nullable
    String stopReason;

    int stopsAcknowledged;
    private int transactionID = UNKNOWN;

    Charge(String serial, int connector, String idTag, long meterStart, String startRaw) {
        this.serial = serial;
        this.connector = connector;
        this.idTag = idTag;
        this.meterStart = meterStart;
        this.startRaw = startRaw;
    }

    void begun(int answered) {
        transactionIDs.add(answered);
        transactionID = answered;
    }

    Reading read(String raw, long meterWh) {
        var reading = new Reading(raw, meterWh);
        readings.add(reading);
        return reading;
    }

    void over(long meter, String raw) {
        meterStop = meter;
        stopRaw = raw;
    }

    /** What the charger puts into its messages: the latest answer; -1 without one. */
    int transactionID() {
        return transactionID;
    }

    boolean isKnown() {
        return transactionID != UNKNOWN;
    }

    @Override
    public String toString() {
        return serial + " connector " + connector + " from " + startRaw + " meter " + meterStart + " to "
                + (stopRaw == null ? "?" : stopRaw + " meter " + meterStop) + ", transactions " + transactionIDs;
    }

    /** @param tellsPercent whether the charger can see the car's battery */
    record Current(int powerW, int percent, boolean tellsPercent) {}

    /** One of its MeterValues. */
    static final class Reading {
        final String raw;
        final long meterWh;

        /** As sent. */
        int transactionID = UNKNOWN;

        boolean acknowledged;

        /** What it measured beside energy. */
        @Nullable
        Current current;

        Reading(String raw, long meterWh) {
            this.raw = raw;
            this.meterWh = meterWh;
        }

        @Override
        public String toString() {
            return "reading " + meterWh + " Wh at " + raw + " of transaction " + transactionID;
        }
    }
}
