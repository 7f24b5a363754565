package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.StopSession;
import com.flexicharge.transaction.Session.Begin;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether a session's times are ours because its charger's clock cannot be believed. Strict OCPP only: a FlexiCharge charger knows no
 * calendar, so that all of its sessions would be marked.
 */
final class OddClock {
    private OddClock() {}

    static boolean of(Session session, StopSession stop) {
        return stop.protocol() == Protocol.OCPP_16
                && (ChargerTime.of(stop).believed().isEmpty()
                        || session.begun().filter(OddClock::countsByReceipt).isPresent());
    }

    /** The time of receipt counts, and it is not what the charger said: that would be the same to the microsecond. */
    private static boolean countsByReceipt(Begin begin) {
        return begin.at().equals(begin.receivedAt().truncatedTo(ChronoUnit.MICROS)) && !says(begin.raw(), begin.at());
    }

    private static boolean says(String raw, Instant at) {
        try {
            return Instant.parse(raw).equals(at);
        } catch (DateTimeException unreadable) {
            return false;
        }
    }
}
