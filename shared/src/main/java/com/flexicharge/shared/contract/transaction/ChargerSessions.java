package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.charger.ClockDrift;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What chargers report of sessions. Every answer comes after the commit; asked twice, answered alike. */
public interface ChargerSessions {
    record Authorize(String idTag) {}

    /**
     * A session began at the charger. It is stored whatever the tag's status.
     *
     * @param connector     OCPP index, 0 or never seen included; always 1 on FlexiCharge
     * @param idTag         as sent, 1…20 characters; absent on FlexiCharge, where sessions are matched by connection
     * @param meterStart    Wh, may be negative on the wire; absent when the charger gave none that can be used
     * @param startAt       the charger's time; absent when unreadable
     * @param startRaw      that time as sent; empty when none was
     * @param reservationID as the charger said; absent: none
     * @param clockDriftMillis how far the charger's clock is off, see {@link ClockDrift}; absent: not known
     */
    record StartSession(
            int connectorID,
            int connector,
            Protocol protocol,
            @Nullable String idTag,
            @Nullable Long meterStart,
            @Nullable Instant startAt,
            String startRaw,
            @Nullable Long reservationID,
            Instant receivedAt,
            @Nullable Long clockDriftMillis) {}

    /** @param idTagInfo absent on FlexiCharge */
    record SessionBegun(int transactionID, @Nullable IdTagInfo idTagInfo) {}

    /**
     * A session ended at the charger.
     *
     * @param transactionID as the charger said, any 64-bit number; absent on FlexiCharge: the open session of the connection
     * @param meterStop     Wh; absent when the charger gave none that can be used
     * @param meterRestarts the meter of this charger begins at 0 with each session, whatever it said when the session began
     * @param reason        as spelled; {@code Local} when none was sent
     * @param payload       what was sent, JSON, for putting aside
     * @param clockDriftMillis how far the charger's clock is off, see {@link ClockDrift}; absent: not known
     */
    record StopSession(
            int connectorID,
            Protocol protocol,
            @Nullable Long transactionID,
            @Nullable String idTag,
            @Nullable Long meterStop,
            boolean meterRestarts,
            @Nullable Instant stopAt,
            String stopRaw,
            String reason,
            String payload,
            Instant receivedAt,
            @Nullable Long clockDriftMillis) {}

    /**
     * @param transactionID the session it ended, or had ended before; absent: put aside
     * @param idTagInfo     present when a tag was sent
     */
    record SessionOver(
            @Nullable Integer transactionID, @Nullable IdTagInfo idTagInfo) {}

    /** A message about a session that cannot be booked is kept where an operator can see and resolve it. */
    record PutAside(int connectorID, String kind, AsideReason reason, String payload, Instant receivedAt) {}

    /** Why a message about a session was put aside. */
    enum AsideReason {
        /** It names −1, 0, a number nobody issued or a session that never began, and none that runs there fits. */
        UNKNOWN_TRANSACTION("unknownTransaction"),
        /** It names another charger's session. */
        FOREIGN_TRANSACTION("foreignTransaction"),
        /** Its session is over by a stop with other values, or by an operator's word. */
        SECOND_STOP("secondStop"),
        /** It could not be read, or holds what cannot be stored. */
        BAD_FORM("badForm"),
        /** A FlexiCharge charger, whose numbers mean nothing, stopped with no session running. */
        NO_OPEN_SESSION("noOpenSession");

        private final String word;

        AsideReason(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static Optional<AsideReason> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * Which session readings belong to.
     *
     * @param transactionID as the charger said; absent: the open session on the connector. One that is open elsewhere on the
     *                      same charger is found; another charger's is not
     */
    record FindSession(
            int connectorID, int connector, @Nullable Long transactionID) {}

    /** Found sessions; none or one. */
    record FoundSession(List<OpenSession> sessions) {
        public FoundSession {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * What livemetrics needs to know of a session.
     *
     * @param open false: over by now; readings that come late are stored, no user is sent them
     */
    record OpenSession(
            int transactionID,
            int connectorID,
            int connector,
            Protocol protocol,
            @Nullable String userID,
            long meterStart,
            int pricePerKwhOre,
            Instant startAt,
            boolean open) {}
}
