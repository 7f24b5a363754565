package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import io.vertx.core.Future;
import java.util.Optional;

/** Charging profiles that operators keep, as they go on the wire. */
final class StoredProfiles {
    private final Bus bus;

    StoredProfiles(Bus bus) {
        this.bus = bus;
    }

    /**
     * @param transactionID it is for; absent: any
     * @return the profile with both numbers inside; fails with {@code NOT_FOUND chargingProfileNotFound}
     */
    Future<ObjectNode> get(int chargingProfileID, Optional<Long> transactionID) {
        return bus.ask(ChargingProfileEndpoints.GET_PROFILE, new GetProfile(chargingProfileID))
                .map(stored -> onWire(stored, transactionID));
    }

    private static ObjectNode onWire(StoredProfile stored, Optional<Long> transactionID) {
        var onWire = Json.MAPPER.createObjectNode().put("chargingProfileId", stored.chargingProfileID());
        transactionID.ifPresent(id -> onWire.put("transactionId", id));
        return onWire.setAll(profile(stored));
    }

    private static ObjectNode profile(StoredProfile stored) {
        return Json.tree(stored.profile())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "The stored charging profile " + stored.chargingProfileID() + " is no JSON object"));
    }
}
