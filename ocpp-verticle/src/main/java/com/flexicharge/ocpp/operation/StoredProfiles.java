package com.flexicharge.ocpp.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flexicharge.ocpp.frame.Json;
import com.flexicharge.shared.bus.Bus;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.GetProfile;
import com.flexicharge.shared.contract.charger.ChargingProfileEndpoints.StoredProfile;
import io.vertx.core.Future;

/** Charging profiles that operators keep, as they go on the wire. */
final class StoredProfiles {
    private final Bus bus;

    StoredProfiles(Bus bus) {
        this.bus = bus;
    }

    /** @return the profile with its number; fails with {@code NOT_FOUND chargingProfileNotFound} */
    Future<ObjectNode> get(int chargingProfileID) {
        return bus.ask(ChargingProfileEndpoints.GET_PROFILE, new GetProfile(chargingProfileID))
                .map(StoredProfiles::onWire);
    }

    private static ObjectNode onWire(StoredProfile stored) {
        var profile = Json.tree(stored.profile())
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> new IllegalStateException(
                        "The stored charging profile " + stored.chargingProfileID() + " is no JSON object"));
        return profile.put("chargingProfileId", stored.chargingProfileID());
    }
}
