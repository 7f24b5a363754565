package com.flexicharge.transaction.http;

import com.flexicharge.shared.contract.transaction.IdTagEndpoints.IdTag;
import com.flexicharge.shared.contract.transaction.IdTagInfo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param status what Authorize would answer now, in OCPP's word */
record IdTagView(
        String idTag,
        boolean blocked,
        @Nullable Instant expiryDate,
        @Nullable String parentIdTag,
        @Nullable String userID,
        @Nullable Integer maxActiveTransactions,
        @Nullable String note,
        String status) {

    static IdTagView of(IdTag tag) {
        return new IdTagView(
                tag.idTag(),
                tag.blocked(),
                tag.expiryAt(),
                tag.parentIdTag(),
                tag.userID(),
                tag.maxActiveTransactions(),
                tag.note(),
                word(tag.info().status()));
    }

    private static String word(IdTagInfo.Status status) {
        return switch (status) {
            case ACCEPTED -> "Accepted";
            case BLOCKED -> "Blocked";
            case EXPIRED -> "Expired";
            case INVALID -> "Invalid";
            case CONCURRENT_TX -> "ConcurrentTx";
        };
    }
}
