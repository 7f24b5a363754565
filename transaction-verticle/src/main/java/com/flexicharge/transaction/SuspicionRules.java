package com.flexicharge.transaction;

import com.flexicharge.shared.contract.charger.ChargerEndpoints.Site;
import com.flexicharge.shared.contract.charger.Connector;
import com.flexicharge.shared.contract.charger.ConnectorStatus;
import com.flexicharge.shared.contract.livemetrics.LatestReading;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which silence speaks against an open session, and what speaks for it again. None of it holds against a legal quiet session: a
 * strict charger may send no readings at all ({@code MeterValueSampleInterval} 0), none while its car pauses, and hand in everything
 * hours after it was offline.
 */
final class SuspicionRules {
    /** A night offline is ordinary; what happened in it is handed in in the morning. */
    private static final Duration AWAY = Duration.ofHours(24);

    /** Readings come every few minutes where they come; the longest usual interval is an hour. */
    private static final Duration SILENT = Duration.ofHours(6);

    /** A car left at an airport is charged for weeks on paper. After this a stop's own time would not be believed either. */
    private static final Duration LONG = Duration.ofDays(30);

    private static final Duration LONG_AND_SILENT = Duration.ofHours(24);

    private SuspicionRules() {}

    /** @param session open, and not suspect */
    static Optional<SuspectReason> against(Session session, Optional<LatestReading> last, Site site, Instant now) {
        var heard = heard(session, last);
        if (isAway(site, heard, now)) {
            return Optional.of(SuspectReason.CHARGER_AWAY);
        }
        if (last.isPresent() && isOver(SILENT, heard, now) && couldHaveTold(session, site, now)) {
            return Optional.of(SuspectReason.NO_READINGS);
        }
        return isOver(LONG, begunAt(session), now) && isOver(LONG_AND_SILENT, heard, now)
                ? Optional.of(SuspectReason.TOO_LONG)
                : Optional.empty();
    }

    /**
     * A reading that was taken since, or a charger that is back; on a connector that shows a session. An idle one sends readings of
     * its meter too, and a charger that was away hands in old ones.
     */
    static boolean isDispelled(Session session, Optional<LatestReading> last, Site site) {
        var since = session.doubt().since();
        if (since == null || !showsSession(session, site)) {
            return false;
        }
        if (session.doubt().reason() == SuspectReason.CHARGER_AWAY
                && site.charger().connected()) {
            return true;
        }
        return session.doubt().reason() == SuspectReason.CHARGER_REMOVED
                || last.filter(reading -> takenAt(reading).isAfter(since))
                        .filter(reading -> reading.receivedAt().isAfter(since))
                        .isPresent();
    }

    private static boolean isAway(Site site, Instant heard, Instant now) {
        var seen = site.charger().lastSeenAt();
        return !site.charger().connected() && isOver(AWAY, heard, now) && (seen == null || isOver(AWAY, seen, now));
    }

    /** Of FlexiCharge sessions silence is seen to much sooner ({@link DoubtService#sweepStale}). */
    private static boolean couldHaveTold(Session session, Site site, Instant now) {
        var connectedSince = session.doubt().connectedSince();
        return !session.isFlexiCharge()
                && site.charger().connected()
                && connectedSince != null
                && isOver(SILENT, connectedSince, now)
                && status(session, site).filter(SuspicionRules::isPause).isEmpty();
    }

    /** What a connector says during a transaction (OCPP 1.6 §4.9); one that never said anything is believed. */
    private static boolean showsSession(Session session, Site site) {
        return status(session, site)
                .map(status -> status == ConnectorStatus.CHARGING || isPause(status))
                .orElse(true);
    }

    private static Optional<ConnectorStatus> status(Session session, Site site) {
        return site.charger().connectors().stream()
                .filter(connector -> connector.connector() == session.connector())
                .map(Connector::status)
                .findFirst();
    }

    private static boolean isPause(ConnectorStatus status) {
        return status == ConnectorStatus.SUSPENDED_EV || status == ConnectorStatus.SUSPENDED_EVSE;
    }

    private static Instant heard(Session session, Optional<LatestReading> last) {
        return last.map(LatestReading::receivedAt)
                .filter(begunAt(session)::isBefore)
                .orElse(begunAt(session));
    }

    private static Instant takenAt(LatestReading reading) {
        var takenAt = reading.readingAt();
        return takenAt == null ? reading.receivedAt() : takenAt;
    }

    private static Instant begunAt(Session session) {
        return session.begun().map(Session.Begin::receivedAt).orElse(Instant.EPOCH);
    }

    private static boolean isOver(Duration time, Instant since, Instant now) {
        return !since.isAfter(now.minus(time));
    }
}
