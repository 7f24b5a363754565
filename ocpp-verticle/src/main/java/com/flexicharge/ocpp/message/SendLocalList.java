package com.flexicharge.ocpp.message;

import com.flexicharge.ocpp.message.shape.Length;
import java.util.List;
import java.util.Optional;

/** Replaces or changes the local list of id tags (OCPP 1.6 §5.15). */
public final class SendLocalList {
    private SendLocalList() {}

    public record Request(
            int listVersion, Optional<List<AuthorizationData>> localAuthorizationList, UpdateType updateType)
            implements OcppRequest {
        public Request {
            localAuthorizationList = localAuthorizationList.map(List::copyOf);
        }
    }

    public record Response(Status status) implements OcppResponse {}

    public enum UpdateType implements Word {
        DIFFERENTIAL,
        FULL
    }

    public enum Status implements Word {
        ACCEPTED,
        FAILED,
        NOT_SUPPORTED,
        VERSION_MISMATCH
    }

    /** @param idTagInfo absent in a differential update: the tag is removed */
    public record AuthorizationData(@Length(20) String idTag, Optional<IdTagInfo> idTagInfo) {}
}
