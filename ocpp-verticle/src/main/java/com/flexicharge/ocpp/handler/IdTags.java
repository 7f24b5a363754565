package com.flexicharge.ocpp.handler;

import com.flexicharge.ocpp.message.AuthorizationStatus;
import com.flexicharge.ocpp.message.ChargerTime;
import com.flexicharge.ocpp.message.IdTagInfo;
import java.util.Optional;

/** What the contract says of an id tag, in OCPP's words. */
public final class IdTags {
    private IdTags() {}

    public static IdTagInfo of(com.flexicharge.shared.contract.transaction.IdTagInfo info) {
        return new IdTagInfo(
                Optional.ofNullable(info.expiryAt()).map(ChargerTime::of),
                Optional.ofNullable(info.parentIdTag()),
                status(info.status()));
    }

    static IdTagInfo of(AuthorizationStatus status) {
        return new IdTagInfo(Optional.empty(), Optional.empty(), status);
    }

    private static AuthorizationStatus status(com.flexicharge.shared.contract.transaction.IdTagInfo.Status status) {
        return switch (status) {
            case ACCEPTED -> AuthorizationStatus.ACCEPTED;
            case BLOCKED -> AuthorizationStatus.BLOCKED;
            case EXPIRED -> AuthorizationStatus.EXPIRED;
            case INVALID -> AuthorizationStatus.INVALID;
            case CONCURRENT_TX -> AuthorizationStatus.CONCURRENT_TX;
        };
    }
}
