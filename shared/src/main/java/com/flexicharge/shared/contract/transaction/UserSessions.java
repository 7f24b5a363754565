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

    record Start(Caller caller, int transactionID) {}

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
            @Nullable Boolean isPaid,
            @Nullable Instant from,
            @Nullable Instant to) {
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

    /** A message that was put aside, and what became of it. */
    record Unmatched(
            long id,
            int connectorID,
            String kind,
            String reason,
            String payload,
            Instant receivedAt,
            @Nullable Integer candidateTransactionID,
            @Nullable String resolution,
            @Nullable Instant resolvedAt) {}

    record SearchUnmatched(
            Caller caller,
            @Nullable Integer connectorID,
            @Nullable String reason,
            @Nullable Boolean resolved,
            PageRequest page) {}

    record UnmatchedList(List<Unmatched> unmatched) {
        public UnmatchedList {
            unmatched = List.copyOf(unmatched);
        }
    }

    /** @param transactionID book it there; absent: discard it, saying why in the note */
    record ResolveUnmatched(
            Caller caller,
            long id,
            @Nullable Integer transactionID,
            @Nullable String note) {}
}
