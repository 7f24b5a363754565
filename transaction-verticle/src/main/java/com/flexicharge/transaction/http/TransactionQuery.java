package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.SuspectReason;
import com.flexicharge.shared.contract.transaction.TransactionState;
import com.flexicharge.shared.contract.transaction.UserSessions.Filter;
import com.flexicharge.shared.http.Query;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The filters of the list of transactions. */
final class TransactionQuery {
    private static final String STATES =
            Arrays.stream(TransactionState.values()).map(TransactionState::word).collect(Collectors.joining(", "));

    private static final String SUSPECT_REASONS =
            Arrays.stream(SuspectReason.values()).map(SuspectReason::word).collect(Collectors.joining(", "));

    private TransactionQuery() {}

    /** The caller checks the query when everything else is read. */
    static Filter filter(Query query) {
        return new Filter(
                query.id("id", "invalidTransactionId").orElse(null),
                query.id("connectorID", "invalidConnectorID").orElse(null),
                query.text("serialNumber", 36, "invalidSerialNumber").orElse(null),
                query.integer("connector", 0, Integer.MAX_VALUE, "invalidConnector")
                        .orElse(null),
                query.text("userID", 64, "invalidUserID").orElse(null),
                query.text("idTag", 20, "invalidIdTag").orElse(null),
                query.word("state", TransactionQuery::state, "invalidState", "one of " + STATES)
                        .orElse(null),
                query.bool("active", "invalidActive").orElse(null),
                query.bool("suspect", "invalidSuspect").orElse(null),
                query.word("suspectReason", SuspectReason::ofWord, "invalidSuspectReason", "one of " + SUSPECT_REASONS)
                        .orElse(null),
                query.bool("isPaid", "invalidIsPaid").orElse(null),
                query.instant("from", "invalidFrom").orElse(null),
                query.instant("to", "invalidTo").orElse(null));
    }

    static Filter ofUser(String userID) {
        return new Filter(null, null, null, null, userID, null, null, null, null, null, null, null);
    }

    static Filter ofCharger(int connectorID) {
        return new Filter(null, connectorID, null, null, null, null, null, null, null, null, null, null);
    }

    private static Optional<TransactionState> state(String word) {
        return Arrays.stream(TransactionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }
}
