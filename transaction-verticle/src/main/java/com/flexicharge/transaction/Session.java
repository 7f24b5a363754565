package com.flexicharge.transaction;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.Protocol;
import com.flexicharge.shared.contract.transaction.ChargerSessions.OpenSession;
import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.TransactionEndpoints.SessionStopped;
import com.flexicharge.shared.contract.transaction.TransactionState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A charging session as its row has it, from hold to end.
 *
 * @param protocol     absent until it is known what its charger speaks
 * @param userID       absent for sessions nobody is known for
 * @param idTag        as sent; of a waiting session the tag its user will charge under
 * @param hold         absent for sessions that began without one
 * @param begin        absent until started
 * @param end          absent until over, however it ended
 * @param energyWh     exact at the end; while running the latest value known here, ≥ 0
 * @param priceOre     final; 0 while running
 * @param stopWanted   its user gave it up before it began: it is to be stopped as soon as it runs
 */
record Session(
        int transactionID,
        TransactionState state,
        @Nullable Protocol protocol,
        @Nullable String userID,
        @Nullable String idTag,
        int connectorID,
        int connector,
        Place place,
        Hold hold,
        @Nullable Begin begin,
        @Nullable End end,
        long energyWh,
        int percent,
        boolean estimated,
        int pricePerKwhOre,
        long priceOre,
        Doubt doubt,
        boolean stopWanted,
        Payment payment) {

    /**
     * The wait for its user and for its charger.
     *
     * @param reservationID the charger-verticle's number of the hold
     * @param until         not started by then, it expires
     * @param requestedAt   when the charger was asked to start
     */
    record Hold(
            @Nullable Integer reservationID,
            @Nullable Instant until,
            @Nullable Instant requestedAt) {}

    /**
     * @param startKey  tells a repeated start from a new one; absent where a charger's own words cannot
     * @param at        the time that counts
     * @param raw       the charger's own time, as sent
     * @param estimated the charger gave no meter value: it is the last one known of its meter, else 0
     */
    record Begin(
            @Nullable String startKey,
            Instant at,
            String raw,
            Instant receivedAt,
            long meterStart,
            boolean estimated) {}

    /**
     * @param by      absent for sessions that never began
     * @param stopKey tells a repeated stop from another one; absent unless the charger ended it
     */
    record End(
            Instant at,
            @Nullable Instant receivedAt,
            @Nullable Long meterStop,
            @Nullable String reason,
            @Nullable EndedBy by,
            @Nullable String stopKey) {}

    /**
     * What speaks for its being over although no stop was seen; of one that is over, for its figures being wrong.
     *
     * @param reason         absent: nothing does
     * @param since          when that was found; absent without a reason
     * @param grace          FlexiCharge: since when the grace period runs
     * @param connectedSince FlexiCharge: since when its charger has been seen connected without a break
     */
    record Doubt(
            @Nullable SuspectReason reason,
            @Nullable Instant since,
            @Nullable Instant grace,
            @Nullable Instant connectedSince) {
        boolean suspect() {
            return reason != null;
        }
    }

    record Payment(@Nullable String method, @Nullable String id, boolean isPaid) {}

    /** Whose word ended it: only the server's own guess gives way to a real stop. */
    enum EndedBy {
        CHARGER,
        SERVER,
        ADMIN
    }

    boolean isOwnedBy(Caller caller) {
        return userID == null ? caller.isAdmin() : caller.owns(userID);
    }

    Optional<Begin> begun() {
        return Optional.ofNullable(begin);
    }

    Optional<End> over() {
        return Optional.ofNullable(end);
    }

    boolean isFlexiCharge() {
        return protocol == Protocol.FLEXICHARGE;
    }

    /** Ended by our own guess, which the first real stop replaces. */
    boolean isGuessedEnd() {
        return state == TransactionState.ENDED
                && over().map(End::by).filter(EndedBy.SERVER::equals).isPresent();
    }

    /** What speaks strict OCPP unless it is known to speak otherwise. */
    Protocol spoken() {
        return protocol == null ? Protocol.OCPP_16 : protocol;
    }

    /** Empty for a session that never began: no reading can belong to it. */
    Optional<OpenSession> forReadings() {
        return begun().map(b -> new OpenSession(
                transactionID,
                connectorID,
                connector,
                spoken(),
                userID,
                b.meterStart(),
                pricePerKwhOre,
                b.at(),
                state.isOpen()));
    }

    /** Empty for a session that is not over or never began. */
    Optional<SessionStopped> asStopped() {
        return begun().flatMap(b -> over().map(e -> new SessionStopped(
                transactionID,
                connectorID,
                connector,
                spoken(),
                userID,
                e.meterStop() == null ? b.meterStart() + energyWh : e.meterStop(),
                energyWh,
                priceOre,
                e.reason() == null ? "Local" : e.reason(),
                e.at(),
                e.receivedAt() == null ? e.at() : e.receivedAt())));
    }
}
