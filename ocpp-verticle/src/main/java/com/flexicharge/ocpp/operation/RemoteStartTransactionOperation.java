package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.message.Action;
import com.flexicharge.shared.bus.Bus;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * RemoteStartTransaction (OCPP 1.6 §5.11). The number of a stored charging profile, {@code chargingProfileId}, may stand in place of
 * {@code chargingProfile}; who writes both is refused, as the number is none of OCPP's members.
 */
final class RemoteStartTransactionOperation implements Operation {
    private static final String PROFILE = "chargingProfile";
    private static final String PROFILE_ID = "chargingProfileId";

    private final StoredProfiles profiles;

    RemoteStartTransactionOperation(Bus bus) {
        profiles = new StoredProfiles(bus);
    }

    @Override
    public Action action() {
        return Action.REMOTE_START_TRANSACTION;
    }

    @Override
    public Future<ObjectNode> expand(int connectorID, ObjectNode asked) {
        if (asked.has(PROFILE) || !asked.has(PROFILE_ID)) {
            return Future.succeededFuture(asked);
        }
        var payload = asked.deepCopy();
        var extras = new Extras();
        var id = extras.takeInt(payload, PROFILE_ID);
        return extras.checked()
                .compose(fine -> profiles.get(id.orElseThrow(), Optional.empty()))
                .map(profile -> payload.<ObjectNode>set(PROFILE, profile));
    }
}
