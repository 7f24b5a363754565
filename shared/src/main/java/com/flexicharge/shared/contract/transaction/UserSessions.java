package com.flexicharge.shared.contract.transaction;

import com.flexicharge.shared.contract.Caller;
import com.flexicharge.shared.contract.PageRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people ask of sessions. Ownership is checked by the service on every one: {@code FORBIDDEN notOwner}. */
public interface UserSessions {
    /** How a session is to be paid. */
    enum PaymentMethod {
        KLARNA,
        INVOICE
    }

    /** Makes a session in state reserved and holds the connector for it. */
    record Reserve(Caller caller, int connectorID, int connector, PaymentMethod paymentMethod) {}

    /** @param transactionID 9999 stands for the caller's own open session, else the latest one */
    record Get(Caller caller, int transactionID) {}

    /** @param authorizationToken what the payment provider gave the app; absent: the session is paid by invoice */
    record Start(Caller caller, int transactionID, @Nullable String authorizationToken) {
        public Start(Caller caller, int transactionID) {
            this(caller, transactionID, null);
        }
    }

    record Stop(Caller caller, int transactionID) {}

    /** Ends a session in our books; nothing goes to the charger. Admins only. */
    record Close(
            Caller caller,
            int transactionID,
            @Nullable String reason,
            @Nullable Long meterStop) {}

    /** Absent filters do not filter; without a state, failed, cancelled and expired ones are left out. */
    record Filter(
            @Nullable Integer transactionID,
            @Nullable Integer connectorID,
            @Nullable String serialNumber,
            @Nullable Integer connector,
            @Nullable String userID,
            @Nullable String idTag,
            @Nullable TransactionState state,
            @Nullable Boolean active,
            @Nullable Boolean suspect,
            @Nullable SuspectReason suspectReason,
            @Nullable Boolean isPaid,
            @Nullable Instant from,
            @Nullable Instant to) {
        /** For whatever reason a session is suspect. */
        public Filter(
                @Nullable Integer transactionID,
                @Nullable Integer connectorID,
                @Nullable String serialNumber,
                @Nullable Integer connector,
                @Nullable String userID,
                @Nullable String idTag,
                @Nullable TransactionState state,
                @Nullable Boolean active,
                @Nullable Boolean suspect,
                @Nullable Boolean isPaid,
                @Nullable Instant from,
                @Nullable Instant to) {
            this(
                    transactionID,
                    connectorID,
                    serialNumber,
                    connector,
                    userID,
                    idTag,
                    state,
                    active,
                    suspect,
                    null,
                    isPaid,
                    from,
                    to);
        }

        public static final Filter NONE =
                new Filter(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** A user gets own rows only, whatever the filter; asking for another userID is refused. */
    record Search(Caller caller, Filter filter, PageRequest page) {}

    record Transactions(List<Transaction> transactions) {
        public Transactions {
            transactions = List.copyOf(transactions);
        }
    }

    /**
     * A message that was put aside, and what became of it.
     *
     * @param reason     an {@link ChargerSessions.AsideReason}'s word
     * @param payload    as the charger sent it
     * @param resolution in words: where it was booked, or that it was discarded; absent: it waits
     * @param resolvedBy the operator's userID
     */
    record Unmatched(
            long id,
            int connectorID,
            String kind,
            String reason,
            String payload,
            Instant receivedAt,
            @Nullable Integer candidateTransactionID,
            @Nullable String resolution,
            @Nullable String resolvedBy,
            @Nullable Instant resolvedAt) {}

    record SearchUnmatched(
            Caller caller,
            @Nullable Integer connectorID,
            ChargerSessions.@Nullable AsideReason reason,
            @Nullable Boolean resolved,
            PageRequest page) {}

    record UnmatchedList(List<Unmatched> unmatched) {
        public UnmatchedList {
            unmatched = List.copyOf(unmatched);
        }
    }

    /**
     * Books a message to a session of the charger that sent it, or discards it.
     *
     * @param transactionID book it there; absent: discard it
     * @param meterStop     Wh, of a stop only: what its meter showed, where the message does not say it or says it wrong
     * @param note          why, in the operator's words
     */
    record ResolveUnmatched(
            Caller caller,
            long id,
            @Nullable Integer transactionID,
            @Nullable Long meterStop,
            @Nullable String note) {}

    /** What the clocks showed when a session began and ended. Admins only. */
    record GetClocks(Caller caller, int transactionID) {}

    /**
     * @param at         the time that counts
     * @param said       by the charger, as sent; absent when it said none, or nothing at all
     * @param receivedAt by our clock; absent when it did not report it
     */
    record ToldTime(
            Instant at, @Nullable String said, @Nullable Instant receivedAt) {}

    /** @param start absent until started; {@code stop} until ended */
    record SessionClocks(@Nullable ToldTime start, @Nullable ToldTime stop) {}

    /** Who changed a session past its charger's own word. Admins only. */
    record GetTrail(Caller caller, int transactionID, PageRequest page) {}

    /**
     * One such change.
     *
     * @param id     rises with time; the place in the list
     * @param actor  {@code charger}, {@code server}, or the operator's userID
     * @param what   {@code closed, unmatchedBooked, unmatchedAttached} by an operator; {@code estimateReplaced, stopWithoutId} by a
     *               charger's stop; {@code ended, superseded, suspect, unsuspect} by the server
     * @param before JSON object: what was known of the session that the change is about
     * @param after  the same members after it, and the operator's {@code note}
     */
    record TrailEntry(long id, String actor, String what, String before, String after, Instant at) {}

    record Trail(List<TrailEntry> entries) {
        public Trail {
            entries = List.copyOf(entries);
        }
    }
}
