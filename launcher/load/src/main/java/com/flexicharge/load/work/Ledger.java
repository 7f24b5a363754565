package com.flexicharge.load.work;

import java.util.HashMap;
import java.util.Map;

/** What the chargers of one loop were told about their sessions: what a database must hold afterwards. On that loop. */
public final class Ledger {
    /** A session as its charger knows it. */
    public static final class Told {
        final int charger;
        final long meterStart;
        int readings;
        long meterStop = -1;

        Told(int charger, long meterStart) {
            this.charger = charger;
            this.meterStart = meterStart;
        }
    }

    private final Map<Long, Told> sessions = new HashMap<>();
    private long givenTwice;

    void started(long transactionID, int charger, long meterStart) {
        if (sessions.put(transactionID, new Told(charger, meterStart)) != null) {
            givenTwice++;
        }
    }

    void read(long transactionID) {
        var told = sessions.get(transactionID);
        if (told != null) {
            told.readings++;
        }
    }

    void stopped(long transactionID, long meterStop) {
        var told = sessions.get(transactionID);
        if (told != null) {
            told.meterStop = meterStop;
        }
    }

    /** Of all sessions together. */
    long readings() {
        return sessions.values().stream().mapToLong(told -> told.readings).sum();
    }

    /** @return all sessions by their transaction ids */
    Map<Long, Told> sessions() {
        return Map.copyOf(sessions);
    }

    /** Starts that were answered with the number of an earlier one. */
    long givenTwice() {
        return givenTwice;
    }
}
